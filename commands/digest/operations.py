"""Sets digests up and works their editions out from the facts."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.digest import grammar, rules
from commands.kit.operations import may_lead, project_of, with_channels
from commands.kit.requests import ProjectRef, Unclear
from commands.kit.weekly import DAYS
from commands.plan.operations import not_lead
from commands.risk import rules as risk_rules
from commands.task.entries import is_finish
from storage import changes, channel_tasks, digest_facts, digests, facts, histories, risks, tasks, timers
from storage.vocabulary import Noun

SEND = "digest.send"
FIRST = timedelta(days=7)  # what a first edition looks back on


@dataclass(frozen=True, slots=True)
class Hidden:
    """How much of a project a channel may not see: open tasks, and open risks."""

    tasks: int = 0
    risks: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A digest as set up, when it is sent first, the group that made it, and how much it leaves out."""

    digest: digest_facts.Digest
    first: datetime
    group: str
    hidden: Hidden


@dataclass(frozen=True, slots=True)
class Left:
    """What a preview tells the lead: the week as the channel sees it, and how much it may not see."""

    week: rules.Week
    hidden: Hidden


def set_up(
    tx: Session, request: grammar.SetUp, act: facts.Act, channel: facts.Channel | None
) -> Made | Unclear:
    """Send a project's digest to this channel every week, in the caller's zone."""
    example = f"setup #atlas {DAYS[request.weekday]} {request.at:%H:%M}"
    project = meant(tx, request.project, act, channel, example)
    if isinstance(project, Unclear):
        return project
    if channel is None or channel.is_dm or act.member is None:
        return Unclear("A digest is sent to a channel. Nothing was changed. Type this where it shall stand.")
    if not may_lead(act, project):
        return Unclear(not_lead(tx, project))
    values = {
        "weekday": request.weekday,
        "at": request.at,
        "zone": act.member.zone,
        "stopped_at": None,
    }
    known = digests.find(tx, project.id, channel.id)
    if known is None:
        keys = {"team_id": act.team.id, "project_id": project.id, "channel_id": channel.id}
        digest_id = changes.add(tx, act, Noun.DIGEST, {**keys, **values, "created_at": act.now})
    else:
        digest_id = known.id
        changes.apply(tx, act, Noun.DIGEST, digest_id, values)
    reset(tx, act.team.id, digest_id, act.now)
    digest = digests.get(tx, digest_id)
    first = next_issue(tx, digest, act.now)[1]
    return Made(digest, first, act.group, _hidden(tx, act.team.id, project, channel))


def stop(
    tx: Session, request: grammar.Stop, act: facts.Act, channel: facts.Channel | None
) -> list[digest_facts.Digest] | Unclear:
    """Send no more digests to this channel, or not this project's; [] when it had none."""
    here = [one for one in digests.list_running(tx, act.team.id) if channel and one.channel.id == channel.id]
    if request.project is not None and here:
        project = meant(tx, request.project, act, channel, "stop #atlas")
        if isinstance(project, Unclear):
            return project
        names = ", ".join(f"#{one.project.key}" for one in here)
        here = [one for one in here if one.project.id == project.id]
        if not here:
            return Unclear(
                f"This channel gets no digest of #{project.key}, only of {names}. Nothing was changed."
            )
    foreign = next((one.project for one in here if not may_lead(act, one.project)), None)
    if foreign is not None:
        return Unclear(not_lead(tx, foreign))
    for digest in here:
        changes.apply(tx, act, Noun.DIGEST, digest.id, {"stopped_at": act.now})
        reset(tx, act.team.id, digest.id, act.now)
    return here


def reset(tx: Session, team_id: int, digest_id: int, now: datetime) -> None:
    """Work out anew when a digest is sent next. One that is stopped is sent no more.

    What is overdue stays, and is judged by its kind.
    """
    timers.cancel(tx, SEND, str(digest_id), now=now, reason="worked out anew", after=now)
    if digests.is_running(tx, digest_id):
        day, at = next_issue(tx, digests.get(tx, digest_id), now)
        timers.set_(tx, team_id, SEND, str(digest_id), occurrence=day.isoformat(), due_at=at)


def reset_all(tx: Session, now: datetime) -> None:
    """Work out anew when every digest is sent next; for the start of Muster."""
    for digest in digests.list_running(tx):
        reset(tx, digests.team_of(tx, digest.id), digest.id, now)


def next_issue(tx: Session, digest: digest_facts.Digest, now: datetime) -> tuple[date, datetime]:
    """Find the day and instant (aware UTC) of a digest's next issue after `now`."""
    last = timers.last_over(tx, SEND, str(digest.id), now=now)
    return rules.next_issue(digest, now, date.fromisoformat(last) if last else None)


def meant(
    tx: Session, ref: ProjectRef | None, act: facts.Act, channel: facts.Channel | None, example: str
) -> facts.Project | Unclear:
    """Find the project of a line: the one named, else the channel's or the one digest it gets.

    `example`: the same line with a project named, without its command ("preview #atlas").
    """
    if ref is None and channel is not None and channel.project_id is None:
        here = [one for one in digests.list_running(tx, act.team.id) if one.channel.id == channel.id]
        if len(here) == 1:
            return here[0].project
    found = project_of(tx, act, ref, channel, "")
    if isinstance(found, facts.Project):
        return found
    if ref is not None:
        named = with_channels(tx, act, ref.text)
        return Unclear(f"There is no project {named}. Nothing was changed. /project lists them.")
    return Unclear(f"Which project? Nothing was changed. Name it: /digest {example}. /project lists them.")


