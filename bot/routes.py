"""The one table: everything Muster can do, each to its function."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from bot import lines
from commands.admin import alarm
from commands.admin import handlers as admin
from commands.digest import handlers as digest
from commands.digest import operations as digest_operations
from commands.digest import timers as digest_timers
from commands.home import hearing as home_hearing
from commands.home import posts as home_posts
from commands.kit import posts as kit_posts
from commands.kit import telling
from commands.kit.blocks import Message
from commands.kit.call import Call, Heard, Hint
from commands.kit.readings import Here
from commands.kit.reply import LINE, Reply
from commands.plan import handlers as plan
from commands.plan import operations as plan_operations
from commands.plan import posts as plan_posts
from commands.risk import handlers as risk
from commands.risk import leaving as risk_leaving
from commands.risk import posts as risk_posts
from commands.risk import reviewing as risk_reviewing
from commands.standup import handlers as standup
from commands.standup import hearing as standup_hearing
from commands.standup import operations as standup_operations
from commands.standup import posts as standup_posts
from commands.standup import talk as standup_talk
from commands.standup import timers as standup_timers
from commands.task import grammar as task_grammar
from commands.task import handlers as task
from commands.task import operations as task_operations
from commands.task import posts as task_posts
from commands.task import timers as task_timers
from commands.task.grammar import Weight
from storage import facts
from storage.vocabulary import Noun

Handler = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class TimerKind:
    """What happens when a timer is due, how late it may still, and what happens then."""

    fire: Callable[[Session, facts.Timer, datetime], None]
    late: timedelta
    missed: Callable[[Session, facts.Timer, datetime], None]
    is_long: bool = False  # so much work that it is alone in its transaction


# How a post is read from the facts when it is shown.
Render = Callable[[Session, facts.Post, datetime], Message]

COMMANDS: dict[str, Handler] = {
    "/task": task.run,
    "/risk": risk.run,
    "/standup": standup.run,
    "/digest": digest.run,
    "/project": plan.run,
    "/muster": admin.run,
}

# Block actions, by action id. A LINE button runs the line in its value as if it were typed.
BUTTONS: dict[str, Handler] = {
    "task.done": task.done,
    "task.reopen": task.reopen,
    "task.assign": task.assign,
    "task.due": task.redate,
    "task.new": task.new,
    "task.accept": task.accept,
    "task.keep": task.keep,
    "task.decline": task.decline,
    "task.propose": task.propose,
    "task.snooze": task.snooze,
    "task.late.snooze": task.snooze_late,
    "task.late.move": task.move_late,
    "task.edit": task.edit,
    "task.shift": task.shift,
    "task.step": task.step,
    "task.skip": task.skip,
    "task.start": task.start,
    "task.take": task.take,
    "task.unblock": task.unblock,
    "task.back": task.put_back,
    "task.import.save": task.save_import,
    "task.import.days": task.read_days_first,
    "task.import.months": task.read_months_first,
    "task.import.cancel": task.cancel_import,
    "task.import.back": task.take_import_back,
    "risk.from_task": risk.from_task,
    "risk.from_blocker": risk.from_blocker,
    "risk.complete": risk.edit,
    "risk.edit": risk.edit,
    "risk.score": risk.open_score,
    "risk.own": risk.own,
    "risk.close": risk.open_close,
    "standup.answer": standup.open_answer,
    "standup.join": standup.open_day,
    "standup.skip": standup.open_skip,
    "standup.resolve": standup.resolve,
    "pick.date": lines.ask_date,
    "pick.person": lines.ask_person,
    "pick.project": lines.ask_project,
    "undo": task.undo,
    "undo.rest": task.undo_rest,
}


async def run_line(call: Call) -> Reply:
    """Run the line a button stands for as if it were typed."""
    return await lines.run(call, COMMANDS)


async def finish_line(call: Call) -> Reply:
    """Run a line with what was picked for it as if it were typed."""
    return await lines.finish(call, COMMANDS)


async def finish_bound(call: Call) -> Reply:
    """Bind a line's channel to the project picked for it, and run the line."""
    return await lines.finish_bound(call, COMMANDS)


