"""What people do with risks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from commands.kit import calendar, telling
from commands.kit.operations import audience_of, find_answered, owner_of, project_of, with_names
from commands.kit.reach import Beyond, beyond
from commands.kit.requests import Mention, NotDone, Unclear
from commands.kit.telling import News, Telling
from commands.risk import fields, grammar, reviewing, rules
from commands.risk.leaving import LEFT
from storage import blockers, changes, facts, notices, posts, projects, risks, tasks, workspaces
from storage.vocabulary import Noun, Place, RiskStatus

OWNED = "owned"  # the notice: a risk is yours now


@dataclass(frozen=True, slots=True)
class Changed:
    """A risk as it is now, and what became of it."""

    risk: facts.Risk
    group: str
    before: facts.Risk | None = None  # None: it is new
    is_news: bool = True  # False: it was so already
    channel: facts.Channel | None = None  # where the card of a new one stands, if they may see it there
    told: Telling | None = None  # when whose it is now hears of it, if it was somebody else's doing
    beyond: Beyond | None = None  # whose it is now sees it without being known to be in its channel


@dataclass(frozen=True, slots=True)
class Home:
    """Where something belongs that a risk is logged for."""

    channel_id: int | None
    project: facts.Project | None


@dataclass(frozen=True, slots=True)
class Unknown(NotDone):
    """There is no such risk that this person may see."""

    number: int


@dataclass(frozen=True, slots=True)
class NotYours(NotDone):
    """A guest changes only what they own."""

    risk: facts.Risk


@dataclass(frozen=True, slots=True)
class Ended(NotDone):
    """The risk is closed, so it was left as it is."""

    risk: facts.Risk


Refusal = Unknown | NotYours | Ended
Outcome = Changed | Refusal


def add(
    tx: Session,
    request: grammar.Add,
    act: facts.Act,
    *,
    channel: facts.Channel | None,
    line: str = "",
    link: str | None = None,
    home: Home | None = None,
) -> Changed | Unclear:
    """Log a risk and owe its card; or ask who or which project is meant, and save nothing.

    What a private message asks for is logged once; from then on its risk comes back, and is no news.
    A risk of something that has a `home` belongs there, wherever it is logged: who sees that sees the risk.
    """
    owner = owner_of(tx, act, request.owner, line, is_in_title=True)
    named = project_of(tx, act, request.project, channel, line, is_in_title=True)
    project = home.project if home else named
    if isinstance(owner, Unclear):
        return owner
    if isinstance(project, Unclear):
        return project
    if act.member is None:
        return Unclear("A risk needs somebody who names it.")
    before = find_answered(tx, act, Noun.RISK)
    if before is not None:
        return Changed(risks.get(tx, before), act.group, is_news=False)
    audience = home.channel_id if home else audience_of(channel, project)
    values = _stated(tx, request, act) | {
        "team_id": act.team.id,
        "number": changes.number(tx, act.team.id, Noun.RISK),
        "owner_id": owner and owner.id,
        "creator_id": act.member.id,
        "project_id": project and project.id,
        "channel_id": audience,
        "link": link,
    }
    risk_id = changes.add(tx, act, Noun.RISK, values)
    if audience is not None:
        _owe_card(tx, act, risk_id, audience)
    made = risks.get(tx, risk_id)
    reviewing.remind(tx, act, made)
    told = _tell(tx, act, made)
    place = seen_place(tx, act, audience)
    return Changed(made, act.group, told=told, beyond=_beyond(tx, made, told), channel=place)


def _stated(tx: Session, request: grammar.Add, act: facts.Act) -> dict[str, Any]:
    """Give what a line or form says of a new risk by the columns it is kept in."""
    likely, bad = request.probability, request.impact
    return named(tx, act, _texts(request)) | {
        "probability": likely,
        "impact": bad,
        "first_probability": likely,
        "first_impact": bad,
        "status": _status(likely, bad),
        "review_on": request.review or rules.next_review(likely, bad, _today(act)),
        "created_at": act.now,
        "close_reason": "",
        "version": 1,
    }


def _texts(said: grammar.Add) -> dict[str, str]:
    return {name: getattr(said, name) for name in ("statement", "cause", "event", "effect")}


def named(tx: Session, act: facts.Act, texts: Mapping[str, str]) -> dict[str, Any]:
    """Put names in the place of ids in the texts of a risk, by column."""
    return {name: with_names(tx, act, text) for name, text in texts.items()}


def add_for_task(
    tx: Session, number: int, request: grammar.Add, act: facts.Act, channel: facts.Channel | None
) -> Changed | Unclear:
    """Log a risk of a task where that belongs; refuse where the caller sees it no more."""
    task = tasks.find(tx, act, number)
    if task is None:
        return Unclear(f"There is no T-{number} here. Nothing was saved.")
    return add(tx, request, act, channel=channel, home=Home(task.channel_id, task.project))


def add_for_blocker(
    tx: Session, number: int, act: facts.Act, channel: facts.Channel | None
) -> Changed | Unclear:
    """Log what is in somebody's way as a risk of the channel whose standup was told, which must be seen."""
    found = blockers.find(tx, act.team.id, number)
    standup = blockers.standup_of(tx, found) if found else None
    if found is None or standup is None or seen_place(tx, act, standup.channel.id) is None:
        return Unclear(f"There is no B-{number} here. Nothing was saved.")
    project = projects.get(tx, standup.project_id) if standup.project_id else None
    home = Home(standup.channel.id, project)
    request = replace(fields.request(fields.of_blocker(found)), owner=None)  # the caller
    return add(tx, request, act, channel=channel, home=home)


