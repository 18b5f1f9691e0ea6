"""What happens when a digest is due: the edition is worked out, frozen and owed."""

from datetime import date, datetime

from sqlmodel import Session

from commands.digest import operations, views
from storage import digests, facts, posts
from storage.vocabulary import Noun, Place


def send(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Work out one edition, keep it as it is, owe it to its channel, and set the next."""
    digest_id = int(timer.subject)
    if not digests.is_running(tx, digest_id):
        return
    digest = digests.get(tx, digest_id)
    operations.reset(tx, timer.team_id, digest_id, now)
    last = digests.last_edition(tx, digest_id)
    since = last.until if last else now - operations.FIRST
    week = operations.week(tx, timer.team_id, digest.project, digest.channel.id, since, now, digest.zone)
    shown = views.edition(week)
    frozen = {"text": shown.text, "blocks": list(shown.blocks)}
    edition_id = digests.insert_edition(tx, digest_id, since=since, until=now, message=frozen)
    posts.owe(
        tx,
        timer.team_id,
        once=f"edition:{edition_id}",
        kind="digest.edition",
        now=now,
        noun=Noun.EDITION,
        subject_id=edition_id,
        place=Place.CHANNEL,
        channel_id=digest.channel.id,
        frozen=frozen,
    )


def again(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Work out a digest's timer anew: a change of its settings was taken back."""
    operations.reset(tx, timer.team_id, int(timer.subject), now)


def missed(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Say in the channel that an issue did not go out, and set the next."""
    digest_id = int(timer.subject)
    if not digests.is_running(tx, digest_id):
        return
    digest = digests.get(tx, digest_id)
    operations.reset(tx, timer.team_id, digest_id, now)
    shown = views.missed(digest, date.fromisoformat(timer.occurrence))
    posts.owe(
        tx,
        timer.team_id,
        once=f"digest:{digest_id}:missed:{timer.occurrence}",
        kind="digest.edition",
        now=now,
        noun=Noun.DIGEST,
        subject_id=digest_id,
        place=Place.CHANNEL,
        channel_id=digest.channel.id,
        frozen={"text": shown.text, "blocks": list(shown.blocks)},
    )
