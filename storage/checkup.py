"""What a check-up of a running Muster looks at, read only. Knows no Slack."""

from sqlalchemy import select
from sqlmodel import Session, col

from storage import facts
from storage.models.digest import Digest
from storage.models.people import Channel
from storage.models.project import Project
from storage.models.standup import Standup
from storage.workspaces import channel_fact


def list_used_channels(tx: Session, team_id: int) -> list[tuple[facts.Channel, str]]:
    """Return each channel Muster must be able to post in and what it is for, by channel name."""
    bound = select(Channel, col(Project.name)).join(Project, col(Channel.project_id) == col(Project.id))
    asked = select(Channel, col(Standup.name)).join(Standup, col(Standup.channel_id) == col(Channel.id))
    told = (
        select(Channel, col(Project.name))
        .join(Digest, col(Digest.channel_id) == col(Channel.id))
        .join(Project, col(Digest.project_id) == col(Project.id))
    )
    uses = (
        ("project", bound),
        ("standup", asked.where(col(Standup.stopped_at).is_(None))),
        ("digest of", told.where(col(Digest.stopped_at).is_(None))),
    )
    found: dict[int, tuple[facts.Channel, list[str]]] = {}
    for what, query in uses:
        for channel, name in tx.execute(query.where(col(Channel.team_id) == team_id)):
            found.setdefault(channel.id, (channel_fact(channel), []))[1].append(f"{what} {name}")
    ordered = sorted(found.values(), key=lambda one: one[0].name)
    return [(channel, ", ".join(whys)) for channel, whys in ordered]
