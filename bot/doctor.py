"""`muster doctor`: looks at settings, database and workspace, and says what to do. Changes nothing."""

import asyncio
import importlib.metadata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import backup
from bot.clock import SystemClock
from bot.settings import Settings
from storage import checkup, facts, posts, timers, workspaces
from storage.upgrade import head, is_later, revision
from storage.vocabulary import PostState

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
REQUEST_SECONDS = 15
LATE = timedelta(minutes=5)
NEXT_TIMERS = 5


class Mark(StrEnum):
    """How a finding is to be taken; only TROUBLE makes the exit code 1."""

    FINE = "ok"
    NOTE = "note"
    TROUBLE = "TROUBLE"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do about it ("" when nothing)."""

    mark: Mark
    about: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the database says of one team."""

    name: str
    used: list[tuple[facts.Channel, str]]
    stuck: list[tuple[facts.Post, str]]
    upcoming: list[facts.Timer]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of the Web API: Slack's error code ("" when it went well), its body, its scopes."""

    error: str
    body: dict[str, Any]
    scopes: frozenset[str]


def doctor(settings: Settings) -> int:
    """Print every finding; return 0 when there is no trouble, else 1."""
    findings = asyncio.run(check(settings, SystemClock().now()))
    for finding in findings:
        print(f"{finding.mark:>7}  {finding.about}: {finding.what}")
        if finding.remedy:
            print(f"         {finding.remedy}")
    troubles = sum(finding.mark is Mark.TROUBLE for finding in findings)
    print("Everything is fine." if not troubles else f"{troubles} to put right.")
    return 1 if troubles else 0


