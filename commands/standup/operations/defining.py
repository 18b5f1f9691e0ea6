"""Setting standups up, changing, pausing, resuming and removing them; by their lead or an admin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session

from commands.kit.blocks import begun, called
from commands.kit.line import spoken
from commands.kit.operations import may_lead
from commands.kit.requests import Offer, Unclear
from commands.plan.operations import not_lead
from commands.standup import grammar, questions
from commands.standup.operations import asking
from commands.standup.operations.leading import lead_of, may_change, set_summary
from storage import answers, changes, facts, people, posts, projects, standups, timers
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Wanted:
    """A standup as somebody wants it to be."""

    name: str
    weekdays: tuple[int, ...]
    at: time
    window: int  # minutes
    zone: str | None = None  # None: each member's own
    member_ids: tuple[int, ...] = ()  # (): whoever is in the channel
    questions: tuple[facts.Question, ...] = questions.DEFAULT
    asks_mood: bool = False
    holidays: str = ""
    shares_reports: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """How far the open days of a standup are: what a change of it does not touch."""

    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Made:
    """A standup as set up, whom it asks, and the group that made it."""

    standup: facts.Standup
    members: tuple[facts.Member, ...]
    group: str
    today: Today
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Changed:
    """A standup paused, resumed or removed."""

    standup: facts.Standup
    group: str
    today: Today
    caught_up: int = 0  # members who are asked now, as their time of today had come and passed them over


class NameTaken(Unclear):
    """The channel has a standup of that name already."""


def set_up_line(
    tx: Session, request: grammar.SetUp, act: facts.Act, channel: facts.Channel | None
) -> Made | Unclear:
    """Make this channel's standup from a line, or change the days, time and window of the one it has."""
    if channel is None or channel.is_dm:
        return Unclear("A standup belongs to a channel. Nothing was changed. Type this where it shall stand.")
    here = standups.list_in(tx, channel.id)
    if len(here) > 1:
        names = ", ".join(f"`{one.name}`" for one in here)
        return Unclear(
            f"#{channel.name} has several standups: {names}. Nothing was changed. "
            f"Name one: /standup edit {here[0].name}"
        )
    days = (request.weekdays, request.at, request.window)
    if not here:
        return set_up(tx, Wanted(f"#{channel.name}", *days), act, channel)
    standup = standups.get(tx, here[0].id, to_change=True)
    want = replace(wanted(tx, standup), weekdays=days[0], at=days[1], window=days[2])
    return _edit(tx, standup, want, act)


def set_up(tx: Session, want: Wanted, act: facts.Act, channel: facts.Channel) -> Made | Unclear:
    """Make a standup in a channel and set everybody's first prompt."""
    if refused := _refused(tx, act, channel, None) or _unfit(tx, want, channel):
        return refused
    values = {
        **_columns(want),
        "team_id": act.team.id,
        "project_id": channel.project_id,
        "channel_id": channel.id,
        "creator_id": act.member and act.member.id,
        "created_at": act.now,
        "version": 1,
    }
    standup_id = changes.add(tx, act, Noun.STANDUP, values)
    return _made(tx, act, standup_id, is_new=True)


def edit(tx: Session, standup_id: int, want: Wanted, act: facts.Act, *, version: int) -> Made | Unclear:
    """Change a standup of which a form showed a version, unless somebody else changed it meanwhile."""
    standup = standups.get(tx, standup_id, to_change=True)
    if standup.version != version:
        return Unclear("Somebody changed this standup since you opened it. Nothing was saved. Open it again.")
    return _edit(tx, standup, want, act)


def _edit(tx: Session, standup: facts.Standup, want: Wanted, act: facts.Act) -> Made | Unclear:
    """Change a standup. Who was asked keeps the time they were told; all later prompts go by the new rule."""
    channel = standup.channel
    if refused := _refused(tx, act, channel, standup) or _unfit(tx, want, channel, standup.id):
        return refused
    before = standups.list_members(tx, standup)
    changes.apply(tx, act, Noun.STANDUP, standup.id, _columns(want))
    made = _made(tx, act, standup.id, is_new=False)
    for one in before:
        if one not in made.members:
            subject = f"{standup.id}:{one.id}"
            timers.cancel(tx, asking.PROMPT, subject, now=act.now, reason="not asked any more")
    return made


def pause(tx: Session, standup: facts.Standup, until: date | None, act: facts.Act) -> Changed | Unclear:
    """Ask nobody, until a day (that day included) or until resumed; who was asked today can still answer."""
    return _change(tx, standup, act, {"paused_at": act.now, "paused_until": until})


def resume(tx: Session, standup: facts.Standup, act: facts.Act) -> Changed | Unclear:
    """Ask again, each member at their next time; those at once for whom today's is still open."""
    changed = _change(tx, standup, act, {"paused_at": None, "paused_until": None})
    if isinstance(changed, Unclear):
        return changed
    return replace(changed, caught_up=asking.catch_up_all(tx, act.team.id, changed.standup, act.now))


def remove(tx: Session, standup: facts.Standup, act: facts.Act) -> Changed | Unclear:
    """Ask nobody any more. Its days and answers stay, and today's thread closes at its time."""
    return _change(tx, standup, act, {"stopped_at": act.now})


def reset(tx: Session, standup: facts.Standup, now: datetime) -> None:
    """Work out anew all of a standup that hangs on the clock: its prompts, its open days, its lead's week."""
    team_id = standups.team_of(tx, standup.id)
    asking.reset(tx, team_id, standup, now)
    if standup.stopped_at is None:
        set_summary(tx, team_id, standup, now)


