"""What people see of tasks."""

from collections.abc import Sequence
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.operations import InTheWay, Undone
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.task import rules
from storage import facts
from storage.vocabulary import Priority, TaskStatus

BOOKKEEPING = ("due_day", "due_words", "due_zone", "slips", "first_due_at", "done_at", "done_by_id")

PAGE = 10


def line(task: facts.Task, today: date) -> str:
    """Say a task in one mrkdwn line: number, title, owner, due date, priority, estimate."""
    parts = [f"*T-{task.number}* {safe(task.title)}", safe(task.owner.name) if task.owner else "no owner"]
    if task.due:
        parts.append(f"due {calendar.due_text(task.due, today)}")
    if task.priority is not Priority.P3:
        parts.append(f"P{task.priority}")
    if task.estimate:
        parts.append(hours(task.estimate))
    return " · ".join(parts)


def plain(task: facts.Task, today: date) -> str:
    """Say a task in one line without markup, for notifications; it pings nobody."""
    owner = task.owner.name if task.owner else "no owner"
    due = f", due {calendar.due_text(task.due, today)}" if task.due else ""
    return f"T-{task.number} {safe(task.title)} ({safe(owner)}{due})"


def hours(minutes: int) -> str:
    """Say an estimate: "3 h", "90 min" when it is no whole hour."""
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def card(task: facts.Task) -> Message:
    """Show a task to its channel: what, who, by when, and what can be done about it."""
    today = task.created_at.date()
    if task.status is TaskStatus.DROPPED:
        return Message(
            f"T-{task.number} was taken back.", (blocks.context(f"T-{task.number} was taken back."),)
        )
    body = [blocks.section(_card_text(task, today))]
    if task.link:
        body.append(blocks.context(f"<{task.link}|From this message>"))
    if task.status is TaskStatus.DONE:
        again = blocks.button("Reopen", "task.reopen", str(task.number))
        body.append(blocks.context(f"Done by {_who(task.done_by)} on {_when(task)}"))
        body.append(blocks.actions(again, block_id=subject(task)))
    else:
        body.append(_card_actions(task))
    return Message(plain(task, today), tuple(body))


def subject(task: facts.Task) -> str:
    """Name a task in a block id; the version makes it new at each change, as Slack asks."""
    return f"T-{task.number}.{task.version}"


def _card_text(task: facts.Task, today: date) -> str:
    title = safe(task.title)
    head = f"*T-{task.number}* " + (f"~{title}~" if task.status is TaskStatus.DONE else title)
    rest = line(task, today).split(" · ")[1:]
    if task.slips:
        times = "once" if task.slips == 1 else f"{task.slips} times"
        rest.append(f"moved {times}, {rules.days_moved(task):+d} d")
    notes = f"\n{safe(blocks.cut(task.notes, 600))}" if task.notes else ""
    return f"{head}\n{' · '.join(rest)}{notes}"


def _card_actions(task: facts.Task) -> Block:
    return blocks.actions(
        blocks.button("Done", "task.done", str(task.number), style="primary"),
        blocks.person_menu("Assign", "task.assign", task.owner.slack_id if task.owner else None),
        blocks.date_menu("Date", "task.due", task.due.day.isoformat() if task.due else None),
        block_id=subject(task),
    )


def _who(member: facts.Member | None) -> str:
    return safe(member.name) if member else "Muster"


def _when(task: facts.Task) -> str:
    if task.done_at is None or task.done_by is None:
        return "an earlier day"
    city = task.done_by.zone.rpartition("/")[2].replace("_", " ")
    return f"{calendar.moment_text(task.done_at, task.done_by.zone, task.created_at.date())} ({city})"


def added(
    task: facts.Task, group: str, today: date, *, notes: Sequence[str] = (), offers: Sequence[Offer] = ()
) -> Say:
    """Confirm a new task privately, with what was guessed as buttons."""
    text = "\n".join([f"Added {line(task, today)}", *notes])
    made = [Offer(offer.label, offer.line.replace("{id}", f"T-{task.number}"), offer.who) for offer in offers]
    return say(text, offers=made, command="/task", undo=group)


