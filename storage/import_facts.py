"""The values of a file of tasks on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.vocabulary import ImportState


@dataclass(frozen=True, slots=True)
class Import:
    """A file somebody brought, and how far it is."""

    id: int
    team_id: int
    member_id: int
    channel_id: int | None
    name: str
    state: ImportState
    place: int
    group: str | None
    unlinked: int
    at: datetime
    doubtful: str
    day_first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One task of it."""

    place: int
    line: int  # as people count: the row of a spreadsheet, the entry of JSON
    number: int | None
    cells: Mapping[str, str]
    problem: str
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines there are, how many have something wrong, and what was made of the others."""

    lines: int
    wrong: int
    made: int
    first: int | None  # number of the first task made
    last: int | None