def seen_place(tx: Session, act: facts.Act, channel_id: int | None) -> facts.Channel | None:
    """Return a channel by its id if the caller may see what is in it, else None."""
    is_seen = channel_id is not None and channel_id in workspaces.names_seen(tx, act, [channel_id])
    return workspaces.get_channel(tx, channel_id) if channel_id and is_seen else None


def score(tx: Session, number: int, probability: int | None, impact: int | None, act: facts.Act) -> Outcome:
    """Say how likely and how bad a risk is; what is None stays. The first score stays on record."""
    before = find_open(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    return apply(tx, before, act, scored(before, probability, impact, act))


def edit(tx: Session, number: int, said: grammar.Add, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Change what a line says of a risk; what it does not say stays."""
    before = find_open(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    owner = owner_of(tx, act, said.owner, line)
    if isinstance(owner, Unclear):
        return owner
    project = project_of(tx, act, said.project, None, line)
    if isinstance(project, Unclear):
        return project
    values = rescored(before, said.probability, said.impact, act)
    if said.statement:
        values |= named(tx, act, _texts(said))
    if said.owner is not None:
        values["owner_id"] = owner and owner.id
    if project is not None:
        values["project_id"] = project.id
    if said.review is not None:
        values["review_on"] = said.review
    return apply(tx, before, act, values)


def note(tx: Session, number: int, text: str, act: facts.Act) -> Outcome:
    """Add words to a risk's history, be it closed or not."""
    risk = _find(tx, act, number)
    if not isinstance(risk, facts.Risk):
        return risk
    changes.tell(tx, act, Noun.RISK, risk.id, with_names(tx, act, text))
    return Changed(risk, act.group)


def own(tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Give a risk to somebody, or to nobody."""
    before = find_open(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return apply(tx, before, act, {"owner_id": member.id if member else None})


def close(tx: Session, number: int, reason: str, act: facts.Act) -> Outcome:
    """Stop watching a risk, and say why; a closed one keeps the reason it has."""
    before = find_open(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    why = with_names(tx, act, reason)
    return apply(tx, before, act, {"status": RiskStatus.CLOSED, "closed_at": act.now, "close_reason": why})


def close_all(tx: Session, numbers: Sequence[int], reason: str, act: facts.Act) -> list[Outcome]:
    """Stop watching several risks for one reason; of each it is told what became of it."""
    return [close(tx, number, reason, act) for number in numbers]


def reopen(tx: Session, number: int, act: facts.Act) -> Outcome:
    """Watch a closed risk again, with the score and the review it had."""
    before = _find(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    if before.status is not RiskStatus.CLOSED:
        return Changed(before, act.group, before, is_news=False)
    values = {"status": _status(before.probability, before.impact), "closed_at": None, "close_reason": ""}
    return apply(tx, before, act, values)


def find_open(tx: Session, act: facts.Act, number: int) -> facts.Risk | Refusal:
    """Find the open risk to change, or say why this person may not."""
    risk = _find(tx, act, number)
    return Ended(risk) if isinstance(risk, facts.Risk) and risk.status is RiskStatus.CLOSED else risk


def _find(tx: Session, act: facts.Act, number: int) -> facts.Risk | Unknown | NotYours:
    """Find the risk to change, or say why this person may not; every change people ask for begins here."""
    risk = risks.find(tx, act, number, to_change=True)
    if risk is None or act.member is None:
        return Unknown(number)
    return risk if rules.may_change(risk, act.member) else NotYours(risk)


def scored(before: facts.Risk, probability: int | None, impact: int | None, act: facts.Act) -> dict[str, Any]:
    """Give what a judgement sets: both scales (None: as before), the first score, the next review."""
    likely, bad = probability or before.probability, impact or before.impact
    is_first = rules.score(before) is None
    return {
        "probability": likely,
        "impact": bad,
        "first_probability": likely if is_first else before.first_probability,
        "first_impact": bad if is_first else before.first_impact,
        "review_on": rules.next_review(likely, bad, _today(act)),
        "status": _status(likely, bad),
    }


def rescored(
    before: facts.Risk, probability: int | None, impact: int | None, act: facts.Act
) -> dict[str, Any]:
    """Spread another score over its columns; {} where it is the one the risk has."""
    likely, bad = probability or before.probability, impact or before.impact
    is_same = (likely, bad) == (before.probability, before.impact)
    return {} if is_same else scored(before, likely, bad, act)


def _status(probability: int | None, impact: int | None) -> RiskStatus:
    return RiskStatus.IDENTIFIED if None in (probability, impact) else RiskStatus.ASSESSED


def _today(act: facts.Act) -> date:
    return calendar.local(act.now, act.member.zone if act.member else "UTC").date()


def apply(tx: Session, before: facts.Risk, act: facts.Act, values: dict[str, Any]) -> Changed:
    """Change some columns of a risk, and say what became of it."""
    changed = changes.apply(tx, act, Noun.RISK, before.id, values)
    after, told = risks.get(tx, before.id), None
    if before.owner != after.owner:
        notices.drop_untold(tx, Noun.RISK, after.id, (OWNED, LEFT))
        told = _tell(tx, act, after)
    elif after.status is RiskStatus.CLOSED:
        notices.drop_untold(tx, Noun.RISK, after.id, (LEFT,))
    reviewing.remind(tx, act, after)
    reaches = _beyond(tx, after, told)
    return Changed(after, act.group, before, is_news=bool(changed), told=told, beyond=reaches)


def _tell(tx: Session, act: facts.Act, risk: facts.Risk) -> Telling | None:
    """Have whose a risk is told so, unless it was their own doing; return when they hear of it."""
    news = News(OWNED, Noun.RISK, risk.id, act.member, group=act.group)
    return telling.tell(tx, act.team.id, risk.owner, news, act.now) if risk.owner else None


def _beyond(tx: Session, risk: facts.Risk, told: Telling | None) -> Beyond | None:
    return beyond(tx, risk.channel_id, told.member) if told is not None else None


def _owe_card(tx: Session, act: facts.Act, risk_id: int, channel_id: int) -> None:
    posts.owe(
        tx,
        act.team.id,
        once=f"risk:{risk_id}:card",
        kind="risk.card",
        now=act.now,
        noun=Noun.RISK,
        subject_id=risk_id,
        place=Place.CHANNEL,
        channel_id=channel_id,
        group=act.group,
    )