# Modals, by callback id.
FORMS: dict[str, Handler] = {
    "task.form": task.save_form,
    "task.edit": task.save_edit,
    "task.drop": task.save_drop,
    "task.decline": task.save_decline,
    "task.import": task.bring,
    "risk.form": risk.save_form,
    "risk.score": risk.save_score,
    "risk.close": risk.save_close,
    "standup.form": standup.save,
    "standup.deeds": standup.carry_out,
    "standup.skip": standup.save_skip,
    "standup.settings": standup.save_settings,
    "pick.form": finish_line,
    "pick.project": finish_bound,
}

# Message and global shortcuts, by callback id.
SHORTCUTS: dict[str, Handler] = {
    "make_task": task.from_message,
    "log_risk": risk.from_message,
    "new_task": task.new,
}

# Menus whose options are asked for as one types, by action id.
MENUS: dict[str, Handler] = {
    "task.project": task.projects_named,
    "project.led": plan.led_named,
}

# Events that say something to Muster, by type. A mention whose first word is a command goes to that command.
EVENTS: dict[str, Handler] = {
    "app_mention": task.mentioned,
    "reaction_added": task.from_reaction,
}

# What a member's message tells beside tasks, by what it is about.
DRAWS: dict[Noun, telling.Draw] = {
    Noun.ANSWER: standup_posts.reminders,
    Noun.STANDUP: standup_posts.weeks,
    Noun.BLOCKER: standup_posts.blockers,
    Noun.PROJECT: plan_posts.leads,
    Noun.RISK: risk_posts.owned,
}

# What a member's daily message tells already of what would follow it within the hour.
AHEAD: list[telling.Ahead] = [standup_operations.remind_ahead, risk_reviewing.remind_ahead]

TIMERS: dict[str, TimerKind] = {
    # A prompt may run until its window closes, which the rule itself knows; half a day bounds it.
    "standup.prompt": TimerKind(standup_timers.prompt, timedelta(hours=12), standup_timers.prompt),
    "standup.held": TimerKind(standup_timers.held, timedelta(hours=12), standup_timers.held),
    "standup.remind": TimerKind(standup_timers.remind, timedelta(minutes=45), standup_timers.nothing),
    "task.day": TimerKind(partial(task_timers.day, ahead=AHEAD), timedelta(hours=8), task_timers.missed_day),
    "task.import": TimerKind(task_timers.import_on, timedelta(days=30), task_timers.import_on, is_long=True),
    "task.import.over": TimerKind(task_timers.import_over, timedelta(days=30), task_timers.import_over),
    "digest.send": TimerKind(digest_timers.send, timedelta(hours=36), digest_timers.missed),
    "digest.again": TimerKind(digest_timers.again, timedelta(days=7), digest_timers.again),
    "standup.close": TimerKind(standup_timers.close, timedelta(days=7), standup_timers.close),
    "standup.over": TimerKind(standup_timers.over, timedelta(days=7), standup_timers.over),
    "standup.blocker": TimerKind(standup_timers.show_blocker, timedelta(days=1), standup_timers.show_blocker),
    "standup.week": TimerKind(standup_timers.week, timedelta(days=2), standup_timers.week),
    "member.again": TimerKind(standup_timers.member_again, timedelta(days=7), standup_timers.member_again),
    "answer.again": TimerKind(standup_timers.answer_again, timedelta(hours=12), standup_timers.nothing),
    "standup.again": TimerKind(standup_timers.again, timedelta(days=7), standup_timers.again),
    "absence.again": TimerKind(standup_timers.absence_again, timedelta(days=7), standup_timers.absence_again),
}

POSTS: dict[str, Render] = {
    "task.card": task_posts.card,
    "task.thread": task_posts.thread,
    "task.told": partial(task_posts.told, draws=DRAWS),
    "task.handover": task_posts.handover,
    "task.unled": task_posts.unled,
    "task.file": task_posts.file,
    "task.import": task_posts.imported,
    "digest.edition": kit_posts.told,
    "home": home_posts.home,
    "admin.alarm": kit_posts.told,
    "answer": kit_posts.told,
    "risk.card": risk_posts.card,
    "standup.root": standup_posts.root,
    "standup.prompt": standup_posts.prompt,
    "standup.answer": standup_posts.answer,
    "standup.summary": standup_posts.summary,
    "standup.file": standup_posts.file,
    "standup.note": standup_posts.note,
}


