"""The page on which a person lets an app into a workspace, or does not."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from aiohttp import web

from bot.sandbox.app import App
from bot.sandbox.core import Core
from bot.sandbox.oauth import BadAsk, Code, Wanted, wanted
from bot.sandbox.workspace import Member

PAGE = Template((Path(__file__).parent / "page" / "authorize.html").read_text())
UNDISTRIBUTED = "invalid_team_for_non_distributed_app"


async def show(app: App, request: web.Request) -> web.StreamResponse:
    """Ask the person, in a workspace of their choice."""
    try:
        asked = wanted(app.manifest, request.query)
    except BadAsk as bad:
        return _refused(app, bad)
    return _page(app, _form(app, asked, request.query.get("team", "")), 200)


async def decide(app: App, request: web.Request) -> web.StreamResponse:
    """Send the person back to the app with their answer; a yes is for the chosen team and scopes."""
    try:
        asked = wanted(app.manifest, request.query)
        form = await request.post()
        if form.get("answer") != "allow":
            raise web.HTTPFound(asked.answered(error="access_denied"))
        team = app.find_team(str(form.get("team") or "")) or app.first
        if app.faults.switches.undistributed and team is not app.first:
            raise BadAsk(UNDISTRIBUTED, f"The app is not distributed, and does not belong to {_name(team)}.")
    except BadAsk as bad:
        return _refused(app, bad)
    chosen = set(map(str, form.getall("scope", [])))
    scopes = (*asked.required, *(one for one in asked.optional if one in chosen))
    code = app.codes.give(Code(team, _person(team).id, scopes, asked.named, app.now()))
    raise web.HTTPFound(asked.answered(code=code))


def _form(app: App, asked: Wanted, preferred: str) -> str:
    chosen = app.find_team(preferred) if preferred else None
    teams = "".join(_team(team, is_chosen=team is (chosen or app.first)) for team in app.teams)
    required = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in asked.required)
    return (
        f'<form method="post"><fieldset><legend>Workspace</legend>{teams}</fieldset>'
        f"<h2>What it may do there</h2><ul>{required}</ul>{_optional(asked.optional)}"
        '<p class="answers"><button class="button" name="answer" value="cancel" data-testid="cancel">Cancel'
        '</button><button class="button is-primary" name="answer" value="allow" data-testid="allow">Allow'
        "</button></p></form>"
    )


def _team(team: Core, *, is_chosen: bool) -> str:
    workspace, person = team.workspace, _person(team)
    has = "has it already" if not team.revoked else "does not have it yet"
    return (
        f'<label><input type="radio" name="team" value="{escape(workspace.id)}"{" checked" * is_chosen} '
        f'data-testid="team-{escape(workspace.domain)}"> <span><strong>{escape(workspace.name)}</strong> '
        f"<small>as {escape(person.real_name)}; {has}</small></span></label>"
    )


def _optional(scopes: Iterable[str]) -> str:
    rows = "".join(
        f'<label><input type="checkbox" name="scope" value="{escape(scope)}" checked '
        f'data-testid="scope-{escape(scope)}"> <code>{escape(scope)}</code></label>'
        for scope in scopes
    )
    return f"<fieldset><legend>And, if you like</legend>{rows}</fieldset>" if rows else ""


def _refused(app: App, bad: BadAsk) -> web.Response:
    words = f'<p data-testid="refused">{escape(str(bad))}</p><p><code>{escape(bad.error)}</code></p>'
    return _page(app, words, 400)


def _page(app: App, body: str, status: int) -> web.Response:
    title = f"{escape(app.manifest.name)} wants to come into a workspace"
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
    }
    text = PAGE.substitute(title=title, body=body)
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)


def _name(team: Core) -> str:
    return team.workspace.name


def _person(team: Core) -> Member:
    """Give who answers for a team: its first admin."""
    return next(one for one in team.workspace.members.values() if one.is_admin)
