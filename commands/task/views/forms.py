"""The forms of a task: to make one, to change one, and to choose where two people changed the same."""

from collections.abc import Mapping, Sequence

from commands.kit import blocks
from commands.kit.blocks import Block, safe
from commands.kit.carry import Carry
from commands.kit.drawn import clash
from commands.kit.reader import Reader
from commands.kit.reply import LINE
from commands.task.fields import LONGEST, NOTHING, Fields
from commands.task.views import words
from storage import facts

PRIORITIES = [("P1 urgent", "1"), ("P2 high", "2"), ("P3 normal", "3"), ("P4 low", "4")]


def form(
    fields: Fields,
    carry: Carry,
    chips: Sequence[tuple[str, str]],
    reader: Reader,
    made: Sequence[facts.Task] = (),
) -> Block:
    """Draw the form that makes a task, or changes the one it carries.

    `made`: up to three tasks that the message it is opened on was made of already.
    """
    drawn = _drawn(fields, chips, is_new=not carry.numbers)
    if carry.rest:
        drawn["notes"].append(blocks.context(MORE))
    shown = [*_made_before(made, reader), *(block for parts in drawn.values() for block in parts)]
    if carry.numbers:
        return blocks.modal("task.edit", f"Edit T-{carry.numbers[0]}", shown, carry=carry.text)
    return blocks.modal("task.form", NEW, shown, carry=carry.text)


def _made_before(made: Sequence[facts.Task], reader: Reader) -> list[Block]:
    """Name what a message was made of already, each with a button that shows it; [] of none."""
    return [
        blocks.section(
            f"Made of this message already: {words.standing(task, reader)}",
            blocks.button(f"Show T-{task.number}", f"{LINE}.made", f"/task show T-{task.number}"),
        )
        for task in made
    ]


NEW = "Make a task"
STEPS = "One a line, with [x] in front of one that is done."
MORE = (
    "The message is longer than this field can be. Its end is kept, and follows in the notes when you save."
)


def new_button() -> Block:
    """Offer the empty form."""
    return blocks.button("Add a task", "task.new", "new")


def clash_form(
    fields: Fields,
    carry: Carry,
    chips: Sequence[tuple[str, str]],
    theirs: Mapping[str, tuple[str, str]],
) -> Block:
    """Ask which holds, field by field: what one typed, or what somebody made of it meanwhile.

    `theirs`: by field, who changed it ("you", too) and to what.
    """
    saved = blocks.joined([field(name) for name in carry.saved])
    shown = clash(theirs, _drawn(fields, chips, is_new=False), field, saved)
    return blocks.modal("task.edit", f"Edit T-{carry.numbers[0]}", shown, carry=carry.text)


def decline_form(carry: Carry, returned: Sequence[tuple[facts.Task, facts.Member | None]]) -> Block:
    """Ask why tasks are given back, each to who gave it (None: to nobody)."""
    reason = blocks.text_input("reason", most=500, hint="Not before the audit is over")
    told = []
    for task, giver in returned:
        to = safe(giver.name) if giver else "nobody"
        told.append(f"*T-{task.number}* {safe(task.title)} goes back to {to}, with your words.")
    shown = [
        *([blocks.section(blocks.cut("\n".join(told), blocks.SECTION))] if told else []),
        blocks.field("reason", "Why?", reason),
    ]
    name = f"Decline T-{returned[0][0].number}" if len(returned) == 1 else f"Decline {len(returned)} tasks"
    return blocks.modal("task.decline", name, shown, submit="Decline", carry=carry.text)


def field(name: str) -> str:
    """Say what a field of the form is called."""
    return {"due": "due date", "after": "tasks it waits for"}.get(name, name)


def drop_form(carry: Carry, called_off: Sequence[facts.Task]) -> Block:
    """Ask why tasks are called off."""
    named = "\n".join(f"*T-{task.number}* {safe(task.title)}" for task in called_off)
    what = blocks.section(
        f"{blocks.cut(named, blocks.SECTION - 100)}\nNobody has to do that any more. The card says why."
    )
    why = blocks.field("reason", "Why?", blocks.text_input("reason", most=300))
    name = f"Drop T-{called_off[0].number}" if len(called_off) == 1 else f"Drop {len(called_off)} tasks"
    return blocks.modal("task.drop", name, [what, why], submit="Drop", carry=carry.text)


def _drawn(fields: Fields, chips: Sequence[tuple[str, str]], *, is_new: bool) -> dict[str, list[Block]]:
    """Draw each field; the due date has three."""
    day = fields.day.isoformat() if fields.day else None
    at = f"{fields.at:%H:%M}" if fields.at else None
    project = (fields.project_name or fields.project, fields.project) if fields.project else None
    quick = [*chips, *([] if is_new else [("No date", NOTHING)])]
    drawn = {
        "title": [
            blocks.field("title", "What is to be done", _text("title", fields.title, most=250, lines=False))
        ],
        "owner": [_field("owner", "Owner", blocks.person_menu("Nobody yet", "owner", fields.owner))],
        "due": [
            _field("chip", "Due", blocks.menu("chip", quick)),
            _field("due", "or on a day", blocks.date_menu("Pick a day", "due", day)),
            _field("time", "at", blocks.time_menu("time", at), "Left empty: when your working day ends."),
        ],
        "priority": [
            blocks.field(
                "priority", "Priority", blocks.menu("priority", PRIORITIES, str(fields.priority.value))
            )
        ],
        "estimate": [_field("estimate", "Estimate", _text("estimate", fields.estimate), "3h, 2d, 1w or 5p")],
        "project": [_field("project", "Project", blocks.search_menu("No project", "task.project", project))],
        "labels": [_field("labels", "Labels", _text("labels", fields.labels), "security, vendor-b")],
        "watchers": [
            _field("watchers", "Watchers", blocks.people_menu("Nobody", "watchers", fields.watchers))
        ],
        "after": [
            _field("after", "After", _text("after", fields.after), "What has to be done first: T-4, T-7")
        ],
        "repeat": [_field("repeat", "Repeat", _text("repeat", fields.repeat), "every friday at 16:00")],
        "steps": [_field("steps", "Steps", _text("steps", fields.steps, most=LONGEST, lines=True), STEPS)],
        "notes": [_field("notes", "Notes", _text("notes", fields.notes, most=LONGEST, lines=True))],
    }
    for name in ("notes", "steps"):
        if len(getattr(fields, name)) > LONGEST:
            stay = f"The {name} are longer than the {LONGEST:,} signs a form holds; they stay as they are."
            drawn[name] = [blocks.context(stay)]
    return drawn


def _field(block_id: str, label: str, element: Block, hint: str = "") -> Block:
    return blocks.field(block_id, label, element, optional=True, hint=hint)


def _text(action: str, start: str, *, most: int = 200, lines: bool = False) -> Block:
    return blocks.text_input(action, start=start, most=most, lines=lines)