def reset_all(tx: Session, now: datetime) -> None:
    """Work out every standup anew, as zones and rules are now; for the start of Muster."""
    for standup in standups.list_running(tx):
        reset(tx, standup, now)


def meant(
    tx: Session, act: facts.Act, channel: facts.Channel | None, name: str, line: str
) -> facts.Standup | Unclear:
    """Find the standup a line means: by name, else this channel's; in a direct message the caller's only one.

    `line` is what a button runs when another standup was meant, with "{name}" for its name ("remove {name}").
    """
    here = standups.list_in(tx, channel.id) if channel else []
    mine = standups.list_asking(tx, act.team.id, act.member.id) if act.member else []
    wanted_ = name.casefold().lstrip("#")
    if wanted_:
        found = [one for one in {**_by_id(here), **_by_id(mine)}.values() if _name(one) == wanted_]
    else:
        found = here or mine
    is_elsewhere = not wanted_ and not here and channel is not None and not channel.is_dm
    if len(found) == 1 and not is_elsewhere:
        return found[0]
    offers = tuple(Offer(_labelled(line, one), line.format(name=one.name)) for one in found[:5])
    if found and is_elsewhere and channel is not None:
        return Unclear(
            f"{begun(called(channel.name))} has no standup. Nothing was changed. Another one?", offers
        )
    if not found and wanted_:
        return Unclear(
            f'There is no standup "{spoken(name)}" here. Nothing was changed. /standup when lists yours.'
        )
    if not found:
        return Unclear("There is no standup here. Nothing was changed. /standup setup makes one.")
    names = ", ".join(one.name for one in found)
    return Unclear(f"Which one? Nothing was changed. Add its name: {names}.", offers)


def wanted(tx: Session, standup: facts.Standup) -> Wanted:
    """Return a standup as it was last wanted."""
    ids = () if standup.everyone else tuple(one.id for one in standups.list_members(tx, standup))
    return Wanted(
        name=standup.name,
        weekdays=standup.weekdays,
        at=standup.at,
        window=standup.window,
        zone=standup.zone,
        member_ids=ids,
        questions=standup.questions,
        asks_mood=standup.asks_mood,
        holidays=standup.holidays,
        shares_reports=standup.shares_reports,
    )


def today_of(tx: Session, standup: facts.Standup) -> Today:
    """Count who was asked and who answered on the days still open."""
    found = [
        one for day in standups.list_open_days(tx, standup.id) for one in answers.list_of_day(tx, day.id)
    ]
    answered = [one for one in found if one.answered_at]
    asked = [one for one in found if one.asked_at]
    return Today(len(asked), len(answered))


def _refused(
    tx: Session, act: facts.Act, channel: facts.Channel, standup: facts.Standup | None
) -> Unclear | None:
    if standup is not None:
        lead = lead_of(tx, standup)
        who = lead.name if lead else "Its lead"
        return (
            None
            if may_change(tx, act, standup)
            else Unclear(
                f"{who} leads {standup.name} and can change that, as can an admin. Nothing was changed."
            )
        )
    if act.member is None or act.member.is_guest:
        return Unclear("A guest cannot set up a standup. Nothing was changed.")
    project = projects.get(tx, channel.project_id) if channel.project_id else None
    return Unclear(not_lead(tx, project)) if project and not may_lead(act, project) else None


def _unfit(
    tx: Session, want: Wanted, channel: facts.Channel, standup_id: int | None = None
) -> Unclear | None:
    if not channel.has_bot:
        return Unclear(
            f"Muster is not in {called(channel.name)}. Nothing was changed. /invite @Muster, then try again."
        )
    others = [one for one in standups.list_in(tx, channel.id) if one.id != standup_id]
    if any(_name(one) == want.name.casefold().lstrip("#") for one in others):
        return NameTaken(f'#{channel.name} has a standup "{want.name}" already. Nothing was changed.')
    if not want.member_ids and not people.list_in_channel(tx, channel.id):
        return Unclear(f"Nobody is known to be in #{channel.name}. Nothing was changed.")
    return None


def _made(tx: Session, act: facts.Act, standup_id: int, *, is_new: bool) -> Made:
    standup = standups.get(tx, standup_id, to_change=True)
    reset(tx, standup, act.now)
    members = standups.list_members(tx, standup)
    return Made(standup, tuple(members), act.group, today_of(tx, standup), is_new)


def _change(tx: Session, standup: facts.Standup, act: facts.Act, values: dict[str, Any]) -> Changed | Unclear:
    if refused := _refused(tx, act, standup.channel, standup):
        return refused
    changes.apply(tx, act, Noun.STANDUP, standup.id, values)
    after = standups.get(tx, standup.id)
    reset(tx, after, act.now)
    for day in standups.list_open_days(tx, standup.id):
        posts.stale(tx, Noun.STANDUP_DAY, day.id)
    return Changed(after, act.group, today_of(tx, after))


def _columns(want: Wanted) -> dict[str, Any]:
    return {
        "name": want.name,
        "weekdays": "".join(str(day) for day in want.weekdays),
        "at": want.at,
        "window": want.window,
        "zone": want.zone,
        "everyone": not want.member_ids,
        "members": list(want.member_ids),
        "questions": standups.plain_questions(want.questions),
        "asks_mood": want.asks_mood,
        "holidays": want.holidays,
        "shares_reports": want.shares_reports,
    }


def _by_id(found: Sequence[facts.Standup]) -> dict[int, facts.Standup]:
    return {one.id: one for one in found}


def _labelled(line: str, standup: facts.Standup) -> str:
    return line.format(name=standup.name).capitalize()[:75]


def _name(standup: facts.Standup) -> str:
    return standup.name.casefold().lstrip("#")
