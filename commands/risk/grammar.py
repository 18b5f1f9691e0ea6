"""Text after `/risk` → a request, or `Unclear` with words that mend it. Knows no people and no risks."""

from dataclasses import dataclass
from datetime import date

from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo


@dataclass(frozen=True, slots=True)
class Add:
    """Log a risk."""

    statement: str
    cause: str
    event: str
    effect: str
    probability: int | None  # 1-5
    impact: int | None  # 1-5
    owner: Mention | None  # None: the caller
    project: ProjectRef | None
    review: date | None  # in the caller's zone
    complete: bool  # cause, event and effect were all found


@dataclass(frozen=True, slots=True)
class Top:
    """Show the worst open risks."""


@dataclass(frozen=True, slots=True)
class Listing:
    """List risks."""

    all: bool = False
    closed: bool = False
    project: ProjectRef | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Say how likely and how bad a risk is; what is None stays as it was."""

    number: int
    probability: int | None
    impact: int | None


@dataclass(frozen=True, slots=True)
class Own:
    """Give a risk to somebody."""

    number: int
    owner: Mention


@dataclass(frozen=True, slots=True)
class Close:
    """Stop watching a risk, and why ("" when not said)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Watch a closed risk again."""

    number: int


@dataclass(frozen=True, slots=True)
class Show:
    """Show one risk in full."""

    number: int


Request = Add | Top | Listing | Score | Own | Close | Reopen | Show | Undo | Help | OpenForm | Unclear
