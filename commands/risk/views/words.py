"""How a risk is said: its score, its line, when it is looked at again."""

from datetime import date

from commands.kit import calendar
from commands.kit.blocks import safe
from commands.kit.named import holder
from commands.risk import rules
from storage import facts
from storage.vocabulary import RiskStatus

EXAMPLE = "Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5 @ana"


def score(risk: facts.Risk) -> str:
    """Say a risk's score: "critical 20 = 4×5", "not scored yet", or "not scored yet (p4 i?)"."""
    points = rules.score(risk)
    if points is None:
        half = f" (p{risk.probability or '?'} i{risk.impact or '?'})"
        return "not scored yet" + (half if risk.probability or risk.impact else "")
    return f"{rules.band(points)} {points} = {risk.probability}×{risk.impact}"


def head(risk: facts.Risk, today: date) -> str:
    """Say a risk in one mrkdwn line: number, score, owner, next review."""
    owner = f"owner {holder(risk.owner)}" if risk.owner else "no owner"
    parts = [f"*R-{risk.number}* {score(risk)}", owner]
    if risk.status is RiskStatus.CLOSED:
        parts.append("closed")
    elif risk.review_on:
        late = " (due)" if rules.is_review_due(risk, today) else ""
        parts.append(f"review {calendar.day_text(risk.review_on, today)}{late}")
    return " · ".join(parts)


def first(risk: facts.Risk) -> str:
    """Say, behind its line, the score a risk had first; "" while it has that."""
    was = rules.first_score(risk)
    return f" · first {was}" if was and was != rules.score(risk) else ""


def reason(risk: facts.Risk) -> str:
    """Say, behind "closed", why a risk was."""
    return f": {safe(risk.close_reason)}" if risk.close_reason else ""


def review(risk: facts.Risk, today: date) -> str:
    """Say, behind its score, when a risk is looked at again; "" where no day is set."""
    return f" · review {calendar.day_text(risk.review_on, today)}" if risk.review_on else ""
