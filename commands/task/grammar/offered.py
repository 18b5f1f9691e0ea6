"""Buttons of questions about a line: what is shown on them, and the command they run."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import alone, several, verbs
from commands.task.grammar.verbs import WORDS_FOR
from commands.task.requests import Listing

_BEFORE_WORDS = re.compile(r"^[:–—-]\s+")


def show(number: int) -> Offer:
    """Offer to look at a task."""
    return Offer(f"Show T-{number}", f"show T-{number}")


def run(verb: str, numbers: tuple[int, ...]) -> Offer:
    """Offer to do to tasks what a verb alone does."""
    names = several.names_of(numbers)
    return Offer(verbs.label(verb, names), f"{verb} {names}")


def note(numbers: tuple[int, ...], words: str) -> Offer:
    """Offer to keep words in the history of tasks."""
    names, text = several.names_of(numbers), _BEFORE_WORDS.sub("", words)
    return Offer(f"Note it on {names}"[:75], f"note {names}{':' if len(numbers) > 1 else ''} {text}")


def meant(command: str) -> Offer:
    """Offer a command: by what it does where it is a verb and numbers alone, else by its own words."""
    typed, _, rest = command.partition(" ")
    numbers, left = line.ids(rest, "t")
    verb = WORDS_FOR.get(typed)
    is_whole = verb is not None and bool(numbers) and not left
    return labelled(verbs.label(verb, several.names_of(numbers)) if verb and is_whole else command, command)


def labelled(shown: str, command: str) -> Offer:
    """Offer a command by its own words, with the real name of the one person it names."""
    people = [found.who for found in line.mentions(command) if not found.is_group]
    who = people[0] if len(people) == 1 and people[0].name not in ("me", "nobody") else None
    if who and who.slack_id:
        shown = re.sub(rf"<@{who.slack_id}[^>]*>", who.token, shown)
    return Offer((shown if who else line.spoken(shown))[:75], command, who)


def listed(wanted: str, found: Listing) -> Offer:
    """Offer a list that was read from `wanted`; only of a project that there is."""
    return replace(labelled(f"List {wanted or 'my tasks'}", f"list {wanted}".strip()), project=found.project)


def whether(command: str, head: str) -> Unclear:
    """Ask whether a command is meant by the line `head`, which is a task else."""
    words = f"Is /task {line.spoken(command)[:200]} meant? Nothing was changed."
    return Unclear(words, (labelled(command, command), alone.no_title(head, "")))