def button(action_id: str) -> Handler | None:
    """Find the function of a block action, None when there is none; a LINE button runs its line."""
    return run_line if is_line(action_id) else BUTTONS.get(action_id)


def said(text: str) -> tuple[str, str]:
    """Find the command that a mention's first word names, and what is left for it; "" and all for none."""
    word, rest = [*text.split(maxsplit=1), "", ""][:2]
    command = f"/{word.lower().strip('/:,')}"
    return (command, rest) if command in COMMANDS else ("", text)


FREE = (Weight.LINE, Weight.ABOUT)  # what is a command where nothing else waits for it


@dataclass(frozen=True, slots=True)
class Typed:
    """A message to Muster, read for whether it is a command."""

    command: str  # that it plainly is; "" for none
    text: str  # what is left for that, or all of it
    weight: Weight = Weight.NONE  # what it is to /task, where it is not plainly a command
    is_skip: bool = False  # it leaves a standup out, while its question waits

    @property
    def may_reply(self) -> bool:
        """Whether it may be another command by what is stored, which takes a look."""
        return self.is_skip or self.weight in FREE


def typed(text: str, here: Here) -> Typed:
    """Read a message to Muster for whether it is a command.

    It begins with "/" or with "task", is nothing but a command's name, or is a line of /task that does
    something other than making a task.
    """
    bare, is_skip = text.strip().removeprefix("/"), standup_talk.is_skip(text)
    command, rest = said(bare)
    if command and (bare != text.strip() or command == "/task" or not rest):
        return Typed(command, rest, is_skip=is_skip)
    weight = task_grammar.weigh(bare, here)
    return Typed("/task" if weight is Weight.COMMAND else "", bare, weight, is_skip)


def replied(tx: Session, act: facts.Act, typed: Typed) -> tuple[str, str] | None:
    """Find the command that a message to Muster is by what waits for its writer, or does not; None for none.

    While a question waits, a word that leaves it out; where no standup asks them, any line for /task, and
    once the one that did has closed, what is about a task by its number.
    """
    if act.member is None:
        return None
    if typed.is_skip and standup_operations.list_waiting(tx, act.member, act.now):
        return "/standup", "skip"
    asks = standup_operations.choose(tx, act, None)
    is_over = asks is not None and typed.weight is Weight.ABOUT and asks.is_over(act.now)
    is_free = typed.weight in FREE and (asks is None or is_over)
    return ("/task", typed.text) if is_free else None


def is_line(action_id: str) -> bool:
    """Tell whether a button runs a line of text."""
    return action_id.startswith(f"{LINE}.")


def holds_line(action_id: str) -> bool:
    """Tell whether a button runs a line of text, at once or when something was picked for it."""
    return is_line(action_id) or action_id.startswith("pick.")


# What is worked out anew for all teams each time Muster starts.
AT_START: list[Callable[[Session, datetime], None]] = [
    task_operations.plan_all,
    standup_operations.reset_all,
    digest_operations.reset_all,
]

# Who listens to what people write where Muster is. They write posts, nothing else.
HEARD: list[Callable[[Session, Heard, facts.Act], None]] = [standup_hearing.message]

# What follows when somebody opens the app's Home.
OPENED: list[Callable[[Session, facts.Act], None]] = [home_hearing.opened]

# What follows when Slack shows that somebody may be away, or is not to be disturbed.
HINTED: list[Callable[[Session, Hint, facts.Act], None]] = [task_operations.hinted, standup_hearing.hinted]

# What follows when a member's zone has changed, or they come, come back or join a channel; and, once, when
# they leave.
MOVED: list[Callable[[Session, facts.Team, facts.Member, datetime], None]] = [
    task_operations.moved,
    standup_hearing.member_moved,
    risk_leaving.moved,
    plan_operations.moved,
]

# What follows when a member goes by another name.
RENAMED: list[Callable[[Session, facts.Team, facts.Member], None]] = [
    task_operations.renamed,
    risk_leaving.renamed,
]

# What is forgotten every hour, some of it at a time: True when there may be more.
TIDIES: list[Callable[[Session, datetime], bool]] = [task_operations.tidy]

# What is looked at every five minutes.
WATCHES: list[Callable[[Session, datetime], None]] = [alarm.watch, task_operations.watch_unseen]
