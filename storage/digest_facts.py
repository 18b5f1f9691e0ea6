"""What is handed out of digests: plain values that outlive their transaction."""

from dataclasses import dataclass
from datetime import datetime, time

from storage.facts import Channel, Project


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest's definition: which project, told where, when."""

    id: int
    project: Project
    channel: Channel
    weekday: int  # Monday is 0
    at: time
    zone: str  # IANA name


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a digest, frozen as it was sent."""

    id: int
    digest_id: int
    number: int
    since: datetime
    until: datetime
