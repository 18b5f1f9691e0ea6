"""Teams, their people and channels."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant


class Team(SQLModel, table=True):
    """A Slack workspace Muster is installed in."""

    id: int = key()
    slack_id: str = Field(max_length=32, unique=True)
    name: str = Field(max_length=255)
    bot_user_id: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=Instant)
    url: str = Field(default="", max_length=255)  # "https://northwind.slack.com/"


class Counter(SQLModel, table=True):
    """The last number given to a noun of a team; a number is never used again."""

    team_id: int = Field(primary_key=True, foreign_key="team.id")
    noun: str = Field(primary_key=True, max_length=20)
    last: int


class Member(SQLModel, table=True):
    """A person or bot of a team."""

    __table_args__ = (UniqueConstraint("team_id", "slack_id"),)

    id: int = key()
    team_id: int = refers("team.id")
    slack_id: str = Field(max_length=32)
    name: str = Field(max_length=255)
    handle: str = Field(max_length=255)
    display_name: str = Field(default="", max_length=255)  # "" for who is shown by their real name
    zone: str = Field(max_length=64)
    work_start: time
    work_end: time
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_active: bool = True
    is_invited: bool = False  # and has not joined yet
    dm: str | None = Field(default=None, max_length=32)
    quiet_from: time | None = None  # their own quiet hours, local; None: outside their working hours
    quiet_until: time | None = None
    dnd_from: datetime | None = Field(default=None, sa_type=Instant)
    dnd_until: datetime | None = Field(default=None, sa_type=Instant)
    holidays: str | None = Field(default=None, max_length=12)  # as of a standup; None: those of each standup


class MemberSkill(SQLModel, table=True):
    """A word on what a member is good at, as they say it: "dns", or "-oracle" for what they are not."""

    __tablename__ = "member_skill"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    mark: str = Field(primary_key=True, max_length=41)


class Absence(SQLModel, table=True):
    """Days on which a member is away, both included."""

    id: int = key()
    member_id: int = refers("member.id", index=True)
    from_day: date
    until_day: date
    cancelled_at: datetime | None = Field(default=None, sa_type=Instant)


class Channel(SQLModel, table=True):
    """A Slack channel."""

    __table_args__ = (UniqueConstraint("team_id", "slack_id"),)

    id: int = key()
    team_id: int = refers("team.id")
    slack_id: str = Field(max_length=32)
    name: str = Field(max_length=255)
    is_private: bool = False
    is_dm: bool = False
    has_bot: bool = False
    is_archived: bool = False
    project_id: int | None = refers("project.id", optional=True, index=True)
    bound_at: datetime | None = Field(default=None, sa_type=Instant)
    members_read_at: datetime | None = Field(default=None, sa_type=Instant)
    task_emoji: str | None = Field(default=None, max_length=100)  # makes a task; None: none does


class ChannelGuest(SQLModel, table=True):
    """When a guest last spoke in a public channel that Muster is not in, and cannot read the members of."""

    __tablename__ = "channel_guest"

    channel_id: int = Field(primary_key=True, foreign_key="channel.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    spoke_at: datetime = Field(sa_type=Instant)


class ChannelMember(SQLModel, table=True):
    """Who is in which channel, as last read from Slack."""

    __tablename__ = "channel_member"

    channel_id: int = Field(primary_key=True, foreign_key="channel.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
