"""What people see of risks. Probability and impact always stand beside their product."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.moved import moved
from commands.kit.named import holder
from commands.kit.reader import Reader
from commands.kit.reply import LINE, Say, say, say_twice, undo_of
from commands.kit.requests import Offer
from commands.risk import forms, rules
from storage import facts
from storage.vocabulary import NOTE as NOTED
from storage.vocabulary import RiskStatus

EXAMPLE = "Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5 @ana"
MOST = 10  # risks that a message of the day names
REVIEWS = 5  # of those to look at again, which have buttons of their own
NOTE = 500  # characters of a note that its line shows
TOPIC = "That is a topic. What could happen, and to which milestone?"


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


def card(risk: facts.Risk) -> Message:
    """Show a risk to its channel, and what can be done about it. Years are left out as on its first day."""
    today = risk.created_at.date()
    if risk.status is RiskStatus.DROPPED:
        text = f"R-{risk.number} was taken back."
        return Message(text, (blocks.context(text),))
    body = [blocks.section(f"{head(risk, today)}\n{safe(risk.statement)}")]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    if risk.status is RiskStatus.CLOSED:
        body += [blocks.context(f"Closed{_reason(risk)}"), blocks.actions(_reopen(risk))]
    else:
        body.append(_actions(risk))
    text = f"R-{risk.number} {score(risk)}: {blocks.cut(risk.statement, blocks.PIECE)}"
    return Message(safe(text), tuple(body))


def added(
    risk: facts.Risk, group: str, member: facts.Member, today: date, *, notes: Sequence[str] = ()
) -> Say:
    """Confirm a new risk, and ask for what is missing."""
    lines = [f"Logged {head(risk, today)}", safe(risk.statement), _missing(risk), *notes]
    text = "\n".join(line for line in lines if line)
    buttons = [blocks.button("Undo", "undo", group)]
    if not rules.is_complete(risk) and rules.may_change(risk, member):
        buttons.insert(0, _complete(risk))
    return Say(Message(text, (blocks.section(text), blocks.actions(*buttons))))


def added_before(risk: facts.Risk, group: str, today: date) -> Say:
    """Say that what a private message asked for is there already."""
    is_gone = risk.status is RiskStatus.DROPPED
    return say_twice(f"{head(risk, today)}\n{safe(risk.statement)}", group, is_gone=is_gone)


def changed(
    before: facts.Risk, after: facts.Risk, group: str, today: date, *, notes: Sequence[str] = ()
) -> Say:
    """Say what became different, with Undo."""
    name = f"*R-{after.number}*"
    if after.status is RiskStatus.CLOSED:
        lines = [f"{name} closed{_reason(after)}"]
    elif before.status is RiskStatus.CLOSED:
        lines = [f"{name} is watched again: {score(after)}{_review(after, today)}"]
    else:
        lines = [f"{name}: {part}" for part in _differences(before, after, today)]
    return say("\n".join([*lines, safe(after.statement), *notes]), undo=group)


def noted(risk: facts.Risk, group: str) -> Say:
    """Say that a note was taken."""
    return say(f"*R-{risk.number}*: noted. `/risk show R-{risk.number}` has it.", undo=group)


def saved_before(told: Say, saved: Sequence[str], group: str) -> Say:
    """Add to what is told of a form which of its fields were saved before it asked about others."""
    if undo_of(told.message) is None:
        words = f"{forms.listed(saved)} saved; the rest stays as it was made meanwhile."
        return say(f"{told.message.text.split(' ')[0]}: {words}", undo=group)
    first, *rest = told.message.blocks
    note = blocks.context(f"Saved before: {forms.listed(saved)}.")
    return Say(replace(told.message, blocks=(first, note, *rest)))


Given = tuple[facts.Risk, facts.Member | None]  # a risk that is theirs now, and who gave it


def owned(
    given: Sequence[Given], left: Sequence[facts.Risk], due: Sequence[facts.Risk], reader: Reader
) -> Message:
    """Tell a member which risks are theirs to watch now, lost who watched them, or are to be reviewed."""
    rows = [_told(risk, reader, f"\nFrom {safe(by.name)}" if by else "") for risk, by in given[:MOST]]
    lost = [_told(risk, reader, "\nGive it to somebody: its owner has left") for risk in left[:MOST]]
    body = [
        *_below("Risks that are yours to watch now", rows, len(given)),
        *_below("Risks of somebody who has left", lost, len(left)),
        *reviews(due, reader),
    ]
    named = [risk for risk, _ in given[:MOST]] + list(left[:MOST]) + list(due[:REVIEWS])
    return Message("; ".join(f"R-{risk.number} {score(risk)}" for risk in named), tuple(body))


def _below(title: str, rows: Sequence[Block], count: int) -> list[Block]:
    """Put rows below a title, with how many more there are; [] without any."""
    if not rows:
        return []
    return [blocks.section(f"*{title}*"), *rows, *_more(count - len(rows), "/risk list")]


def _more(count: int, line: str) -> list[Block]:
    return [blocks.context(f"and {count} more: `{line}`")] if count > 0 else []


def reviews(due: Sequence[facts.Risk], reader: Reader) -> list[Block]:
    """Show a member the risks they are to look at again, each with its presses; [] without any."""
    if not due:
        return []
    rows = [block for risk in due[:REVIEWS] for block in _review_of(risk, reader)]
    more = _more(len(due) - REVIEWS, "/risk list mine")
    return [blocks.section("*Risks to look at again*"), *rows, *more]


def _review_of(risk: facts.Risk, reader: Reader) -> list[Block]:
    shown = _told(risk, reader, "")
    if not rules.is_review_due(risk, reader.today):
        return [shown]
    reviewed = blocks.button("Reviewed", f"{LINE}.review", f"/risk review R-{risk.number}")
    score = blocks.button("Score", "risk.score", str(risk.number))
    close = blocks.button("Close", "risk.close", str(risk.number))
    return [shown, blocks.actions(reviewed, score, close)]


def _told(risk: facts.Risk, reader: Reader, why: str) -> Block:
    text = f"{head(risk, reader.today)}\n{safe(blocks.cut(risk.statement, 500))}{why}"
    return blocks.section(text, blocks.button("Show", f"{LINE}.risk", f"/risk show R-{risk.number}"))


def already(risk: facts.Risk, today: date) -> Say:
    """Say that nothing had to change."""
    return say(f"{head(risk, today)}: it was so already\n{safe(risk.statement)}")


def ended(risk: facts.Risk) -> Say:
    """Say that a closed risk was left alone, and offer to watch it again."""
    offer = Offer("Reopen", f"reopen R-{risk.number}")
    text = f"*R-{risk.number}* is closed{_reason(risk)}. Nothing was changed."
    return say(text, offers=[offer], command="/risk")


def not_yours(risk: facts.Risk) -> Say:
    """Tell a guest what they may change."""
    owner = safe(risk.owner.name) if risk.owner else "nobody"
    return say(
        f"*R-{risk.number}* {safe(blocks.cut(risk.statement, 300))} belongs to {owner}. Guests change only "
        "their own risks, so nothing was changed. Ask in the channel for what you need."
    )


def unknown(number: int) -> Say:
    """Say that there is no such risk here; the same for one that may not be seen."""
    return say(f"There is no R-{number} here. Nothing was changed. `/risk list` shows what there is.")


def top(found: Sequence[facts.Risk], count: int, due: Sequence[facts.Risk], today: date) -> Say:
    """Show the open risks that matter of `count`, and which of the others are to be reviewed by today."""
    told = listing("Risks that matter", found, count, today)
    others = [risk for risk in due if risk not in found]
    if not others:
        return told
    days = [
        f"*R-{risk.number}* {calendar.day_text(risk.review_on, today)}" for risk in others if risk.review_on
    ]
    reviews = blocks.context(f"Reviews due besides: {' · '.join(days)}")
    return Say(Message(told.message.text, (*told.message.blocks, reviews)))


def listing(title: str, found: Sequence[facts.Risk], count: int, today: date) -> Say:
    """List risks in the order given, each with its number to act on; `count` is how many there are."""
    if not found:
        return say(f"{title}: none. Log one with `/risk add {EXAMPLE}`.")
    many = f"{len(found)} of {count}" if count > len(found) else str(count)
    body: list[Block] = [blocks.section(f"*{title}* · {many}")]
    body += [
        blocks.section(f"{head(risk, today)}{_moved(risk)}\n{safe(blocks.cut(risk.statement, 500))}")
        for risk in found
    ]
    text = f"{title}: " + "; ".join(f"R-{risk.number} {score(risk)}" for risk in found)
    return Say(Message(text, tuple(body)))


def shown(
    risk: facts.Risk,
    history: Sequence[facts.Change],
    names: Mapping[int, str],
    member: facts.Member,
    reader: Reader,
) -> Say:
    """Show one risk in full, with what happened to it (`history`, newest first); `names`: owners by id."""
    parts = [head(risk, reader.today) + _moved(risk), safe(risk.statement)]
    parts += [f"{label}: {safe(text)}" for label, text in _parts(risk) if text]
    body: list[Block] = [blocks.section("\n".join(parts))]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    undone = {change.undoes for change in history if change.undoes}
    kept = [one for one in history if one.field != NOTED or (one.new and one.group not in undone)]
    groups = [list(group) for _, group in groupby(kept, lambda change: change.group)]
    body += [block for group in groups[:8] for block in _act(group, names, reader)]
    if rules.may_change(risk, member):
        body += _offers(risk)
    return Say(Message(f"R-{risk.number} {score(risk)}", tuple(body)))


def _offers(risk: facts.Risk) -> list[Block]:
    """Offer, below all that is known of a risk, what can be done about it."""
    if risk.status is RiskStatus.CLOSED:
        return [blocks.actions(_reopen(risk))]
    complete = [] if rules.is_complete(risk) else [blocks.actions(_complete(risk))]
    return [_actions(risk), *complete]


HELP = {
    "add": f"`/risk add {EXAMPLE}`",
    "list": "`/risk list`, `/risk list closed`, `/risk list critical`, `/risk list @ben #atlas`",
    "score": "`/risk score R-8 p3 i5`: probability and impact, each from 1 to 5",
    "edit": "`/risk edit R-8` opens its form; `/risk edit R-8 p3 @ben review fri` changes just that",
    "review": "`/risk review R-8`: looked at, and it stays so; `/risk review R-8 fri` sets when it is next",
    "note": "`/risk note R-8 the vendor confirmed`",
    "own": "`/risk own R-8 @ben`",
    "close": "`/risk close R-8 the racks are here`",
    "reopen": "`/risk reopen R-8`",
    "show": "`/risk show R-8`",
    "undo": "`/risk undo` takes back your last change, for ten minutes",
}


def usage(verb: str | None) -> Say:
    """Show how one verb is used, or all of them."""
    chosen = {verb: HELP[verb]} if verb in HELP else HELP
    rows = [f"*{name}*  {example}" for name, example in chosen.items()]
    return say("\n".join(["`/risk` alone shows the five that matter.", *rows]))


def _actions(risk: facts.Risk) -> Block:
    number = str(risk.number)
    return blocks.actions(
        blocks.button("Score", "risk.score", number),
        blocks.person_menu("Owner", "risk.own", risk.owner.slack_id if risk.owner else None),
        blocks.button("Edit", "risk.edit", number),
        blocks.button("Close", "risk.close", number),
        block_id=f"R-{risk.number}.{risk.version}",
    )


def _reopen(risk: facts.Risk) -> Block:
    return blocks.button("Reopen", f"{LINE}.0", f"/risk reopen R-{risk.number}")


def _moved(risk: facts.Risk) -> str:
    first = rules.first_score(risk)
    return f" · first {first}" if first and first != rules.score(risk) else ""


def _parts(risk: facts.Risk) -> list[tuple[str, str]]:
    return [
        ("Because", risk.cause),
        ("May happen", risk.event),
        ("Leading to", risk.effect),
        ("Project", risk.project.name if risk.project else ""),
        ("Closed because", risk.close_reason),
    ]


def _missing(risk: facts.Risk) -> str:
    if not risk.event:
        return TOPIC
    lacks = [("why it may happen", risk.cause), ("what would follow", risk.effect)]
    words = " and ".join(lack for lack, said in lacks if not said)
    return f"Say {words}, too." if words else ""


def _complete(risk: facts.Risk) -> Block:
    return blocks.button("Complete it", "risk.complete", str(risk.number))


def _reason(risk: facts.Risk) -> str:
    return f": {safe(risk.close_reason)}" if risk.close_reason else ""


def _review(risk: facts.Risk, today: date) -> str:
    return f" · review {calendar.day_text(risk.review_on, today)}" if risk.review_on else ""


def _differences(before: facts.Risk, after: facts.Risk, today: date) -> list[str]:
    """Say each thing that differs between two states of an open risk."""
    told = []
    if before.owner != after.owner:
        told.append(moved("owner", *(safe(one.owner.name) if one.owner else "" for one in (before, after))))
    if (before.probability, before.impact) != (after.probability, after.impact):
        old, new = rules.score(before) or "not scored", rules.score(after)
        said = f"{old} → {new}, now {score(after)}" if new else score(after)
        told.append(f"{said}{_review(after, today)}")
    elif before.review_on != after.review_on:
        told.append(f"stays {score(after)}{_review(after, today) or ' · no review'}")
    if before.project != after.project:
        told.append(
            moved("project", *(safe(one.project.name) if one.project else "" for one in (before, after)))
        )
    return [*told, "now says"] if before.statement != after.statement else told


def _act(group: Sequence[facts.Change], names: Mapping[int, str], reader: Reader) -> list[Block]:
    """Show what one act did, and below it the rest of a note that its line does not hold."""
    text = _history(group, names, reader)
    rests = [blocks.rest(str(one.new), NOTE) for one in group if one.field == NOTED]
    return [
        *([blocks.context(text)] if text else []),
        *(block for rest in rests for block in blocks.sections(rest, most=7)),
    ]


def _history(group: Sequence[facts.Change], names: Mapping[int, str], reader: Reader) -> str:
    """Say what one act did (its changes, newest first); "" when it did nothing that people see."""
    member = group[0].member
    is_scored = any(change.field in ("probability", "impact") for change in group)
    worth = [one for one in reversed(group) if not (is_scored and one.field == "review_on")]  # it follows
    told = [what for what in (_what(change, names, reader.today) for change in worth) if what]
    if not told:
        return ""
    did = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    what = f"{did} (undo)" if group[0].undoes else did
    at = calendar.moment_text(group[0].at, reader.zone or "UTC", reader.today)
    return f"{at} · {safe(member.name) if member else 'Muster'} {what}"


def _what(change: facts.Change, names: Mapping[int, str], today: date) -> str:
    match change.field:
        case "added":
            return "logged it"
        case "note":
            return f"noted: {safe(blocks.cut(str(change.new), NOTE))}"
        case "review_on" if change.new:
            return f"set the review to {calendar.day_text(date.fromisoformat(change.new), today)}"
        case "review_on":
            return "took the review away"
        case "project_id":
            return "changed the project"
        case "probability" | "impact":
            return f"set {change.field} from {change.old or 'nothing'} to {change.new or 'nothing'}"
        case "owner_id":
            was, now = (
                names.get(each, "somebody") if each else "nobody" for each in (change.old, change.new)
            )
            return f"set owner from {safe(was)} to {safe(now)}"
        case "statement":
            return f"changed the words (before: “{safe(change.old)}”)"
        case "status" if change.new == RiskStatus.CLOSED:
            return "closed it"
        case "status" if change.old == RiskStatus.CLOSED:
            return "opened it again"
    return ""
