"""What the lines of a file of tasks name becomes columns. Knows not how a file comes in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from commands.kit.reach import Beyond, beyond
from commands.kit.readings import Here
from commands.task import file_dates, incoming, sheet, steps
from commands.task.operations import dating
from commands.task.operations.placing import Places
from storage import facts, people, projects, workspaces
from storage.db import NotFound
from storage.import_facts import Import, Line
from storage.vocabulary import Door, TaskStatus


@dataclass(frozen=True, slots=True)
class Without:
    """A line of open work that names people who have left: its task is made without them."""

    line: Line
    owner: str  # their name; "" when it is not the owner who has left
    watchers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """A line whose task its owner will see without being in its channel, or its watchers will not see."""

    line: Line
    owner: str  # their name; "" when they are in it
    beyond: Beyond | None  # how it shows to that owner
    unseeing: tuple[str, ...]  # the names of such watchers


_ID = re.compile(r"<?@?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?")


class Naming:
    """Finds whom and what many lines name, as of one moment: people are read once, each project once."""

    def __init__(self, tx: Session, act: facts.Act, file: Import) -> None:
        """Look for whoever brings the file. Raises NotFound where nobody does."""
        if act.member is None:
            raise NotFound("nobody brings it")
        self._tx, self._act, self._me = tx, act, act.member
        self._here = Here(act.now, self._me.zone, self._me.work_start, self._me.work_end)
        self._day_first = file.day_first
        self._people = people.list_people(tx, act.team.id)
        self._by_name = people.Names(self._people)
        self._gone: people.Names | None = None
        self._meant: dict[str, list[facts.Member]] = {}
        self._projects: dict[str, facts.Project | None] = {}
        self._places = Places(tx, act, file)
        asked = self._places.asked
        self._home = projects.get(tx, asked.project_id) if asked and asked.project_id else None
        self._reaches: dict[tuple[int, int], tuple[Beyond | None, bool]] = {}

    def columns(self, line: Line) -> dict[str, Any] | str:
        """Return the columns of the task that a line wants made, or all that is wrong with it in words."""
        cells = file_dates.settled(line.cells, day_first=self._day_first)
        wanted, named = incoming.wanted(cells, self._here), incoming.named(cells)
        is_over = isinstance(wanted, incoming.Wanted) and wanted.status is not TaskStatus.OPEN
        known = {name: self._people_of(name) for name in named.people}
        gone = {name: those for name in known if not known[name] and (those := self._who_left(name))}
        known |= {name: those for name, those in gone.items() if is_over}
        project = self._project(named)
        place = self._places.find(named.channel, project)
        faults = [
            f'{"nobody" if not those else "more than one person"} here is called "{name}"'
            for name, those in known.items()
            if len(those) != 1 and name not in gone
        ]
        faults += [f'no project "{named.project}"'] if named.project and project is None else []
        if isinstance(wanted, tuple) or isinstance(place, str) or faults:
            faults += [place] if isinstance(place, str) else []
            return "; ".join([*(wanted if isinstance(wanted, tuple) else ()), *faults])
        owner = known[named.owner][0].id if known.get(named.owner) else None
        watchers = sorted({known[name][0].id for name in named.watchers if known[name]} - {owner})
        return {
            **_of_itself(wanted),
            **self._of_now(wanted),
            "owner_id": owner,
            "project_id": project.id if project else None,
            "channel_id": place.id if place else None,
            **({"watchers": watchers} if watchers else {}),
        }

    def _of_now(self, wanted: incoming.Wanted) -> dict[str, Any]:
        """Return the columns that speak of who brings it and of now."""
        is_done, now = wanted.status is TaskStatus.DONE, self._act.now
        return {
            "started_at": now if wanted.is_begun else None,
            "blocked_at": now if wanted.is_blocked else None,
            "blocked_reason": wanted.reason if wanted.is_blocked else "",
            "created_at": now,
            "creator_id": self._me.id,
            "first_due_zone": self._me.zone if wanted.promised else wanted.due.zone if wanted.due else None,
            "done_at": (wanted.finished or now) if is_done else None,
            "done_by_id": self._me.id if is_done else None,
        }

    def _project(self, named: incoming.Named) -> facts.Project | None:
        if not named.project:
            return self._home
        if named.project not in self._projects:
            self._projects[named.project] = projects.find_known(self._tx, self._act, named.project)
        return self._projects[named.project]

    def place(self, line: Line) -> facts.Channel | None:
        """Find the channel that the task of a good line goes to; None: it goes to none."""
        named = incoming.named(line.cells)
        found = self._places.find(named.channel, self._project(named))
        return None if isinstance(found, str) else found

    def elsewhere(self, line: Line) -> str:
        """Name the channel that a good line goes to by its column: "#atlas", or "no channel".

        "" where that is the one asked in, or its column is empty.
        """
        if not incoming.named(line.cells).channel or (place := self.place(line)) == self._places.asked:
            return ""
        return f"#{place.name}" if place else sheet.NO_CHANNEL

    def outside(self, lines: Iterable[Line]) -> Iterator[Outside]:
        """Find the good lines that name people who are not in the channel their task goes to."""
        for line in lines:
            place, named = self.place(line), incoming.named(line.cells)
            if place is None or not named.people:
                continue
            owner = self._named(named.owner)
            reaches = self._reach(place, owner)[0] if owner and owner.id != self._me.id else None
            watchers = {one for name in named.watchers if (one := self._named(name)) and one != owner}
            away = sorted(one.name for one in watchers if not self._reach(place, one)[1])
            if reaches or away:
                yield Outside(line, owner.name if owner and reaches else "", reaches, tuple(away))

    def _named(self, name: str) -> facts.Member | None:
        found = self._people_of(name) if name else []
        return found[0] if len(found) == 1 else None

    def _reach(self, place: facts.Channel, member: facts.Member) -> tuple[Beyond | None, bool]:
        """Tell how what they own of a channel shows to a member, and whether they see what is in it."""
        key = (place.id, member.id)
        if key not in self._reaches:
            act = replace(self._act, member=member, here=None)
            is_seen = bool(workspaces.names_seen(self._tx, act, [place.id]))
            self._reaches[key] = (beyond(self._tx, place.id, member), is_seen)
        return self._reaches[key]

    def without(self, lines: Iterable[Line]) -> Iterator[Without]:
        """Find the lines of open work that name people who have left, in their order."""
        gone: dict[str, str] = {}  # a name as typed → who of those who left it is, or ""
        for line in lines:
            named = incoming.named(line.cells)
            gone |= {name: self._name_left(name) for name in named.people if name not in gone}
            if not any(gone[name] for name in named.people):
                continue
            wanted = incoming.wanted(file_dates.settled(line.cells, day_first=self._day_first), self._here)
            if isinstance(wanted, incoming.Wanted) and wanted.status is TaskStatus.OPEN:
                watchers = dict.fromkeys(gone[name] for name in named.watchers if gone[name])
                yield Without(line, gone.get(named.owner, ""), tuple(watchers))

    def _name_left(self, name: str) -> str:
        gone = [] if self._people_of(name) else self._who_left(name)
        return gone[0].name if gone else ""

    def _who_left(self, name: str) -> list[facts.Member]:
        """Return who has this whole name and is here no longer; [] where it is not told who."""
        if self._gone is None:
            self._gone = people.Names(people.list_gone(self._tx, self._act.team.id))
        found = self._gone.called(name.removeprefix("@")) or self._gone.called(_login(name))
        return found if len(found) == 1 else []

    def _people_of(self, name: str) -> list[facts.Member]:
        """Return whom a name may mean: "@me", a handle, a name, an id as Slack writes it, or a login."""
        if name not in self._meant:
            self._meant[name] = self._look_for(name)
        return self._meant[name]

    def _look_for(self, name: str) -> list[facts.Member]:
        bare = name.removeprefix("@")
        if bare.lower() == "me":
            return [self._me]
        match = _ID.fullmatch(name)
        found = [one for one in self._people if match and one.slack_id == match[1]]
        return found or self._by_name.meant(bare) or self._by_name.called(_login(bare))


def _login(name: str) -> str:
    """Read a login or an address as the name it is made of: "ben.carter" is "ben carter"."""
    return re.sub(r"[._-]+", " ", name.removeprefix("@").partition("@")[0])


def _of_itself(wanted: incoming.Wanted) -> dict[str, Any]:
    return {
        "title": wanted.title,
        "notes": wanted.notes,
        "link": wanted.link,
        "status": wanted.status,
        "priority": int(wanted.priority),
        "estimate": wanted.estimate,
        "points": wanted.points,
        **dating.columns(wanted.due),
        "first_due_at": wanted.promised or (wanted.due.at if wanted.due else None),
        "slips": wanted.moves,
        "snoozed_until": wanted.snoozed,
        "drop_reason": (wanted.reason or "imported so") if wanted.status is TaskStatus.DROPPED else "",
        "repeat": wanted.repeat,
        "checklist": steps.rows(wanted.checklist),
        "files": [],
        "version": 1,
        **({"labels": sorted(set(wanted.labels))} if wanted.labels else {}),
    }


def acting(tx: Session, file: Import, now: datetime) -> facts.Act:
    """Return as whose doing a file comes in: of whoever brought it."""
    team, member = workspaces.get_team(tx, file.team_id), people.get(tx, file.member_id)
    return facts.Act(team, member, Door.MODAL, now, group=file.group or "")
