"""Text after `/task` → a frozen request, or `Unclear` with words that mend it. Knows no people and no tasks."""

from dataclasses import dataclass

from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo
from storage.facts import Due
from storage.vocabulary import Priority


@dataclass(frozen=True, slots=True)
class Add:
    """Make a task."""

    title: str
    notes: str
    owner: Mention | None  # None: the caller
    due: Due | None
    priority: Priority | None
    estimate: int | None  # minutes, at eight hours a day and five days a week
    project: ProjectRef | None
    offers: tuple[Offer, ...] = ()
    cut: bool = False  # the title was too long; the whole text is in the notes


@dataclass(frozen=True, slots=True)
class MyDay:
    """Show what I have to do: late, today, next."""


@dataclass(frozen=True, slots=True)
class Listing:
    """List tasks."""

    late: bool = False
    done: bool = False
    all: bool = False
    owner: Mention | None = None
    project: ProjectRef | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """Mark tasks done."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open finished tasks again."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a task to somebody."""

    number: int
    owner: Mention


@dataclass(frozen=True, slots=True)
class Redate:
    """Move a task's due date; None removes it."""

    number: int
    due: Due | None
    offers: tuple[Offer, ...] = ()  # other readings of the words


@dataclass(frozen=True, slots=True)
class Show:
    """Show one task in full."""

    number: int


Request = Add | MyDay | Listing | Finish | Reopen | Assign | Redate | Show | Undo | Help | OpenForm | Unclear
