"""The forms of an answer: what is asked, what it would do to tasks, why a day is left out."""

from collections.abc import Mapping, Sequence
from datetime import date

from commands.kit import blocks, calendar, drawn
from commands.kit.blocks import Block, safe
from commands.standup import told
from commands.standup.carry import Carry
from commands.standup.operations import Form, Left, Meant, Saved, Target, reported
from commands.standup.views import blockers, prompts
from storage import facts
from storage.vocabulary import QuestionKind

BOXES = 10  # of a row. Source: docs.slack.dev, "Checkboxes element"
MOODS = (
    ("5 · very good", "5"),
    ("4 · good", "4"),
    ("3 · so-so", "3"),
    ("2 · not good", "2"),
    ("1 · bad", "1"),
)


def form(found: Form, channel: str) -> Block:
    """Draw the form: what was said already, else what the facts suggest."""
    target = found.target
    is_new = target.answer is None or not target.answer.answered_at
    body = [blocks.context(_where(target)), *([*_carried(found), *_left_out(found)] if is_new else [])]
    body += [_field(one, _start(found, one, is_new=is_new), found) for one in found.questions]
    if target.standup.asks_mood and not (target.answer and target.answer.gave_mood):
        menu = blocks.menu("mood", MOODS)
        body.append(blocks.field("mood", "How are you? Counted without your name", menu, optional=True))
    carry = Carry(channel, target.standup.id, target.day, found.listed, _marks(found))
    return blocks.modal(
        "standup.form",
        f"Standup {calendar.day_text(target.day, target.day)}",
        body,
        carry=carry.text,
    )


def deeds_form(
    saved: Saved, meant: Sequence[Meant], left: Sequence[Left], channel: str, today: date
) -> Block:
    """Show what an answer would do to tasks before it is done; the answer itself is saved."""
    options = [(prompts.deed(one, today), told.named(one.told)) for one in meant]
    gone = [line for one in saved.resolved for line in blockers.gone(one)]
    stuck = blockers.opened(saved.opened)
    body = [blocks.section("\n".join(["Your answer is saved.", *stuck, *gone, "It also speaks of tasks:"]))]
    for place in range(0, len(options), BOXES):
        row = options[place : place + BOXES]
        boxes = blocks.boxes("deeds", row, [value for _, value in row])
        label = "Tick what to do, too" if place else "Tick what to do"
        body.append(blocks.field(f"deeds{place or ''}", label, boxes, optional=True))
    if left:
        lines = [f"T-{one.number}: {safe(one.why)}" for one in left]
        body.append(blocks.section("\n".join(["Left as it is:", *lines])))
    carry = f"{channel}|{saved.answer.id}|{saved.at.isoformat()}"
    return blocks.modal(
        "standup.deeds", "What else it does", body, submit="Do these", close="None", carry=carry
    )


def skip_form(target: Target, channel: str) -> Block:
    """Ask why a day is left out; the reason goes to the lead's report, the thread shows the name alone."""
    field = blocks.field("reason", "Why not today", blocks.text_input("reason", most=200))
    hint = blocks.context("The thread says only that you do not answer today; the reason is for the lead.")
    carry = Carry(channel, target.standup.id, target.day)
    body = [blocks.context(_where(target)), field, hint]
    return blocks.modal("standup.skip", "Not today", body, carry=carry.text)


def ticked(values: Mapping[str, str]) -> tuple[str, ...]:
    """Read which deeds were ticked in the form of `deeds_form`, as `told.named` names them."""
    rows = (value for name, value in values.items() if name.startswith("deeds"))
    return tuple(one for row in rows for one in row.split(",") if one)


def _where(target: Target) -> str:
    return f"For {safe(target.standup.name)}, {calendar.day_text(target.day, target.day)}"


def _carried(found: Form) -> list[Block]:
    if not found.carried or found.said_on is None:
        return []
    on = calendar.day_text(found.said_on, found.target.day)
    lines = [f"• {safe(blocks.cut(one, 200))}" for one in found.carried[:8]]
    text = "\n".join([f"On {on} you meant to do this. Keep what still holds:", *lines])
    return [blocks.section(text)]


def _left_out(found: Form) -> list[Block]:
    """Say how much of somebody's work the form does not propose, and why; only they see it."""
    lines = []
    if found.more:
        lines.append(f"{_tasks(found.more)} of yours, due or late, not put in. `/task list` has all.")
    if found.hidden:
        place = safe(found.target.standup.channel.name)
        lines.append(
            f"{_tasks(found.hidden)} of yours not put in: not everybody in #{place} may see what it is."
        )
    return [blocks.context("\n".join(lines))] if lines else []


def _tasks(count: int) -> str:
    return "1 more task" if count == 1 else f"{count} more tasks"


def _start(found: Form, asked: facts.Question, *, is_new: bool) -> str:
    answer = found.target.answer
    stuck = [one.text for one in found.blockers] if asked.key == found.stuck_key else []
    if not is_new and answer is not None:
        return "\n".join(filter(None, [answer.said.get(asked.key, ""), *stuck]))
    match asked.kind:
        case QuestionKind.DONE:
            return "\n".join(reported(one) for one in found.finished)
        case QuestionKind.PLAN:
            lines = [_ahead(one) for one in found.under_way]
            named = {number for line in lines for number in told.numbers(line)}
            kept = [one for one in found.carried if not set(told.numbers(one)) & named]
            return "\n".join([*lines, *kept])
        case QuestionKind.BLOCKED:
            return "\n".join(stuck)
    return ""


def _marks(found: Form) -> dict[str, str]:
    """Mark what was said already, as far as each field holds it; what the facts suggest is not said."""
    said = found.target.answer.said if found.target.answer else {}
    return {
        one.key: drawn.text_mark(_held(_field(one, said[one.key], found)))
        for one in found.questions
        if said.get(one.key)
    }


def _held(field: Block) -> str:
    """Return what a field starts with, as it is sent when nobody touches it."""
    element = field["element"]
    chosen = element.get("initial_option", {}).get("value", "")
    return str(element.get("initial_value", chosen)).strip()


def _ahead(task: facts.Task) -> str:
    return f"T-{task.number} {task.title}" + (" (under way)" if task.started_at else "")


def _field(asked: facts.Question, start: str, found: Form) -> Block:
    match asked.kind:
        case QuestionKind.YES_NO:
            element = blocks.menu(asked.key, [("Yes", "yes"), ("No", "no")], start)
        case QuestionKind.SCALE:
            element = blocks.menu(asked.key, [(str(one), str(one)) for one in range(1, 6)], start)
        case QuestionKind.TASK if found.mine:
            options = [(f"T-{one.number} {one.title}", f"T-{one.number}") for one in found.mine]
            element = blocks.menu(asked.key, options, start)
        case _:
            element = blocks.text_input(asked.key, start=start, lines=True)
    return blocks.field(asked.key, asked.text, element, optional=True)