def changed(before: facts.Task, after: facts.Task, today: date) -> str:
    """Say in one line what became different."""
    name = f"*T-{after.number}* {safe(after.title)}"
    if before.status is not after.status:
        return f"{name}: {'done' if after.status is TaskStatus.DONE else 'open again'}"
    if before.owner != after.owner:
        return f"{name}: owner {_nobody(before.owner)} → {_nobody(after.owner)}"
    slipped = f", moved {after.slips} times since first promised" if after.slips > 1 else ""
    return f"{name}: due {_no_date(before.due, today)} → {_no_date(after.due, today)}{slipped}"


def already(task: facts.Task, today: date) -> str:
    """Say that nothing had to change."""
    if task.status is TaskStatus.DONE:
        return f"*T-{task.number}* was done already, by {_who(task.done_by)} on {_when(task)}"
    return f"{line(task, today)}: it was so already"


def unknown(number: int) -> str:
    """Say that there is no such task here; the same for one that may not be seen."""
    return f"There is no T-{number} here. Nothing was changed. `/task` lists yours."


def _nobody(member: facts.Member | None) -> str:
    return safe(member.name) if member else "nobody"


def _no_date(due: facts.Due | None, today: date) -> str:
    return calendar.due_text(due, today) if due else "no date"


def listing(title: str, found: Sequence[facts.Task], count: int, now: datetime, today: date) -> Say:
    """List up to ten tasks with a Done button each, and say how many there are."""
    if not found:
        return say(f"{title}: none.")
    body: list[Block] = [blocks.section(f"*{title}* · {count}")]
    body += [_row(task, now, today) for task in found[:PAGE]]
    if count > PAGE:
        body.append(blocks.context(f"The first {PAGE} of {count}, late first, then by date."))
    text = f"{title}: {count}. " + "; ".join(plain(task, today) for task in found[:3])
    return Say(Message(text, tuple(body)))


def my_day(late: Sequence[facts.Task], rest: Sequence[facts.Task], now: datetime, today: date) -> Say:
    """Show what one person has to do: late, today, next."""
    due_today = [task for task in rest if task.due and task.due.day == today]
    later = [task for task in rest if task not in due_today]
    body: list[Block] = []
    for title, found in (("Late", late), ("Today", due_today), ("Next", later[:PAGE])):
        if found:
            body.append(blocks.section(f"*{title}* · {len(found)}"))
            body += [_row(task, now, today) for task in found[:PAGE]]
    if not body:
        return say("Nothing is waiting for you. Add a task with `/task Renew the certificate by fri`.")
    text = f"{len(late)} late, {len(due_today)} today, {len(later)} next"
    return Say(Message(text, tuple(body)))


def _row(task: facts.Task, now: datetime, today: date) -> Block:
    text = line(task, today)
    if rules.is_late(task, now):
        text += f" · *{rules.days_late(task, now)} d late*"
    if task.status is TaskStatus.DONE:
        return blocks.section(f"{text} · done {_when(task)}")
    return blocks.section(text, blocks.button("Done", "task.done", str(task.number)))


def shown(task: facts.Task, history: Sequence[facts.Change], today: date) -> Say:
    """Show one task in full, with what happened to it."""
    parts = [line(task, today)]
    if task.project:
        parts.append(f"Project {safe(task.project.name)}")
    parts.append(f"Made by {safe(task.creator.name)} on {calendar.day_text(task.created_at.date(), today)}")
    if task.status is TaskStatus.DONE:
        parts.append(f"Done by {_who(task.done_by)} on {_when(task)}")
    if task.slips and task.first_due:
        parts.append(
            f"First promised for {calendar.day_text(task.first_due.date(), today)}, moved {task.slips} ×"
        )
    if task.notes:
        parts.append(safe(task.notes))
    body: list[Block] = [blocks.section("\n".join(parts))]
    if task.link:
        body.append(blocks.context(f"<{task.link}|From this message>"))
    told = [change for change in history if change.field not in BOOKKEEPING]
    body += [blocks.context(_history(change, today)) for change in told[:8]]
    if task.status is TaskStatus.OPEN:
        body.append(_card_actions(task))
    return Say(Message(plain(task, today), tuple(body)))


