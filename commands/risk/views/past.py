"""One risk in full, and what happened to it a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from commands.kit import blocks, calendar, fit, paging
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import Say
from commands.risk import rules
from commands.risk.views import cards, words
from storage import facts
from storage.vocabulary import NOTE as NOTED
from storage.vocabulary import RiskStatus

ACTS = 20  # blocks on a page of what happened to a risk: an act is one, a long note more
NOTE = 500  # characters of a note that its line shows


def shown(
    risk: facts.Risk,
    history: Sequence[facts.Change],
    names: Mapping[int, str],
    member: facts.Member,
    reader: Reader,
    page: int = 1,
) -> Say:
    """Show one risk in full, and a page of what happened to it; further pages show that alone.

    `history` is newest first; `names`: owners by id.
    """
    offers = _offers(risk) if rules.may_change(risk, member) else []
    head = _in_full(risk, reader)
    acts = paging.parted(_acts(history, names, reader), ACTS, fit.MESSAGE - fit.size([*head, *offers]))
    turns = paging.buttons(page, len(acts), lambda to: f"/risk show R-{risk.number} page {to}")
    told = acts[page - 1] if page <= len(acts) else [blocks.context("Nothing on that page.")]
    if page > 1:
        body = [blocks.section(f"{words.head(risk, reader.today)} · history"), *told, *turns]
    else:
        body = [*head, *told, *turns, *offers]
    return Say(Message(f"R-{risk.number} {words.score(risk)}", tuple(body)))


def _in_full(risk: facts.Risk, reader: Reader) -> list[Block]:
    parts = [words.head(risk, reader.today) + words.first(risk), safe(risk.statement)]
    parts += [f"{label}: {safe(text)}" for label, text in _parts(risk) if text]
    body: list[Block] = [blocks.section("\n".join(parts))]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    return body


def _acts(history: Sequence[facts.Change], names: Mapping[int, str], reader: Reader) -> list[list[Block]]:
    """Show each act on a risk, newest first; a note that was taken back is left out."""
    undone = {change.undoes for change in history if change.undoes}
    kept = [one for one in history if one.field != NOTED or (one.new and one.group not in undone)]
    groups = [list(group) for _, group in groupby(kept, lambda change: change.group)]
    return [_act(group, names, reader) for group in groups]


def _offers(risk: facts.Risk) -> list[Block]:
    """Offer, below all that is known of a risk, what can be done about it."""
    if risk.status is RiskStatus.CLOSED:
        return [blocks.actions(cards.reopen(risk))]
    complete = [] if rules.is_complete(risk) else [blocks.actions(cards.complete(risk))]
    return [cards.actions(risk), *complete]


def _parts(risk: facts.Risk) -> list[tuple[str, str]]:
    return [
        ("Because", risk.cause),
        ("May happen", risk.event),
        ("Leading to", risk.effect),
        ("Project", risk.project.name if risk.project else ""),
        ("Closed because", risk.close_reason),
    ]


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
