"""What queries hand out: plain values that outlive their transaction. Knows no tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from storage.vocabulary import (
    DayState,
    Door,
    Noun,
    Place,
    PostState,
    Priority,
    QuestionKind,
    RiskStatus,
    TaskStatus,
    TimerState,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as it was meant: the instant, the local day, the words typed and their zone."""

    at: datetime  # aware UTC
    day: date  # in `zone`
    words: str
    zone: str  # IANA name


@dataclass(frozen=True, slots=True)
class Team:
    """A Slack workspace."""

    id: int
    slack_id: str
    name: str
    bot_user_id: str
    url: str = ""  # "https://northwind.slack.com/"; "" until Slack has said it


@dataclass(frozen=True, slots=True)
class Member:
    """A person (or bot) of a team."""

    id: int
    slack_id: str
    name: str  # what people call them
    handle: str
    zone: str  # IANA name; UTC when Slack knows none
    work_start: time
    work_end: time
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_active: bool = True
    is_invited: bool = False  # and has not joined Slack yet
    dm: str | None = None  # the D id, once opened
    quiet: tuple[time, time] | None = None  # from, until; local, as they said; None: outside working hours
    dnd_from: datetime | None = None  # do-not-disturb, as Slack last said; both None: there is none
    dnd_until: datetime | None = None
    holidays: str | None = None  # "PT", "" for none; None: those of each standup that asks them
    display_name: str = ""  # what they call themselves in Slack; "" for who is shown by `name`


@dataclass(frozen=True, slots=True)
class Channel:
    """A Slack channel, as far as Muster knows it."""

    id: int
    slack_id: str
    name: str
    is_private: bool
    is_dm: bool
    has_bot: bool  # Muster is a member of it
    is_archived: bool
    project_id: int | None
    task_emoji: str | None = None  # reacting with it makes a task; without colons


@dataclass(frozen=True, slots=True)
class Project:
    """What tasks, risks, standups and digests belong to."""

    id: int
    key: str  # lower case, as typed after #
    name: str
    lead_id: int
    channel_id: int | None  # the first bound channel: its audience


@dataclass(frozen=True, slots=True)
class Before:
    """A task that another one waits for."""

    id: int
    number: int
    status: TaskStatus

    @property
    def is_open(self) -> bool:
        """Whether it still holds the other one up."""
        return self.status is TaskStatus.OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a task's checklist."""

    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with the message a task was made from."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the names a reader needs."""

    id: int
    number: int
    title: str
    notes: str
    link: str | None
    status: TaskStatus
    priority: Priority
    estimate: int | None  # minutes
    due: Due | None
    first_due: datetime | None  # aware UTC: the date first promised; re-dating never moves it
    slips: int  # how many times the due date moved later
    owner: Member | None
    creator: Member
    project: Project | None
    channel_id: int | None  # its audience
    created_at: datetime
    done_at: datetime | None
    done_by: Member | None
    version: int
    points: int | None = None  # beside the estimate
    started_at: datetime | None = None
    blocked_at: datetime | None = None  # None: nothing is in the way
    blocked_reason: str = ""
    snoozed_until: datetime | None = None  # its owner is not reminded before
    repeat: str | None = None  # in words: "every fri at 16:00"
    checklist: tuple[Step, ...] = ()
    files: tuple[File, ...] = ()
    labels: tuple[str, ...] = ()  # by name
    after: tuple[Before, ...] = ()  # what has to be finished first, by number
    watchers: tuple[Member, ...] = ()  # by name
    drop_reason: str = ""
    first_zone: str | None = None  # IANA name: where `first_due` was promised


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with the names a reader needs."""

    id: int
    number: int
    statement: str
    cause: str
    event: str
    effect: str
    probability: int | None  # 1-5
    impact: int | None  # 1-5
    first_probability: int | None
    first_impact: int | None
    status: RiskStatus
    owner: Member | None
    creator: Member
    project: Project | None
    channel_id: int | None
    link: str | None
    review_on: date | None
    created_at: datetime
    closed_at: datetime | None
    close_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Question:
    """What a standup asks; answers are kept under its key."""

    key: str
    kind: QuestionKind
    text: str


@dataclass(frozen=True, slots=True)
class Standup:
    """A standup's definition: who is asked what, on which days, when, where."""

    id: int
    project_id: int | None
    channel: Channel
    name: str
    weekdays: tuple[int, ...]  # Monday is 0
    at: time
    window: int  # minutes a person has to answer
    zone: str | None = None  # IANA name; None: each member's own
    everyone: bool = False  # asks whoever is in the channel
    questions: tuple[Question, ...] = ()
    asks_mood: bool = False
    holidays: str = ""  # country and region: "PT", "DE-BY"; "" for none
    shares_reports: bool = False  # with everybody it asks; else with its lead alone
    creator_id: int | None = None
    paused_at: datetime | None = None
    paused_until: date | None = None  # the pause's last day; None: until resumed
    stopped_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class StandupDay:
    """One day of a standup, with the questions as they stood when it opened."""

    id: int
    standup: Standup
    day: date
    state: DayState
    opened_at: datetime
    closed_at: datetime | None
    questions: tuple[Question, ...]
    moods: Mapping[str, int]  # how often each mood, "1" to "5", was given


