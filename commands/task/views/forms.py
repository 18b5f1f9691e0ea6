"""The form that makes a task."""

from commands.kit import blocks
from commands.kit.blocks import Block

CHIPS = [
    ("No date", "none"),
    ("Today", "today"),
    ("Tomorrow", "tomorrow"),
    ("Friday", "fri"),
    ("Next week", "by next week"),
]


def form(*, title: str = "", notes: str = "", owner: str | None = None, carry: str = "") -> Block:
    """Draw the form that makes a task, filled in as far as it is known."""
    priorities = [("P1 urgent", "1"), ("P2 high", "2"), ("P3 normal", "3"), ("P4 low", "4")]
    return blocks.modal(
        "task.form",
        "Make a task",
        [
            blocks.field("title", "What is to be done", blocks.text_input("title", start=title, most=250)),
            blocks.field("owner", "Owner", blocks.person_menu("Nobody yet", "owner", owner), optional=True),
            blocks.field("chip", "Due", blocks.menu("chip", CHIPS, "none"), optional=True),
            blocks.field("due", "or on a day", blocks.date_menu("Pick a day", "due"), optional=True),
            blocks.field("priority", "Priority", blocks.menu("priority", priorities, "3")),
            blocks.field(
                "notes", "Notes", blocks.text_input("notes", start=notes, lines=True), optional=True
            ),
        ],
        carry=carry,
    )
