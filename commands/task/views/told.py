"""What a member is told of tasks: in their one message a day, at once, and when somebody has left."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from commands.kit import blocks, calendar, dated, fit, hours
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import LINE
from commands.task import entries, rules
from commands.task.operations import CAN_BEGIN, OF_CHANGES, Kind, Told
from commands.task.views import cards, parts, past, piled, words
from storage import facts
from storage.facts import Due
from storage.vocabulary import NOTE as NOTED
from storage.vocabulary import TaskStatus

BLOCKS = 50  # of a message. Source: docs.slack.dev, "chat.postMessage"
DEEDS = 5  # changes of one task that a message tells
NOTE = 300  # characters of a note that a message tells
_PROPOSE = blocks.date_menu("Propose a date", "task.propose")
_DID: dict[str, str] = {Kind.FREED: "finished", Kind.CALLED_OFF: "dropped", Kind.TAKEN_BACK: "took back"}
# Kinds that only whose task it is hears.
OF_OWNERS = (Kind.GIVEN, *CAN_BEGIN, Kind.LATE, Kind.DUE, Kind.SOON, Kind.DECLINED)
# Kinds that say nothing any more once what they tell of was taken back or answered.
_OF_NEWS = (*OF_CHANGES, Kind.HANDED, Kind.PROPOSED)


def day(
    member: facts.Member, told: Sequence[Told], on: date, now: datetime, beside: Sequence[Message] = ()
) -> Message:
    """Tell a member once a day what is due and what happened; `on` is the day it was told.

    `beside`: what else there is to tell, shown before the tasks.
    """
    head = f"Your day, {calendar.day_text(on, Reader.of(member, now).today)}"
    return _message(head, member, told, now, beside, on)


def timely(
    member: facts.Member, told: Sequence[Told], on: date, now: datetime, beside: Sequence[Message]
) -> Message:
    """Tell a member what has its time now, and below it what else waits for them, on the day `on`."""
    text = "; ".join(one.text for one in beside)
    body = [block for one in beside for block in one.blocks]
    if told:
        body += _rows("Also for you", member, told, now, body, on)
    return Message(blocks.cut(text, 2000), tuple(body))


def at_once(member: facts.Member, told: Sequence[Told], on: date, now: datetime) -> Message:
    """Tell a member on a day what does not wait for their morning; once that is over, that it is."""
    is_over = all(_is_over(one, member) for one in told)
    head = "This needs nothing of you any more" if is_over else "This does not wait until tomorrow"
    return _message(head, member, told, now, on=on)


def handover(
    gone: facts.Member, member: facts.Member, told: Sequence[Told], now: datetime, hidden: int
) -> Message:
    """Show a lead the open work of somebody who has left, to be given anew, late first.

    `hidden`: how many more of their open tasks the lead may not see.
    """
    left = [one for one in told if one.task.status is TaskStatus.OPEN and _is_left(one.task)]
    name = safe(gone.name)
    head = f"{name} has left. Open work to be given anew: {len(left)}"
    if not left:
        head = f"{name} has left." if hidden else f"All work of {name} is handed over."
    if gone.is_active:
        head = f"{name} is back, so nothing needs to be given anew."
    elif hidden:
        head += f"{'; and' if left else ' Open work:'} {hidden} in places you do not see"
    show = blocks.button("Show all of it", f"{LINE}.left", f"/task list <@{gone.slack_id}>")
    return _message(head, member, told, now, rest=show)


def asked(one: Told, member: facts.Member, now: datetime) -> list[Block]:
    """Show a task on which somebody waits for an answer, with what can be answered, in two blocks."""
    reader = Reader.of(member, now)
    # The same task may stand in another list beside this one, and Slack wants each block id once.
    return _row(one, member, now, reader, mark=".asked")


def _message(
    head: str,
    member: facts.Member,
    told: Sequence[Told],
    now: datetime,
    beside: Sequence[Message] = (),
    on: date | None = None,
    rest: Block | None = None,
) -> Message:
    reader = Reader.of(member, now)
    others = [block for one in beside for block in one.blocks]
    first, *rows = _rows(head, member, told, now, others, on, rest)
    ranked = [one for part in parts.divide(told, member) for one in part.told if one.is_seen]
    ranked.sort(key=lambda one: not parts.is_pressing(one))
    names = [words.plain(one.task, reader) for one in ranked[:3]]
    text = "; ".join([*(one.text for one in beside), *names])
    return Message(blocks.cut(f"{head}: {text}" if text else head, 2000), (first, *others, *rows))


def _rows(
    head: str,
    member: facts.Member,
    told: Sequence[Told],
    now: datetime,
    beside: Sequence[Block],
    on: date | None = None,
    rest: Block | None = None,
) -> list[Block]:
    """Show tasks below a head, part by part, as many as fit a message `beside` others, and how many more.

    Where not all of them fit, their notes are shorter before there are fewer of them.
    """

    def draw(most: int, told: Sequence[Told] = told) -> list[Block]:
        return _drawn(head, member, told, now, BLOCKS - len(beside), most, on, rest)

    room, body = fit.MESSAGE - fit.size(beside), draw(parts.MOST)
    if fit.size(body) <= room:
        return body
    return fit.fewer(partial(draw, told=[parts.shortened(one) for one in told]), parts.MOST, room)


def _drawn(
    head: str,
    member: facts.Member,
    told: Sequence[Told],
    now: datetime,
    room: int,
    most: int,
    on: date | None,
    rest: Block | None,
) -> list[Block]:
    """Show up to `most` tasks below a head, as many as `room` blocks hold, and how many more there are.

    What was told on a day (`on`) says how late each was by the end of that day, whenever it is read.
    `rest`: the button that shows those, where it is not the reader's own day that does.
    """
    reader = Reader.of(member, now)
    day = calendar.day_text(on or reader.today, reader.today)
    body: list[Block] = [blocks.section(f"*{head}*")]
    divided = parts.divide(told, member)
    shares = parts.share(divided, room - len(body) - 2, most)
    mine = [one.task for one in told if rules.is_owner(one.task, member)]
    if on in (None, reader.today):
        body += piled.presses((task for task in mine if rules.is_late(task, now)), now)
    as_of = min(now, hours.ends(on, member.zone)) if on else now
    for part, share in zip(divided, shares, strict=True):
        if share:
            body += _part(part, share, member, as_of, day, rest)
    unseen = sum(len(part.told) for part, share in zip(divided, shares, strict=True) if not share)
    return [*body, *_more(unseen, rest)]


def _part(
    part: parts.Part, share: int, member: facts.Member, now: datetime, day: str, rest: Block | None
) -> list[Block]:
    """Show the first tasks of a part below its title, and how many more it has.

    How late each was by the end of the reader's day: by its own clock the next may have begun before that.
    """
    reader = Reader.of(member, now)
    body: list[Block] = [blocks.context(part.head.format(day=day))] if part.head else []
    for one in part.told[:share]:
        zone = one.task.due.zone if one.task.due else member.zone
        body += _row(one, member, min(now, hours.ends(reader.today, zone)), reader)
    return [*body, *_more(len(part.told) - share, rest)]


def _more(count: int, rest: Block | None) -> list[Block]:
    if count and rest:
        return [blocks.section(f"and {count} more", rest)]
    return [blocks.context(f"and {count} more: `/task` shows your day")] if count else []


def _row(one: Told, member: facts.Member, now: datetime, reader: Reader, mark: str = "") -> list[Block]:
    if not one.is_seen:
        return [blocks.section(_unseen(one, member))]
    said = [_line(one.task, member, now, reader), *_sentences(one, member, reader), *_asked(one, reader)]
    buttons = _buttons(one, member, reader)
    row = [blocks.actions(*buttons, block_id=words.subject(one.task) + mark)] if buttons else []
    return [blocks.section("\n".join(said), _rest(one, member)), *row]


def _is_over(one: Told, member: facts.Member) -> bool:
    """Tell whether a task that could not wait is over, passed on, answered, or as it was before."""
    is_passed_on = not rules.is_owner(one.task, member) and any(
        notice.kind in OF_OWNERS for notice in one.notices
    )
    is_news = one.asked or entries.lasting(one.deeds)
    is_settled = not is_news and all(notice.kind in _OF_NEWS for notice in one.notices)
    return is_passed_on or is_settled or one.task.status is not TaskStatus.OPEN


def _unseen(one: Told, member: facts.Member) -> str:
    """Say of a task that the member sees no more what became of it for them, and nothing else of it."""
    name = f"*T-{one.task.number}*"
    if cards.is_taken_back(one.task):
        return f"{name} was taken back."
    was_theirs = any(notice.kind in OF_OWNERS for notice in one.notices)
    was_theirs |= any(deed.field == "owner_id" and deed.old == member.id for deed in one.deeds)
    return f"{name} is no longer yours." if was_theirs else f"You no longer see {name}."


def _line(task: facts.Task, member: facts.Member, now: datetime, reader: Reader) -> str:
    if task.status is TaskStatus.DONE:
        return words.done(task)
    dropped = " · dropped" if task.status is TaskStatus.DROPPED else ""
    return f"{words.line_now(task, now, reader, is_mine=rules.is_owner(task, member))}{dropped}"


def _sentences(one: Told, member: facts.Member, reader: Reader) -> list[str]:
    is_told = any(deed.field == "owner_id" for deed in one.deeds) and not rules.is_owner(one.task, member)
    notices = [notice for notice in one.notices if not (is_told and notice.kind == Kind.GIVEN)]
    said = [
        _replaced(notice, one.task, member, reader)
        if notice.id in one.replaced and notice.kind == Kind.PROPOSED
        else _sentence(notice, one.task, member, reader, is_asked=notice.id in one.asked)
        for notice in notices
    ]
    names = past.Names(one.members, one.numbers, zone=_zone(one.task))
    worth = _deeds(one, member)
    deeds = entries.weightiest(worth, DEEDS)
    did, more = _did(deeds, one.task, names, reader), len(worth) - len(deeds)
    if any(notice.kind == Kind.ANSWERED for notice in notices):
        did = [text.replace(f": {safe(member.name)} asked for", ": you asked for") for text in did]
    rest = [f"and {more} more {'change' if more == 1 else 'changes'}"] if more else []
    if one.deeds and not entries.lasting(one.deeds):
        rest = ["What was changed is as it was before"]
    return [text for text in dict.fromkeys([*said, *did, *rest]) if text]


def _did(deeds: Sequence[facts.Change], task: facts.Task, names: past.Names, reader: Reader) -> list[str]:
    """Say what was done, a sentence each; a reason stands with what it is of, unless its line has it."""
    blocked = {deed.group for deed in deeds if deed.field == "blocked_at"}
    told = [deed for deed in deeds if not (deed.group in blocked and _is_said(deed, task))]
    return [f"{words.who(deed.member)} {said}" for deed, said in past.deeds(told, names, reader, most=NOTE)]


def _is_said(deed: facts.Change, task: facts.Task) -> bool:
    """Tell whether a change is the reason that the line of a task gives."""
    return deed.field == "blocked_reason" and bool(deed.new) and deed.new == task.blocked_reason


def last(one: Told, reader: Reader) -> str:
    """Say what the reader did to a task last: its line, and what is another since."""
    names = past.Names(one.members, one.numbers, zone=_zone(one.task))
    did = past.deeds(entries.weightiest(one.deeds, DEEDS), names, reader, most=NOTE)
    return f"{words.plain(one.task, reader)}: {'; '.join(said for _, said in did) or 'changed'}"


def _zone(task: facts.Task) -> str:
    return task.due.zone if task.due else rules.promised_zone(task)


def _deeds(one: Told, member: facts.Member) -> list[facts.Change]:
    """Return what others did that the line of the task does not say: that it is done stands there.

    To whom it is new by this message, the line says all but what was noted.
    """
    is_done = one.task.status is TaskStatus.DONE
    is_new = any(notice.kind == Kind.GIVEN for notice in one.notices) and rules.is_owner(one.task, member)
    return [
        deed
        for deed in entries.told(entries.lasting(one.deeds))
        if not (is_done and deed.field == "status") and (deed.field == NOTED or not is_new)
    ]


def _rest(one: Told, member: facts.Member) -> Block | None:
    """Lead to all that happened to a task where its message holds only some of it."""
    if len(_deeds(one, member)) <= DEEDS:
        return None
    return blocks.button("All changes", f"{LINE}.history", f"/task history T-{one.task.number}")


def _asked(one: Told, reader: Reader) -> list[str]:
    """Say which date the member asks for themselves, until it is answered."""
    if one.proposal is None:
        return []
    of, at = words.who(one.proposal.of), words.proposed(one.task, one.proposal, reader)
    return [f"You asked {of} for {at}"]


def _sentence(
    notice: facts.Notice, task: facts.Task, member: facts.Member, reader: Reader, *, is_asked: bool
) -> str:
    by = words.who(notice.by)
    match notice.kind:
        case Kind.GIVEN:
            return f"From {by}" if rules.is_owner(task, member) else f"It is {words.name(task.owner)}'s now"
        case Kind.DECLINED if rules.is_owner(task, notice.by):
            return f"{by} gave it back, and has it again"
        case Kind.DECLINED:
            return f"{by} gave it back" + (f": {safe(blocks.cut(notice.words, 500))}" if notice.words else "")
        case Kind.PROPOSED:
            return _asks(notice, task, member, reader, is_asked=is_asked)
        case Kind.UNSEEN:
            return f"Slack did not take its card for {safe(notice.words)}, so nobody sees it there"
        case Kind.UNHEARD:
            return f"Slack does not let Muster write to {safe(notice.words)}, who has not heard of it"
        case Kind.FREED | Kind.CALLED_OFF | Kind.TAKEN_BACK:
            return f"{by} {_DID[notice.kind]} {notice.words or 'what it waited for'}"
        case Kind.LATE | Kind.DUE if task.status is TaskStatus.OPEN:
            return _since(notice, task, member)
    return ""


def _since(notice: facts.Notice, task: facts.Task, member: facts.Member) -> str:
    """Say that a task under the head of a day is not due on it any more; "" while it is."""
    if task.done_at is not None and task.done_at >= notice.at:
        return "That round is done"
    on = calendar.local(notice.at, member.zone).date()
    is_moved = task.due is None or task.due.at > hours.ends(on, member.zone)
    return "Its date was moved since" if is_moved else ""


def _replaced(notice: facts.Notice, task: facts.Task, member: facts.Member, reader: Reader) -> str:
    wish = _proposal(notice, task, member, reader)
    return f"{words.who(notice.by)} asked for {wish}, and for another date since"


def _asks(
    notice: facts.Notice, task: facts.Task, member: facts.Member, reader: Reader, *, is_asked: bool
) -> str:
    """Say which date was asked for, and once that is answered, what came of it."""
    by, wish = words.who(notice.by), _proposal(notice, task, member, reader)
    if is_asked or task.due is None:
        return f"{by} asks for {wish} instead"
    if task.due.at == _asked_for(notice, member).at:
        return f"{by} asked for {wish}, and that is the date now"
    return f"{by} asked for {wish}; it is due {words.due(task, reader)}"


def _buttons(one: Told, member: facts.Member, reader: Reader) -> list[Block]:
    task = one.task
    if task.status is not TaskStatus.OPEN:
        return []
    made: dict[str, Block] = {}
    for notice in one.notices:
        for element in _offered(notice, one, member, reader):
            made.setdefault(element["action_id"], element)
    return list(made.values())


def _offered(notice: facts.Notice, one: Told, member: facts.Member, reader: Reader) -> list[Block]:
    task, is_mine = one.task, rules.is_owner(one.task, member)
    match notice.kind:
        case Kind.GIVEN if is_mine and notice.by is not None:
            decline = blocks.button("Decline", "task.decline", str(task.number))
            begun = [] if task.started_at else [blocks.button("Start", "task.start", str(task.number))]
            snooze = blocks.date_menu("Snooze until", "task.snooze")
            return [decline, _PROPOSE, cards.done_button(task), *begun, snooze]
        case Kind.CHANGED | Kind.ANSWERED if not (one.is_at_once and one.deeds):
            return []
        case Kind.LATE | Kind.DUE | Kind.SOON | Kind.CHANGED | Kind.ANSWERED if is_mine:
            asks = [_PROPOSE] if one.giver else []
            return [cards.done_button(task), *asks, blocks.date_menu("Snooze until", "task.snooze")]
        case Kind.FREED | Kind.CALLED_OFF | Kind.TAKEN_BACK if is_mine and task.started_at is None:
            return [blocks.button("Start", "task.start", str(task.number))]
        case Kind.PROPOSED if notice.id in one.asked and rules.is_owner(task, notice.by):
            return _answers(notice, task, member, reader)
        case Kind.DECLINED if is_mine:
            begun = [] if task.started_at else [blocks.button("Start", "task.start", str(task.number))]
            return [blocks.person_menu("Give it to", "task.assign"), *begun]
        case Kind.LEFT if _is_left(task):
            return [blocks.person_menu("Give it to", "task.assign")]
    return []


def _answers(notice: facts.Notice, task: facts.Task, member: facts.Member, reader: Reader) -> list[Block]:
    due = _asked_for(notice, member)
    if task.due is not None and task.due.at == due.at:
        return []
    accept = f"Accept {_proposal(notice, task, member, reader)}"
    stays = f"the date stays: {words.due(task, Reader(reader.today))}"  # a note, which all of them read
    return [
        blocks.button(accept, "task.accept", f"{task.number} {dated.written(due)}", style="primary"),
        blocks.button("Keep the date", "task.keep", f"{task.number} {stays}"),
        blocks.button("Take it back", f"{LINE}.back", f"/task assign T-{task.number} @me"),
    ]


def _proposal(notice: facts.Notice, task: facts.Task, member: facts.Member, reader: Reader) -> str:
    return words.meant(task, _asked_for(notice, member), reader, notice.by)


def _asked_for(notice: facts.Notice, member: facts.Member) -> Due:
    """Read the date that was proposed, on the clock of whoever is to answer."""
    at = datetime.fromisoformat(notice.words)
    return Due(at, calendar.local(at, member.zone).date(), "", member.zone)


def _is_left(task: facts.Task) -> bool:
    return task.owner is not None and not task.owner.is_active
