"""A week of standups is handed out as a file: owed at once, filled with what its person may see then."""

from datetime import date

from sqlmodel import Session

from commands.kit.requests import Mention, Unclear
from commands.standup.operations import reporting
from commands.standup.operations.reporting import Report
from storage import exports, facts, people, standups

FILE = "standup.file"  # the post
EVERYBODY = "-"


def export(
    tx: Session,
    act: facts.Act,
    channel: facts.Channel | None,
    who: Mention | None,
    weeks_back: int,
    of: str = "",
) -> list[Report] | Unclear:
    """Owe the caller a file of what a report would show, and return that; no file when nobody was asked."""
    found = reporting.report(tx, act, channel, who, weeks_back, of)
    if isinstance(found, Unclear) or act.member is None or not any(one.days for one in found):
        return found
    person = found[0].who.id if found[0].who else EVERYBODY
    ids = ",".join(str(one.standup.id) for one in found)
    exports.owe(tx, act, f"{found[0].first.isoformat()} {person} {ids}", kind=FILE)
    return found


def exported(tx: Session, act: facts.Act, export_id: int) -> list[Report]:
    """Read what a file holds now: what its person may see; [] when that is nothing any more."""
    monday, person, ids = exports.get_line(tx, export_id).split(" ")
    who = None if person == EVERYBODY else people.get(tx, int(person))
    asked = [standups.get(tx, int(one)) for one in ids.split(",")]
    seen = [one for one in asked if reporting.may_see(tx, act, one, who)]
    return [reporting.week(tx, act, one, date.fromisoformat(monday), who) for one in seen]
