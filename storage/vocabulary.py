"""The words that code, tables and messages share, as enums."""

from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """How soon a task matters. P3 is what people mean when they say nothing."""

    P1 = 1  # urgent
    P2 = 2  # high
    P3 = 3  # normal
    P4 = 4  # low


class TaskStatus(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class RiskStatus(StrEnum):
    """Where a risk stands: named, scored, or no longer watched."""

    IDENTIFIED = "identified"
    ASSESSED = "assessed"
    CLOSED = "closed"
    DROPPED = "dropped"


class Band(StrEnum):
    """How severe a risk's score is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Role(StrEnum):
    """What a member is to a project."""

    LEAD = "lead"
    MEMBER = "member"
    STAKEHOLDER = "stakeholder"


class Noun(StrEnum):
    """What a change, a post or a timer can be about."""

    TASK = "task"
    RISK = "risk"
    PROJECT = "project"
    STANDUP = "standup"
    STANDUP_DAY = "standup_day"
    ANSWER = "answer"
    BLOCKER = "blocker"
    DIGEST = "digest"
    EDITION = "edition"
    MEMBER = "member"
    CHANNEL = "channel"
    HOME = "home"
    ABSENCE = "absence"
    EXPORT = "export"
    TASK_IMPORT = "task_import"


# What stands beside the instant a task is due: how it was said, how often it moved. Itself it is no change.
BESIDE_DATES = ("due_day", "due_words", "due_zone", "slips", "first_due_at", "first_due_zone")
ADDED, NOTE = "added", "note"  # fields of a change that are no columns: a thing was made, words were said


class Door(StrEnum):
    """Through which door a change came in."""

    COMMAND = "command"
    BUTTON = "button"
    MODAL = "modal"
    SHORTCUT = "shortcut"
    EVENT = "event"
    TIMER = "timer"


class ImportState(StrEnum):
    """Where a file of tasks on its way in stands."""

    CHECKING = "checking"
    READY = "ready"  # shown to its person, who says whether it is saved
    CANCELLED = "cancelled"
    SAVING = "saving"
    LINKING = "linking"
    DONE = "done"
    TAKING_BACK = "taking-back"
    TAKEN_BACK = "taken-back"


class DayState(StrEnum):
    """Where one day of a standup stands."""

    OPEN = "open"
    CLOSED = "closed"


class QuestionKind(StrEnum):
    """What a question of a standup is for, and how it is answered."""

    DONE = "done"  # what was finished since last time
    PLAN = "plan"  # what comes next
    BLOCKED = "blocked"  # what is in the way, a blocker a line
    TEXT = "text"
    YES_NO = "yes-no"
    SCALE = "1-5"
    TASK = "task"  # one of the person's open tasks


class TimerState(StrEnum):
    """Where one occurrence of something scheduled stands."""

    DUE = "due"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """Where a post stands in Slack."""

    CHANNEL = "channel"
    DM = "dm"
    THREAD = "thread"
    HOME = "home"


class PostState(StrEnum):
    """Where a post stands on its way to Slack. design: ARCHITECTURE.md, "The outbox"."""

    DUE = "due"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    POSTED = "posted"
    HELD = "held"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    DEAD = "dead"
