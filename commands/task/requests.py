"""What a person can ask of tasks, as values. Knows no words people type, no people and no tasks."""

from dataclasses import dataclass, field
from datetime import time

from commands.kit.requests import Help, Mention, Offer, OpenForm, ProjectRef, Unclear, Undo
from commands.task.repeat import Repeat
from storage.facts import Due, Step
from storage.vocabulary import Priority, TaskStatus


@dataclass(frozen=True, slots=True)
class Add:
    """Make a task."""

    title: str
    notes: str
    owner: Mention | None  # None: the caller
    due: Due | None  # of a repeating task: when it is due for the first time
    priority: Priority | None
    estimate: int | None  # minutes, at eight hours a day and five days a week
    project: ProjectRef | None
    offers: tuple[Offer, ...] = ()
    cut: bool = False  # the title was too long; the whole text is in the notes
    labels: tuple[str, ...] = ()  # lower case, without the plus
    after: tuple[int, ...] = ()  # numbers of the tasks it waits for
    watchers: tuple[Mention, ...] = ()
    repeat: Repeat | None = None
    points: int | None = None  # beside the estimate; a line may have both
    hints: tuple[str, ...] = ()  # what is nearly a token and stayed in the title, in plain sentences
    steps: tuple[Step, ...] = ()  # of its checklist


NOTHING = Add("", "", None, None, None, None, None)  # of a line that changes a task: what it leaves alone


@dataclass(frozen=True, slots=True)
class MyDay:
    """Show what I have to do: late, today, next."""


@dataclass(frozen=True, slots=True)
class Listing:
    """List tasks. Filters that are set hold together."""

    late: bool = False
    done: bool = False
    all: bool = False
    owner: Mention | None = None
    project: ProjectRef | None = None
    priority: Priority | None = None
    labels: tuple[str, ...] = ()  # all of them, lower case, without the plus
    words: str = ""  # free text: what was typed in quotes
    blocked: bool = False
    board: bool = False  # in columns by state, instead of one list
    column: str = ""  # of a board: "todo", "started", "blocked" or "done", which is shown alone then
    page: int = 1
    dropped: bool = False  # called off
    everything: bool = False  # open, done and dropped together
    given: bool = False  # made by the caller, and somebody else's now
    snoozed: bool = False
    undated: bool = False
    watched: bool = False  # by the caller
    unestimated: bool = False
    repeating: bool = False
    due: str = ""  # "today", "this week", "fri", "27 nov"; of what is done: when it was finished
    channel: str = ""  # the channel they belong to: its Slack id, or "here"

    @property
    def statuses(self) -> tuple[TaskStatus, ...]:
        """In which status its tasks are."""
        if self.everything:
            return TaskStatus.OPEN, TaskStatus.DONE, TaskStatus.DROPPED
        return (TaskStatus.DROPPED if self.dropped else TaskStatus.DONE if self.done else TaskStatus.OPEN,)

    @property
    def is_of_all(self) -> bool:
        """Tell whether nothing but states narrows it: it is everybody's."""
        return not (
            self.owner
            or self.project
            or self.labels
            or self.words
            or self.given
            or self.watched
            or self.channel
        )


@dataclass(frozen=True, slots=True)
class Finish:
    """Mark tasks done."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open finished tasks again."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Say that work on tasks has begun."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """Move repeating tasks on to their next round."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Say that something is in the way of tasks."""

    numbers: tuple[int, ...]
    reason: str  # "" when not said


@dataclass(frozen=True, slots=True)
class Unblock:
    """Say that nothing is in the way any more."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a task to somebody."""

    number: int
    owner: Mention


@dataclass(frozen=True, slots=True)
class Take:
    """Make tasks the caller's own."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decline:
    """Give tasks back to whoever gave them."""

    numbers: tuple[int, ...]
    reason: str  # "" when not said


@dataclass(frozen=True, slots=True)
class Propose:
    """Ask whoever gave a task for another date."""

    number: int
    due: Due
    offers: tuple[Offer, ...] = ()  # other readings of the words


@dataclass(frozen=True, slots=True)
class Redate:
    """Move a task's due date; None removes it."""

    number: int
    due: Due | None
    offers: tuple[Offer, ...] = ()  # other readings of the words


@dataclass(frozen=True, slots=True)
class Snooze:
    """Be quiet about tasks until a day, or (None) no longer; their due dates stay."""

    numbers: tuple[int, ...]
    until: Due | None
    offers: tuple[Offer, ...] = ()  # other readings of the words