def _history(change: facts.Change, today: date) -> str:
    who = safe(change.member.name) if change.member else "Muster"
    zone = change.member.zone if change.member else "UTC"
    match change.field:
        case "added":
            what = "made it"
        case "status":
            what = f"set it {change.new}"
        case "due_at":
            what = f"moved the date from {_day(change.old, today)} to {_day(change.new, today)}"
        case "owner_id":
            what = "changed the owner"
        case field:
            what = f"changed the {field.removesuffix('_id').replace('_', ' ')}"
    return f"{calendar.moment_text(change.at, zone, today)} · {who} {what}"


def _day(value: str | None, today: date) -> str:
    return calendar.day_text(datetime.fromisoformat(value).date(), today) if value else "no date"


def undone(outcome: Undone | InTheWay | None, today: date) -> Say:
    """Say what was taken back, or why it was not."""
    match outcome:
        case Undone(group):
            fields = {change.field for change in group}
            what = "What you added is gone again." if "added" in fields else "It is as it was before."
            return say(f"Taken back. {what}")
        case InTheWay(later):
            last = later[-1]
            who = safe(last.member.name) if last.member else "Muster"
            zone = last.member.zone if last.member else "UTC"
            when = calendar.moment_text(last.at, zone, today)
            return say(f"Not taken back: {who} changed the same on {when}. Nothing was changed.")
        case None:
            return say(
                "There is nothing of yours from the last ten minutes to take back. Nothing was changed."
            )


HELP = {
    "add": "`/task Renew the TLS certificate @ben by fri !high ~3h #atlas`",
    "list": "`/task list late`, `/task list @ben`, `/task list #atlas`, `/task list done`, `/task list all`",
    "done": "`/task done T-4 T-7`",
    "reopen": "`/task reopen T-4`",
    "assign": "`/task assign T-4 @ben`",
    "due": "`/task due T-4 next tue 3pm`, `/task due T-4 none`",
    "show": "`/task show T-4`",
    "undo": "`/task undo` takes back your last change, for ten minutes",
}


def usage(verb: str | None) -> Say:
    """Show how one verb is used, or all of them."""
    chosen = {verb: HELP[verb]} if verb in HELP else HELP
    rows = [f"*{name}*  {example}" for name, example in chosen.items()]
    return say("\n".join(["`/task` alone shows your day.", *rows]))


def form(*, title: str = "", notes: str = "", owner: str | None = None, carry: str = "") -> Block:
    """Draw the form that makes a task, filled in as far as it is known."""
    priorities = [("P1 urgent", "1"), ("P2 high", "2"), ("P3 normal", "3"), ("P4 low", "4")]
    return blocks.modal(
        "task.form",
        "Make a task",
        [
            blocks.field("title", "What is to be done", blocks.text_input("title", start=title, most=250)),
            blocks.field("owner", "Owner", blocks.person_menu("Nobody yet", "owner", owner), optional=True),
            blocks.field("chip", "Due", blocks.menu("chip", CHIPS, "none"), optional=True),
            blocks.field("due", "or on a day", blocks.date_menu("Pick a day", "due"), optional=True),
            blocks.field("priority", "Priority", blocks.menu("priority", priorities, "3")),
            blocks.field(
                "notes", "Notes", blocks.text_input("notes", start=notes, lines=True), optional=True
            ),
        ],
        carry=carry,
    )


CHIPS = [
    ("No date", "none"),
    ("Today", "today"),
    ("Tomorrow", "tomorrow"),
    ("Friday", "fri"),
    ("Next week", "by next week"),
]
