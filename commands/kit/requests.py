"""The requests and references that task and risk lines share. Knows no directory: names stay as typed."""

import re
import unicodedata
from dataclasses import dataclass

_DOT = "\u0307"  # what case folding leaves above the i of "İstanbul"; no line reads it behind a letter


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody as typed: `<@U1|x>` has an id (and its label as name), `@ann` only a name.

    `@me` has the name "me" and `@nobody` the name "nobody".
    """

    slack_id: str | None
    name: str | None

    @property
    def text(self) -> str:
        """Show it the way people type it; an id without a label stays `<@U1>`."""
        return f"@{self.name}" if self.name else f"<@{self.slack_id}>"

    @property
    def token(self) -> str:
        """Write it so that a line holding it reads back as the same person."""
        return f"<@{self.slack_id}>" if self.slack_id else f"@{self.name}"


@dataclass(frozen=True, slots=True)
class ProjectRef:
    """A project as typed: `#key`, or the channel of `<#C1|name>`, whose name is then the key."""

    key: str | None
    channel: str | None

    @property
    def text(self) -> str:
        """Show it the way people type it."""
        return f"#{self.key}" if self.key else f"<#{self.channel}>"

    @property
    def token(self) -> str:
        """Write it so that a line holding it reads back as the same project."""
        return f"<#{self.channel}|{self.key or ''}>" if self.channel else f"#{self.key}"


NO_PROJECT = ProjectRef("", "")  # belongs to none, whatever the channel is bound to


HOLE = "\ue001"  # stands in a line for what is still to be picked; never typed


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: its label and the complete text after the command that it runs.

    "{id}" in `line` stands for the number of what was just added ("T-12"). With `pick`, a small form
    asks for a "date" or a "person" first, to go where `line` has its HOLE; or for the "project" that the
    channel in front of `line` (its Slack id) is to be bound to. `who` is the person the label names as
    typed: show their real name there; when nobody matches, or there is no such `project`, offer the line
    `kept` instead, in which that word is text, or drop the offer where there is none.
    """

    label: str  # at most 75 characters
    line: str
    who: Mention | None = None
    pick: str = ""
    kept: str = ""
    project: ProjectRef | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back my last change."""


@dataclass(frozen=True, slots=True)
class Help:
    """Show how a verb is used, or all of them."""

    verb: str | None


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open the empty form."""


class NotDone:
    """An outcome that changed nothing. Of its transaction nothing is kept, so that it can be asked again."""

    __slots__ = ()


def is_not_done(outcome: object) -> bool:
    """Tell whether an outcome, or each of several, is one of what was not done."""
    if isinstance(outcome, list):
        return bool(outcome) and all(isinstance(one, NotDone) for one in outcome)
    return isinstance(outcome, NotDone)


@dataclass(frozen=True, slots=True)
class Unclear(NotDone):
    """A line that was not acted upon: what to say, as plain text, and the lines that would mend it."""

    words: str
    offers: tuple[Offer, ...] = ()
    field: str = ""  # which field of a form it is about


def key_of(name: str) -> str:
    """Write a project's name as lines name it: "R Two" is "r-two", "İstanbul" "istanbul", "2027" "p-2027"."""
    plain = unicodedata.normalize("NFC", name.casefold()).replace(_DOT, "")
    key = re.sub(r"[^\w-]+", "-", plain).strip("-")
    return key if key[:1].isalpha() else f"p-{key}"