async def check(settings: Settings, now: datetime) -> list[Finding]:
    """Look at everything; `now` is aware UTC. Writes nothing, neither here nor in Slack."""
    findings = [*check_settings(settings), *check_names()]
    in_order, records = check_database(settings.database_url)
    findings += in_order
    timeout = aiohttp.ClientTimeout(total=REQUEST_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        slack = _Asked(settings, session)
        about_tokens, team = await check_tokens(slack)
        findings += about_tokens
        findings += [
            Finding(Mark.TROUBLE, "database", f"is {record.name}'s, and the bot token is not.", _OWN)
            for slack_id, record in records.items()
            if team not in (slack_id, None)
        ]
        for slack_id, record in records.items():
            if team in (slack_id, None):
                findings += await check_channels(slack, record.used) if team else []
                findings += [*check_posts(record.stuck), *check_timers(record.upcoming, now)]
    return findings


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Judge what is set, without asking anyone."""
    tokens = (
        ("SLACK_BOT_TOKEN", settings.slack_bot_token, "xoxb-", 'under "OAuth & Permissions"'),
        (
            "SLACK_APP_TOKEN",
            settings.slack_app_token,
            "xapp-",
            'under "Basic Information", with connections:write',
        ),
    )
    for name, secret, prefix, where in tokens:
        value = secret.get_secret_value()
        remedy = f"Find it in your app's settings at api.slack.com/apps, {where}."
        if not value:
            yield Finding(Mark.TROUBLE, name, "is not set.", remedy)
        elif not value.startswith(prefix):
            yield Finding(Mark.TROUBLE, name, f"does not begin with {prefix}.", remedy)
        else:
            yield Finding(Mark.FINE, name, "is set.")
    if not settings.slack_api_url.endswith("/"):
        yield Finding(Mark.TROUBLE, "SLACK_API_URL", "does not end with a slash.", "Add one.")


def check_names() -> Iterator[Finding]:
    """Report other installed distributions that own one of our import names."""
    owners = importlib.metadata.packages_distributions()
    for name in ("bot", "commands", "storage"):
        for owner in {owner for owner in owners.get(name, ()) if owner != "muster"}:
            yield Finding(
                Mark.TROUBLE,
                name,
                f"also belongs to {owner}.",
                "Install Muster into an environment of its own.",
            )


def check_database(url: str) -> tuple[list[Finding], dict[str, Record]]:
    """Open the database read-only; return what was found, and its record of each team by Slack's id."""
    try:
        engine = read_only(url)
        with Session(engine) as tx:
            at = revision(tx.connection())
            if at != head():
                return [_wrong_revision(at)], {}
            teams = workspaces.list_teams(tx)
            records = {team.slack_id: _record(tx, team) for team in teams}
        engine.dispose()
    except FileNotFoundError:
        return [
            Finding(Mark.TROUBLE, "database", f"{url} does not exist.", "`muster db upgrade` makes it.")
        ], {}
    except (SQLAlchemyError, ImportError, ValueError) as error:
        said = str(error).partition("\n")[0]
        return [Finding(Mark.TROUBLE, "database", f"cannot be opened: {said}", "Check DATABASE_URL.")], {}
    if not teams:
        return [Finding(Mark.NOTE, "database", "is in order and empty.", "`muster run` fills it.")], {}
    return [Finding(Mark.FINE, "database", f"is at revision {at}.")], records


async def check_tokens(slack: "_Asked") -> tuple[list[Finding], str | None]:
    """Ask Slack about both tokens and the scopes; return the team's Slack id, None when refused."""
    said = await slack.ask("auth.test")
    if said.error:
        return [_refused("bot token", said.error)], None
    body = said.body
    findings = [Finding(Mark.FINE, "bot token", f"is that of {body['user']} in {body['team']}.")]
    findings += check_scopes(said.scopes, _wanted_scopes())
    opened = await slack.ask("apps.connections.open", app=True)
    if opened.error:
        findings.append(_refused("app token", opened.error))
    else:
        findings.append(Finding(Mark.FINE, "app token", "opens a connection."))
    return findings, body["team_id"]


def check_scopes(granted: frozenset[str], wanted: frozenset[str]) -> Iterator[Finding]:
    """Compare what Slack granted with what manifest.yml asks for."""
    missing = ", ".join(sorted(wanted - granted))
    if missing:
        remedy = 'Paste manifest.yml into "App Manifest" in your app\'s settings, save, and install it again.'
        yield Finding(Mark.TROUBLE, "scopes", f"{missing} not granted.", remedy)
    else:
        yield Finding(Mark.FINE, "scopes", "are all granted.")


async def check_channels(slack: "_Asked", used: list[tuple[facts.Channel, str]]) -> list[Finding]:
    """Ask Slack whether Muster can post in each channel it is meant to."""
    findings = []
    for channel, why in used:
        said = await slack.ask("conversations.info", channel=channel.slack_id)
        findings.append(_judge_channel(f"#{channel.name} ({why})", channel.name, said))
    return findings


def check_posts(stuck: Iterable[tuple[facts.Post, str]]) -> Iterator[Finding]:
    """Report posts that Slack does not have, with the reason."""
    for post, reason in stuck:
        about = f"post {post.id} ({post.kind})"
        match post.state:
            case PostState.HELD:
                remedy = (
                    "Put the reason right; Muster then sends it by itself, within the hour at the latest."
                )
                yield Finding(Mark.TROUBLE, about, f"is held: {reason}.", remedy)
            case PostState.UNCERTAIN:
                remedy = "Nothing to do while Muster runs: it looks in Slack before it sends again."
                yield Finding(Mark.NOTE, about, f"may or may not be in Slack: {reason}.", remedy)
            case _:
                yield Finding(Mark.NOTE, about, f"was refused for good: {reason}.", "It is not sent again.")


def check_timers(upcoming: list[facts.Timer], now: datetime) -> Iterator[Finding]:
    """Report timers that should have fired, and the next few that will."""
    late = [timer for timer in upcoming if timer.due_at < now - LATE]
    for timer in late:
        what = f"was due {_at(timer.due_at)} and failed {timer.attempts} times."
        remedy = "Is `muster run` running? If it is, its log says why."
        yield Finding(Mark.TROUBLE, f"timer {timer.kind}", what, remedy)
    for timer in [timer for timer in upcoming if timer not in late][:NEXT_TIMERS]:
        yield Finding(Mark.FINE, f"timer {timer.kind}", f"is due {_at(timer.due_at)}.")


class _Asked:
    """The Web API, asked once a question: nothing is tried again."""

    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self._settings, self._session = settings, session

    async def ask(self, method: str, *, app: bool = False, **arguments: str) -> Told:
        secret = self._settings.slack_app_token if app else self._settings.slack_bot_token
        headers = {"Authorization": f"Bearer {secret.get_secret_value()}"}
        url = f"{self._settings.slack_api_url}{method}"
        try:
            async with self._session.post(url, data=arguments, headers=headers) as answer:
                body = await answer.json()
                named = answer.headers.get("x-oauth-scopes", "").split(",")
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            return Told(f"no answer from {url} ({type(error).__name__})", {}, frozenset())
        refusal = "" if body.get("ok") else str(body.get("error"))
        return Told(refusal, body, frozenset(scope.strip() for scope in named))


_OWN = "Set DATABASE_URL to a database of its own."
_REMEDIES = {
    "invalid_auth": "Copy the token again; it may belong to another app.",
    "not_authed": "Set the token.",
    "not_allowed_token_type": "The tokens may have been exchanged: xoxb- is the bot's, xapp- is the app's.",
    "token_revoked": "Install the app into the workspace again and copy the new token.",
    "account_inactive": "Install the app into the workspace again and copy the new token.",
    "missing_scope": "Make an app-level token with connections:write.",
}


def _refused(about: str, error: str) -> Finding:
    remedy = _REMEDIES.get(error, "Check SLACK_API_URL and the machine's way to the internet.")
    return Finding(Mark.TROUBLE, about, f"is refused: {error}.", remedy)


def _judge_channel(about: str, name: str, said: Told) -> Finding:
    if said.error == "channel_not_found":
        what = "is gone, or private and Muster is not in it."
        return Finding(
            Mark.TROUBLE, about, what, f"Type /invite @Muster in #{name}, or bind another channel."
        )
    if said.error:
        return Finding(Mark.TROUBLE, about, f"cannot be looked at: {said.error}.", "Try again in a minute.")
    channel = said.body["channel"]
    if channel.get("is_archived"):
        return Finding(Mark.TROUBLE, about, "is archived.", "Unarchive it, or bind another channel.")
    if not channel.get("is_member"):
        return Finding(
            Mark.TROUBLE, about, "does not have Muster in it.", f"Type /invite @Muster in #{name}."
        )
    return Finding(Mark.FINE, about, "can be posted in.")


def _wrong_revision(at: str | None) -> Finding:
    what = f"is at revision {at or 'none'}; this version needs {head()}."
    mend = "`muster db upgrade` brings it there; take a backup first."
    if is_later(at):
        mend = "A later version of Muster made it: install that, or set DATABASE_URL to another."
    return Finding(Mark.TROUBLE, "database", what, mend)


def _record(tx: Session, team: facts.Team) -> Record:
    return Record(
        team.name,
        checkup.list_used_channels(tx, team.id),
        posts.list_stuck(tx, team.id),
        timers.list_upcoming(tx, team.id),
    )


def read_only(url: str) -> Engine:
    """Open a database for reading only. Raises FileNotFoundError where SQLite would make one."""
    found = make_url(url)
    if found.get_backend_name() != "sqlite":
        return create_engine(url)
    path = Path(found.database or "")
    if not path.is_file():
        raise FileNotFoundError(path)
    return backup.read_only(path)


def _wanted_scopes() -> frozenset[str]:
    manifest = yaml.safe_load(MANIFEST.read_text())
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


def _at(instant: datetime) -> str:
    return f"{instant:%a} {instant.day} {instant:%b %H:%M} UTC"