@dataclass(frozen=True, slots=True)
class SnoozeLate:
    """Be quiet until a day about all that is late of the caller."""

    until: Due
    offers: tuple[Offer, ...] = ()  # other readings; "{id}" stands for the tasks that it was


@dataclass(frozen=True, slots=True)
class MoveLate:
    """Move all that is late of the caller to a day."""

    due: Due
    offers: tuple[Offer, ...] = ()  # as those of `SnoozeLate`


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give all open tasks of one person to another."""

    owner: Mention  # whose they are
    to: Mention
    numbers: tuple[int, ...] = ()  # those that were asked about; () asks first, with how many they are


@dataclass(frozen=True, slots=True)
class After:
    """Let a task wait for others."""

    number: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """Let a task wait no longer for others; () frees it from all."""

    number: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Give a task a new title; None opens its form."""

    number: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Amend:
    """Change some fields of tasks at once to what `to` holds; labels, watchers and links join theirs."""

    numbers: tuple[int, ...]
    to: Add
    names: tuple[str, ...]  # the fields of `to` that count, by the names of the form
    less: tuple[str, ...] = ()  # labels to take away
    unwatched: tuple[Mention, ...] = ()  # who is to watch them no longer
    freed: tuple[int, ...] = ()  # what they are to wait for no longer
    cleared: tuple[str, ...] = ()  # fields that are to hold nothing; owner and date have verbs for that


@dataclass(frozen=True, slots=True)
class Note:
    """Add words to the history of tasks."""

    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """Add steps to a task's checklist; without any, take the checklist away."""

    number: int
    parts: tuple[str, ...]
    done: tuple[str, ...] = ()  # those of them that are ticked


@dataclass(frozen=True, slots=True)
class Drop:
    """Call tasks off."""

    numbers: tuple[int, ...]
    reason: str  # "" when not said


@dataclass(frozen=True, slots=True)
class Watch:
    """Be told of what changes on tasks."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unwatch:
    """Be told no longer."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Show:
    """Show one task in full."""

    number: int


@dataclass(frozen=True, slots=True)
class History:
    """Show all that happened to a task, and who did it."""

    number: int
    page: int = 1


@dataclass(frozen=True, slots=True)
class Find:
    """Search titles and notes. The reply offers the words as a task: `line` makes it."""

    words: str
    line: str
    page: int = 1
    listed: Offer | None = None  # where the last words are those of a list: that list of the words before


@dataclass(frozen=True, slots=True)
class Export:
    """Hand out tasks as a file."""

    kind: str  # "csv" or "json"
    filters: Listing = field(default_factory=Listing)


@dataclass(frozen=True, slots=True)
class Import:
    """Ask for a file of tasks."""


@dataclass(frozen=True, slots=True)
class Skills:
    """Show what somebody is good at, or change it."""

    who: Mention | None = None  # None: the caller
    more: tuple[str, ...] = ()  # labels to add, lower case
    less: tuple[str, ...] = ()  # labels to take away


@dataclass(frozen=True, slots=True)
class Quiet:
    """Show when the caller is told nothing, or change it."""

    hours: tuple[time, time] | None = None  # from, until: by the caller's clock
    is_off: bool = False  # back to what holds for who has said nothing


@dataclass(frozen=True, slots=True)
class Emoji:
    """Choose the emoji that makes tasks in a channel."""

    name: str | None  # without colons; "" turns it off, None shows which it is


@dataclass(frozen=True, slots=True)
class Suggest:
    """Name who could own a task."""

    number: int


@dataclass(frozen=True, slots=True)
class Explain:
    """Show how a line would be read, and save nothing."""

    line: str


Part = (
    Finish | Reopen | Skip | Start | Block | Unblock | Take | Drop | Snooze | Redate | Propose | Amend | Note
    | Watch | Unwatch
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Together:
    """Make several changes as one."""

    parts: tuple[Part, ...]


Capture = Add | OpenForm | Unclear
Look = MyDay | Listing | Show | History | Find | Export | Import | Skills | Suggest | Explain | Help
Change = (
    Finish | Reopen | Start | Skip | Block | Unblock | Assign | Take | Decline | Propose | Redate | Snooze
    | SnoozeLate | MoveLate | HandOver | After | Free | Emoji | Quiet | Edit | Amend | Note | Split | Drop
    | Watch | Unwatch | Undo | Together
)  # fmt: skip
Request = Capture | Look | Change
