"""What opening the Home brings about: it is owed, or brought up to date."""

from sqlmodel import Session

from storage import facts, posts


def opened(tx: Session, act: facts.Act) -> None:
    """Owe the Home of whoever opened it."""
    if act.member is not None:
        posts.owe_home(tx, act.team.id, act.member, now=act.now)
