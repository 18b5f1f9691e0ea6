"""What people see of risks. Probability and impact always stand beside their product."""

from collections.abc import Sequence
from datetime import date

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say, say
from commands.risk import rules
from commands.risk.operations import Changed
from storage import facts
from storage.vocabulary import RiskStatus

# Source: the shared scale, "Probability 1–5" and "Impact 1–5".
PROBABILITIES = ("1: under 10 %", "2: 10–30 %", "3: 30–50 %", "4: 50–70 %", "5: over 70 %")
IMPACTS = ("1: very low", "2: low", "3: medium", "4: high", "5: very high")
TOPIC = "That is a topic. What could happen, and to which milestone?"


def score(risk: facts.Risk) -> str:
    """Say a risk's score: "critical 20 = 4×5", or that it has none."""
    points = rules.score(risk)
    if points is None:
        return "not scored yet"
    return f"{rules.band(points)} {points} = {risk.probability}×{risk.impact}"


def head(risk: facts.Risk, today: date) -> str:
    """Say a risk in one mrkdwn line: number, score, owner, next review."""
    owner = f"owner {safe(risk.owner.name)}" if risk.owner else "no owner"
    parts = [f"*R-{risk.number}* {score(risk)}", owner]
    if risk.status is RiskStatus.CLOSED:
        parts.append("closed")
    elif risk.review_on:
        late = " (due)" if risk.review_on <= today else ""
        parts.append(f"review {calendar.day_text(risk.review_on, today)}{late}")
    return " · ".join(parts)


def card(risk: facts.Risk) -> Message:
    """Show a risk to its channel, and what can be done about it."""
    today = risk.created_at.date()
    if risk.status is RiskStatus.DROPPED:
        text = f"R-{risk.number} was taken back."
        return Message(text, (blocks.context(text),))
    body = [blocks.section(f"{head(risk, today)}\n{safe(risk.statement)}")]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    if risk.status is RiskStatus.CLOSED:
        reason = f": {safe(risk.close_reason)}" if risk.close_reason else ""
        body.append(blocks.context(f"Closed{reason}"))
    else:
        body.append(_actions(risk))
    return Message(f"R-{risk.number} {score(risk)}: {risk.statement}", tuple(body))


def added(risk: facts.Risk, group: str, today: date, *, is_complete: bool) -> Say:
    """Confirm a new risk, and ask for what is missing."""
    lines = [f"Logged {head(risk, today)}", safe(risk.statement)]
    if not is_complete:
        lines.append(TOPIC if not risk.event else "Say what would follow from it, too.")
    buttons = [blocks.button("Undo", "undo", group)]
    if not is_complete or rules.score(risk) is None:
        buttons.insert(0, blocks.button("Complete it", "risk.complete", str(risk.number)))
    text = "\n".join(lines)
    return Say(Message(text, (blocks.section(text), blocks.actions(*buttons))))


def changed(outcome: Changed, today: date) -> Say:
    """Say what became different, with Undo."""
    before, after = outcome.before, outcome.risk
    if before is None:
        return added(after, outcome.group, today, is_complete=True)
    name = f"*R-{after.number}*"
    if before.status is not after.status and RiskStatus.CLOSED in (before.status, after.status):
        text = f"{name} {'closed' if after.status is RiskStatus.CLOSED else 'is watched again'}"
    elif before.owner != after.owner:
        text = f"{name}: owner {_nobody(before.owner)} → {_nobody(after.owner)}"
    elif rules.score(before) == rules.score(after):
        text = f"{name} stays {score(after)}"
    else:
        text = f"{name}: {rules.score(before) or 'not scored'} → {rules.score(after)}, now {score(after)}"
    return say(f"{text}\n{safe(after.statement)}", undo=outcome.group)


def unknown(number: int) -> Say:
    """Say that there is no such risk here; the same for one that may not be seen."""
    return say(f"There is no R-{number} here. Nothing was changed. `/risk list` shows what there is.")


def top(found: Sequence[facts.Risk], title: str, today: date) -> Say:
    """List risks, worst first, each with its number to act on."""
    if not found:
        return say(f"{title}: none. Log one with `/risk add Because …, … may …, leading to … p4 i5 @owner`.")
    body: list[Block] = [blocks.section(f"*{title}* · {len(found)}")]
    body += [blocks.section(f"{head(risk, today)}{_moved(risk)}\n{safe(risk.statement)}") for risk in found]
    text = f"{title}: " + "; ".join(f"R-{risk.number} {score(risk)}" for risk in found)
    return Say(Message(text, tuple(body)))


