"""What people do with risks."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit import calendar
from commands.kit.operations import audience_of, owner_of, project_of
from commands.kit.requests import Mention, Unclear
from commands.risk import grammar, rules
from storage import changes, facts, posts, risks
from storage.vocabulary import Noun, Place, RiskStatus


@dataclass(frozen=True, slots=True)
class Changed:
    """A risk as it is now, and what became of it."""

    risk: facts.Risk
    group: str
    before: facts.Risk | None = None  # None: it is new


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such risk that this person may see."""

    number: int


def add(
    tx: Session,
    request: grammar.Add,
    act: facts.Act,
    *,
    channel: facts.Channel | None,
    line: str = "",
    link: str | None = None,
) -> Changed | Unclear:
    """Log a risk and owe its card; or ask who or which project is meant, and save nothing."""
    owner = owner_of(tx, act, request.owner, line)
    project = project_of(tx, act, request.project, channel, line)
    if isinstance(owner, Unclear):
        return owner
    if isinstance(project, Unclear):
        return project
    if act.member is None:
        return Unclear("A risk needs somebody who names it.")
    audience = audience_of(channel, project)
    scores = (request.probability, request.impact)
    today = calendar.local(act.now, act.member.zone).date()
    risk_id = changes.add(
        tx,
        act,
        Noun.RISK,
        {
            "team_id": act.team.id,
            "number": changes.number(tx, act.team.id, Noun.RISK),
            "statement": request.statement,
            "cause": request.cause,
            "event": request.event,
            "effect": request.effect,
            "probability": request.probability,
            "impact": request.impact,
            "first_probability": request.probability,
            "first_impact": request.impact,
            "status": RiskStatus.IDENTIFIED if None in scores else RiskStatus.ASSESSED,
            "owner_id": owner and owner.id,
            "creator_id": act.member.id,
            "project_id": project and project.id,
            "channel_id": audience,
            "link": link,
            "review_on": request.review or rules.next_review(*scores, today),
            "created_at": act.now,
            "close_reason": "",
            "version": 1,
        },
    )
    if audience is not None:
        _owe_card(tx, act, risk_id, audience)
    return Changed(risks.get(tx, risk_id), act.group)


def score(
    tx: Session, number: int, probability: int | None, impact: int | None, act: facts.Act
) -> Changed | Unknown:
    """Say how likely and how bad a risk is; what is None stays. The first score stays on record."""
    before = risks.find(tx, act, number)
    if before is None or act.member is None:
        return Unknown(number)
    likely = probability if probability is not None else before.probability
    bad = impact if impact is not None else before.impact
    today = calendar.local(act.now, act.member.zone).date()
    values = {
        "probability": likely,
        "impact": bad,
        "first_probability": before.first_probability if before.first_probability else likely,
        "first_impact": before.first_impact if before.first_impact else bad,
        "review_on": rules.next_review(likely, bad, today),
        "status": RiskStatus.IDENTIFIED if None in (likely, bad) else RiskStatus.ASSESSED,
    }
    return _apply(tx, before, act, values)


def complete(tx: Session, number: int, request: grammar.Add, act: facts.Act) -> Changed | Unknown | Unclear:
    """Put a whole statement, owner and score in place of a risk's first words."""
    before = risks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    owner = owner_of(tx, act, request.owner, "")
    if isinstance(owner, Unclear):
        return owner
    values = {
        "statement": request.statement,
        "cause": request.cause,
        "event": request.event,
        "effect": request.effect,
        "owner_id": owner and owner.id,
    }
    changes.apply(tx, act, Noun.RISK, before.id, values)
    scored = score(tx, number, request.probability, request.impact, act)
    return scored if isinstance(scored, Unknown) else Changed(scored.risk, act.group, before)


def own(
    tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = ""
) -> Changed | Unknown | Unclear:
    """Give a risk to somebody."""
    before = risks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return _apply(tx, before, act, {"owner_id": member.id if member else None})


def close(tx: Session, number: int, reason: str, act: facts.Act) -> Changed | Unknown:
    """Stop watching a risk, and say why."""
    before = risks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    return _apply(
        tx, before, act, {"status": RiskStatus.CLOSED, "closed_at": act.now, "close_reason": reason}
    )


def reopen(tx: Session, number: int, act: facts.Act) -> Changed | Unknown:
    """Watch a closed risk again."""
    before = risks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    status = RiskStatus.IDENTIFIED if rules.score(before) is None else RiskStatus.ASSESSED
    return _apply(tx, before, act, {"status": status, "closed_at": None, "close_reason": ""})


def _apply(tx: Session, before: facts.Risk, act: facts.Act, values: dict[str, Any]) -> Changed:
    changes.apply(tx, act, Noun.RISK, before.id, values)
    return Changed(risks.get(tx, before.id), act.group, before)


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
