"""What reading a date can come to: a due date with its other readings, or a refusal with its sentence."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from textwrap import shorten

from commands.kit import calendar
from storage.facts import Due


@dataclass(frozen=True, slots=True)
class Here:
    """When and where a line is typed: what relative dates count from."""

    now: datetime  # aware UTC
    zone: str  # IANA name
    work_start: time
    work_end: time
    day_first: bool = True  # 5/6 is 5 June
    pressed: datetime | None = None  # when a button runs what was said `now`; None: at once

    @property
    def today(self) -> date:
        """The day it is in `zone`."""
        return calendar.local(self.now, self.zone).date()


class Sure(IntEnum):
    """How far a date stands on its own, without a keyword in front."""

    NEVER = 0  # stays text
    MAYBE = 1  # offered as a button
    SET = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """Another due date a button can give."""

    label: str
    due: Due


@dataclass(frozen=True, slots=True)
class Reading:
    """A due date as read, and what else the words could have meant."""

    due: Due
    sure: Sure
    label: str  # "Fri 27 Nov 17:00", as an offer shows it
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a date was meant for, as the sentences of a refusal say it: what was not done, what to type."""

    done: str = "saved"  # "changed", where the date is for something that is there
    keyword: str = "due"  # what is typed in front of a date
    examples: str = (
        'Try fri, next tue 3pm, in 2 weeks, 31/12 or eom – or put the words in "quotes" to keep them in the '
        "title."
    )


NEW = Purpose()
CHANGE = Purpose("changed")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Words that are no date."""

    words: str
    choices: tuple[Choice, ...] = ()

    def sentence(self, meant: Purpose = NEW) -> str:
        """Say so, with examples that work."""
        quoted = shorten(self.words, 60, placeholder="…")
        if self.choices:
            said = f'I can\'t read "{quoted}" as a date. Nothing was {meant.done}.'
            return f"{said} Is {self.choices[0].label} meant?"
        return f'I can\'t read "{quoted}" as a date. Nothing was {meant.done}. {meant.examples}'


@dataclass(frozen=True, slots=True)
class Past:
    """A date or moment that is gone."""

    text: str
    choices: tuple[Choice, ...] = ()

    def sentence(self, meant: Purpose = NEW) -> str:
        """Say so, and ask for a new date."""
        return f"{self.text} is already past, so nothing was {meant.done}. Pick a new date."


@dataclass(frozen=True, slots=True)
class NotOnCalendar:
    """A day that does not exist, and what to type for the nearest that does."""

    text: str
    nearest: str
    choices: tuple[Choice, ...] = ()

    def sentence(self, meant: Purpose = NEW) -> str:
        """Say so, and what to type instead."""
        tip = f'Try "{meant.keyword} {self.nearest}" or pick a date.'
        return f"{self.text} is not on the calendar. Nothing was {meant.done}. {tip}"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words that could mean several dates."""

    why: str
    choices: tuple[Choice, ...] = ()
    is_hour: bool = False  # only whether it is before or after noon is open
    sure: Sure = Sure.SET

    def sentence(self, meant: Purpose = NEW) -> str:
        """Say why, and ask which."""
        return f"{self.why} Nothing was {meant.done}. Which one?"


Refused = Unreadable | Past | NotOnCalendar | Ambiguous
