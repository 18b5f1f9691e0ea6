"""The small form that asks for the one thing a line lacks: a date, a person or a project. Knows no Slack."""

from commands.kit import blocks
from commands.kit.blocks import Block
from commands.kit.requests import HOLE


def date_form(carry: str) -> Block:
    """Ask for a day. `carry` names the channel and the line that waits for it."""
    field = blocks.field("date", "On which day", blocks.date_menu("Pick a day", "date"))
    return blocks.modal("pick.form", "Pick a date", [field], carry=carry)


def person_form(carry: str) -> Block:
    """Ask for somebody. `carry` names the channel and the line that waits for them."""
    field = blocks.field("person", "Who", blocks.person_menu("Choose a person", "person"))
    return blocks.modal("pick.form", "Choose a person", [field], carry=carry)


def project_form(carry: str, channel: str) -> Block:
    """Ask which project a channel (a Slack id) is to be bound to. `carry` names the line that waits."""
    what = blocks.section(f"What is added in <#{channel}> from now on belongs to the project you choose.")
    menu = blocks.search_menu("A project you lead", "project.led")
    return blocks.modal(
        "pick.project",
        "Bind a channel",
        [what, blocks.field("project", "Project", menu)],
        submit="Bind it",
        carry=carry,
    )


def filled(line: str, *, day: str = "", person: str = "") -> str:
    """Put the day (ISO) or the person (a Slack id) where the line has its hole."""
    return line.replace(HOLE, f"<@{person}>" if person else day)
