"""auth.*, team.*, users.* and apps.connections.open: who is who."""

from bot.sandbox.shapes import user_object
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.webapi.pages import page
from bot.sandbox.workspace import JSON, Member


def auth_test(call: Call) -> JSON:
    """Say whose token this is."""
    workspace, bot = call.workspace, call.bot
    token = call.core.tokens.find(call.token)
    left = {"expires_in": token.expires - int(call.core.now().timestamp())} if token and token.expires else {}
    return left | {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": bot.name,
        "team_id": workspace.id,
        "user_id": bot.id,
        "bot_id": bot.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> JSON:
    """Give the address of a websocket, good for one connection; none where Socket Mode is off."""
    if call.core.app.http.on:
        raise Refused("link_disabled")
    url = call.core.url.replace("http://", "ws://")
    return {"url": f"{url}/link/?ticket={call.core.sockets.ticket()}&app_id={call.bot.app_id}"}


def team(call: Call) -> JSON:
    """Describe the workspace."""
    workspace = call.workspace
    icon = {"image_default": True}
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain, "icon": icon}}


def one_user(call: Call) -> JSON:
    """Describe one person."""
    return {"user": _shown(call, call.member(call.text("user")))}


def user_list(call: Call) -> JSON:
    """List everybody: deactivated people, guests and bots too."""
    rows, more = page(list(call.workspace.members.values()), call, default=200, most=200)
    cached = int(call.core.now().timestamp())
    return {"members": [_shown(call, member) for member in rows], "cache_ts": cached} | more


def by_email(call: Call) -> JSON:
    """Find an active person by address."""
    call.need("users:read.email")
    name, _, domain = call.text("email").partition("@")
    member = call.workspace.find_member(name)
    if (
        member is None
        or member.deleted
        or member.is_bot
        or member.team
        or domain != f"{call.workspace.domain}.example"
    ):
        raise Refused("users_not_found")
    return {"user": _shown(call, member)}


def _shown(call: Call, member: Member) -> JSON:
    email = "users:read.email" in call.core.scopes
    shown = user_object(member, call.workspace, call.core.now(), email=email)
    if call.flag("include_locale") and not member.is_bot:
        shown["locale"] = "en-US"
    return shown


METHODS = {
    "auth.test": Method(auth_test, (), 0, reads_json=True),
    "apps.connections.open": Method(connections_open, (), 3, reads_json=True, app_token=True),
    "team.info": Method(team, ("team:read",), 3, "team domain", reads_json=True),
    "users.info": Method(one_user, ("users:read",), 4, "user! include_locale:bool"),
    "users.list": Method(
        user_list, ("users:read",), 2, "cursor limit:int include_locale:bool team_id", paged=True
    ),
    "users.lookupByEmail": Method(by_email, ("users:read.email",), 3, "email!"),
}
