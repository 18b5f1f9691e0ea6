"""oauth.v2.access and auth.revoke: tokens come and go."""

from bot.sandbox.core import Core
from bot.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.tokens import LIFE, SHORT_LIFE, Token
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON


def access(call: Call) -> JSON:
    """Give a token for a code, or a new one for a refresh token."""
    if call.text("client_id", "") != CLIENT_ID:
        raise Refused("invalid_client_id")
    if call.text("client_secret", "") != CLIENT_SECRET:
        raise Refused("bad_client_secret")
    match call.text("grant_type", "authorization_code"):
        case "authorization_code":
            return _exchanged(call)
        case "refresh_token":
            return _refreshed(call)
    raise Refused("invalid_grant_type")


def revoke(call: Call) -> JSON:
    """Revoke the token this is called with; when no other works any more, the app is uninstalled."""
    if not call.flag("test"):
        call.core.drop(call.token)
    return {"revoked": not call.flag("test")}


def _exchanged(call: Call) -> JSON:
    app, text = call.core.app, call.text("code", "")
    code = app.codes.find(text, app.now())
    if code is None:
        raise Refused("invalid_code")
    if call.text("redirect_uri", "") != code.redirect_uri:
        raise Refused("bad_redirect_uri")
    app.codes.use(text)
    team = code.team
    team.install(code.scopes)
    token = team.tokens.issue(app.now(), _life(call)) if app.manifest.rotation else team.tokens.lasting()
    return _answer(team, token) | {"authed_user": {"id": code.user}}


def _refreshed(call: Call) -> JSON:
    app, refresh = call.core.app, call.text("refresh_token", "")
    for team in app.teams:
        token = team.tokens.swap(refresh, app.now(), _life(call))
        if token is not None:
            return _answer(team, token)
    raise Refused("invalid_refresh_token")


def _life(call: Call) -> int:
    return SHORT_LIFE if call.core.faults.switches.short_tokens else LIFE


def _answer(team: Core, token: Token) -> JSON:
    workspace = team.workspace
    made: JSON = {
        "access_token": token.text,
        "token_type": "bot",
        "scope": ",".join(scope for scope in team.manifest.scopes if scope in team.scopes),
        "bot_user_id": workspace.bot,
        "app_id": workspace.bot_user.app_id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if token.expires:
        made["expires_in"] = token.expires - int(team.now().timestamp())
        made["refresh_token"] = token.refresh
    return made


METHODS = {
    "oauth.v2.access": Method(
        access, (), 0, "client_id client_secret code redirect_uri grant_type refresh_token", open=True
    ),
    "auth.revoke": Method(revoke, (), 3, "test:bool"),
}