def preview(
    tx: Session, ref: ProjectRef | None, act: facts.Act, channel: facts.Channel | None
) -> Left | Unclear:
    """Work out what would be sent to this channel now, and count what it may not see."""
    project = meant(tx, ref, act, channel, "preview #atlas")
    if isinstance(project, Unclear):
        return project
    if channel is None or channel.is_dm:
        return Unclear("Type this in the channel the digest is for. Nothing was changed.")
    known = digests.find(tx, project.id, channel.id)
    last = digests.last_edition(tx, known.id) if known else None
    zone = known.zone if known else act.member.zone if act.member else "UTC"
    since = last.until if last else act.now - FIRST
    seen = week(tx, act.team.id, project, channel.id, since, act.now, zone)
    return Left(seen, _hidden(tx, act.team.id, project, channel) if may_lead(act, project) else Hidden())


def _hidden(tx: Session, team_id: int, project: facts.Project, channel: facts.Channel) -> Hidden:
    """Count the open work and risks of a project that a channel may not see, for its lead."""
    of, shown, risks_shown = (team_id, project.id), tasks.shown_in(channel.id), risks.shown_in(channel.id)
    return Hidden(
        channel_tasks.count_open(tx, *of) - channel_tasks.count_open(tx, *of, shown),
        risks.count_of_project(tx, *of) - risks.count_of_project(tx, *of, risks_shown),
    )


def week(
    tx: Session,
    team_id: int,
    project: facts.Project,
    channel_id: int,
    since: datetime,
    until: datetime,
    zone: str,
) -> rules.Week:
    """Work out what became of a project after `since` up to `until`, as a channel may see it."""
    of, ours = (tx, team_id, project.id), tasks.of_project(project.id)
    open_ = channel_tasks.list_open(*of, channel_id=channel_id)
    done = channel_tasks.list_finished(tx, team_id, ours, channel_id=channel_id, since=since, until=until)
    known = risks.list_of_project(*of, channel_id=channel_id)
    closed = risks.list_closed_of_project(*of, channel_id=channel_id, since=since, until=until)
    late = [one for one in open_ if one.due and one.due.at < until]
    ahead = [one for one in open_ if one.due and until <= one.due.at <= until + timedelta(days=7)]
    moved = _lasting(histories.list_between(tx, team_id, Noun.TASK, since, until))
    scored = histories.list_between(tx, team_id, Noun.RISK, since, until)
    return rules.Week(
        project=project,
        since=since,
        until=until,
        zone=zone,
        finished=tuple(done),
        late=tuple(sorted(late, key=lambda one: -rules.days_late(one, until, zone))),
        ahead=tuple(ahead),
        added=tuple(one for one in open_ if since < one.created_at <= until),
        slips=_slips(open_, moved),
        rounds=_rounds(open_, moved),
        risks=tuple(known),
        new_risks=tuple(one for one in known if since < one.created_at <= until),
        rescored=_rescored(known, scored, since),
        closed=tuple(closed),
        is_seen=bool(open_ or known or closed) or channel_tasks.is_any(*of, channel_id=channel_id),
    )


def _lasting(changes: list[facts.Change]) -> list[facts.Change]:
    """Leave out what was taken back, with its taking back."""
    groups = {one.group for one in changes}
    undone = {one.undoes for one in changes if one.undoes in groups}
    return [one for one in changes if one.group not in undone and one.undoes not in undone]


def _slips(found: list[facts.Task], moved: list[facts.Change]) -> tuple[rules.Slip, ...]:
    """Find whose date moved; that a round of a repeating task begins is no slip."""
    slips, by_task = [], defaultdict[int, list[facts.Change]](list)
    for one in moved:
        by_task[one.subject_id].append(one)
    for task in found:
        about = by_task[task.id]
        begun = [place for place, one in enumerate(about) if one.field == "first_due_at"]
        last = about[begun[-1]].group if begun else None
        days = [
            one for one in about[begun[-1] if begun else 0 :] if one.field == "due_day" and one.group != last
        ]
        if days and days[0].old and task.due and days[0].old != task.due.day.isoformat():
            before = datetime.fromisoformat(days[0].old).date()
            slips.append(rules.Slip(task, before, task.due.day))
    return tuple(slips)


def _rounds(open_: list[facts.Task], moved: list[facts.Change]) -> tuple[rules.Rounds, ...]:
    """Count the rounds that were finished, and not opened again, of tasks that are open: they come round."""
    count: Counter[int] = Counter()
    for one in moved:
        if one.field == "done_at":
            count[one.subject_id] = max(0, count[one.subject_id] + (1 if is_finish(one) else -1))
    return tuple(rules.Rounds(task, count[task.id]) for task in open_ if task.repeat and count[task.id])


def _rescored(
    found: list[facts.Risk], scored: list[facts.Change], since: datetime
) -> tuple[rules.Rescored, ...]:
    told = []
    for risk in found:
        first: dict[str, int] = {}
        for change in scored:
            if change.subject_id == risk.id and change.field in ("probability", "impact") and change.old:
                first.setdefault(change.field, change.old)
        if first and risk.created_at <= since:
            likely = first.get("probability", risk.probability or 0)
            bad = first.get("impact", risk.impact or 0)
            if likely * bad != risk_rules.score(risk):
                told.append(rules.Rescored(risk, likely * bad))
    return tuple(told)