def shown(risk: facts.Risk, history: Sequence[facts.Change], today: date) -> Say:
    """Show one risk in full, with what happened to it."""
    parts = [head(risk, today) + _moved(risk), safe(risk.statement)]
    parts += [f"{label}: {safe(text)}" for label, text in _parts(risk) if text]
    body: list[Block] = [blocks.section("\n".join(parts))]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    told = [change for change in history if change.field in ("added", "probability", "impact", "owner_id")]
    body += [blocks.context(_history(change, today)) for change in told[:8]]
    if risk.status is not RiskStatus.CLOSED:
        body.append(_actions(risk))
    return Say(Message(f"R-{risk.number} {score(risk)}", tuple(body)))


def usage() -> Say:
    """Show what /risk does."""
    return say(
        "`/risk` shows the five that matter\n"
        "`/risk add Because the vendor is late, racks may miss the window, "
        "leading to a moved cutover p4 i5 @ana`\n"
        "`/risk score R-8 p3 i5` · `/risk own R-8 @ben` · `/risk close R-8 the racks are here`\n"
        "`/risk show R-8` · `/risk list` · `/risk list closed` · `/risk reopen R-8` · `/risk undo`"
    )


def form(*, carry: str, event: str = "", risk: facts.Risk | None = None, owner: str | None = None) -> Block:
    """Draw the form of a risk: cause, event, effect, owner and both scales."""
    chosen = (risk.probability, risk.impact) if risk else (None, None)
    start = (risk.cause, risk.event or risk.statement, risk.effect) if risk else ("", event, "")
    texts = zip(
        ("because", "may", "leading"), ("Because", "this may happen", "leading to"), start, strict=True
    )
    return blocks.modal(
        "risk.form",
        "Complete the risk" if risk else "Log a risk",
        [
            *(
                blocks.field(name, label, blocks.text_input(name, start=text), optional=name != "may")
                for name, label, text in texts
            ),
            blocks.field("owner", "Owner", blocks.person_menu("Nobody yet", "owner", owner), optional=True),
            _scale("probability", "Probability", PROBABILITIES, chosen[0]),
            _scale("impact", "Impact", IMPACTS, chosen[1]),
        ],
        carry=carry,
    )


def score_form(risk: facts.Risk, channel: str) -> Block:
    """Draw the form that scores a risk."""
    return blocks.modal(
        "risk.score",
        f"Score R-{risk.number}",
        [
            blocks.section(safe(risk.statement)),
            _scale("probability", "Probability", PROBABILITIES, risk.probability),
            _scale("impact", "Impact", IMPACTS, risk.impact),
        ],
        carry=f"{channel}|{risk.number}",
    )


def close_form(risk: facts.Risk, channel: str) -> Block:
    """Draw the form that asks why a risk is closed."""
    return blocks.modal(
        "risk.close",
        f"Close R-{risk.number}",
        [
            blocks.section(safe(risk.statement)),
            blocks.field("reason", "Why is it no risk any more", blocks.text_input("reason", most=500)),
        ],
        submit="Close it",
        carry=f"{channel}|{risk.number}",
    )


def _scale(name: str, label: str, words: Sequence[str], chosen: int | None) -> Block:
    options = [(text, text[0]) for text in words]
    return blocks.field(
        name, label, blocks.menu(name, options, str(chosen) if chosen else None), optional=True
    )


def _actions(risk: facts.Risk) -> Block:
    number = str(risk.number)
    return blocks.actions(
        blocks.button("Score", "risk.score", number),
        blocks.person_menu("Owner", "risk.own", risk.owner.slack_id if risk.owner else None),
        blocks.button("Close", "risk.close", number),
        block_id=f"R-{risk.number}.{risk.version}",
    )


def _moved(risk: facts.Risk) -> str:
    points = rules.score(risk)
    if points is None or risk.first_probability is None or risk.first_impact is None:
        return ""
    first = risk.first_probability * risk.first_impact
    return f" · first {first}" if first != points else ""


def _parts(risk: facts.Risk) -> list[tuple[str, str]]:
    return [("Because", risk.cause), ("May happen", risk.event), ("Leading to", risk.effect)]


def _history(change: facts.Change, today: date) -> str:
    who = safe(change.member.name) if change.member else "Muster"
    zone = change.member.zone if change.member else "UTC"
    what = {"added": "logged it", "owner_id": "changed the owner"}.get(
        change.field, f"set {change.field} from {change.old or 'nothing'} to {change.new}"
    )
    return f"{calendar.moment_text(change.at, zone, today)} · {who} {what}"


def _nobody(member: facts.Member | None) -> str:
    return safe(member.name) if member else "nobody"
