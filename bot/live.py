"""`muster doctor --live`: what each team's loops have before them. Asks the database alone."""

from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clock import SystemClock
from bot.doctor import read_only
from bot.settings import Settings
from commands.admin.views import grouped
from storage import standing, workspaces

TROUBLE = ("late", "held", "dead")


def live(settings: Settings) -> int:
    """Print what is due, owed, held, uncertain and dead, by team; return 1 when somebody must act, else 0."""
    try:
        engine = read_only(settings.database_url)
        with Session(engine) as tx:
            lines, trouble = told(tx, SystemClock().now())
        engine.dispose()
    except FileNotFoundError as missing:
        print(f"{missing} does not exist. `muster db upgrade` makes it.")
        return 1
    except (SQLAlchemyError, ImportError, ValueError) as error:
        print(f"The database cannot be read: {str(error).splitlines()[0]}. Check DATABASE_URL.")
        return 1
    print("\n".join(lines))
    return 1 if trouble else 0


def told(tx: Session, now: datetime) -> tuple[list[str], bool]:
    """Return the lines for every team at `now`, times in UTC, and whether anything needs somebody."""
    lines, trouble = [], False
    for team in workspaces.list_teams(tx):
        found = standing.list_standing(tx, team.id, now=now)
        trouble = trouble or any(one.state in TROUBLE for one in found)
        lines.append(f"{team.name}{'' if found else ': nothing is due, owed or held.'}")
        for title, told in grouped(found, "UTC", now.date()):
            lines += [f"  {title} (times in UTC)", *(f"    {line}" for line in told)]
    return lines or ["There is no team yet. `muster run` fills the database."], trouble