@dataclass(frozen=True, slots=True)
class Window:
    """Until when one member may answer on a standup day."""

    closes_at: datetime
    quiet_until: datetime | None  # when they were to be asked, they were not to be disturbed until then

    @property
    def is_unasked(self) -> bool:
        """Whether its member was not to be disturbed until it was over."""
        return self.quiet_until is not None and self.quiet_until >= self.closes_at


@dataclass(frozen=True, slots=True)
class Answer:
    """What one member was asked and said on one standup day."""

    id: int
    day_id: int
    member: Member
    asked_at: datetime | None  # None: answered before being asked, or could not be asked in time
    quiet_until: datetime | None  # as of its window, which `closes_at` ends
    closes_at: datetime
    asked_with_id: int | None  # the answer whose prompt asked for this one, too
    reminded_at: datetime | None
    answered_at: datetime | None
    skipped_at: datetime | None
    skip_reason: str
    said: Mapping[str, str]  # by question key
    heard: str | None  # the message it was: "C1:1793073600.000100"
    gave_mood: bool
    is_late: bool
    version: int

    @property
    def is_unasked(self) -> bool:
        """Whether its member was not to be disturbed until their window was over."""
        return Window(self.closes_at, self.quiet_until).is_unasked


@dataclass(frozen=True, slots=True)
class Blocker:
    """What is in someone's way, until someone says it is gone."""

    id: int
    number: int
    answer_id: int
    member: Member
    text: str
    task_id: int | None  # what it holds up
    task_number: int | None
    opened_at: datetime
    closed_at: datetime | None
    closed_by: Member | None


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a member is away, both included."""

    id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, through which door, when. All changes of one act are one group."""

    team: Team
    member: Member | None  # None: a timer
    door: Door
    now: datetime  # aware UTC
    group: str
    here: int | None = None  # the channel it was said in, which proves its sender is there
    is_answer: bool = False  # to a private message, which names the group


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing one member is to be told of."""

    id: int
    member_id: int
    kind: str
    noun: Noun
    subject_id: int
    at: datetime  # aware UTC
    by: Member | None  # whose doing it was; None: the clock's
    words: str  # a reason, a proposed moment; what it is follows from the kind
    group: str | None  # the change group it came from


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing that changed; rows of one call share a group."""

    group: str
    at: datetime
    member: Member | None  # None: a timer
    door: Door
    noun: Noun
    subject_id: int
    field: str
    old: Any
    new: Any
    undoes: str | None


@dataclass(frozen=True, slots=True)
class Timer:
    """One occurrence of something that happens by the clock."""

    id: int
    team_id: int
    kind: str
    subject: str
    occurrence: str
    due_at: datetime
    state: TimerState
    attempts: int


@dataclass(frozen=True, slots=True)
class Post:
    """What Muster owes Slack, or has shown there."""

    id: int
    key: str  # opaque, carried in the message's metadata
    once: str  # what it is, so that it is owed once
    team_id: int
    kind: str
    noun: Noun
    subject_id: int
    place: Place
    channel_id: int | None
    member_id: int | None
    parent_id: int | None  # the post whose thread this is in
    thread_ts: str | None  # the message, not ours, whose thread this is in
    state: PostState
    wanted: int
    shown: int
    attempts: int
    looks: int  # how often an uncertain one was looked for
    not_before: datetime  # domain time from which it was owed
    sent_at: datetime | None  # domain time of the newest attempt
    ts: str | None
    slack_channel: str | None
    frozen: Mapping[str, Any] | None
    group: str | None  # the change group that owed it, or that it tells of
