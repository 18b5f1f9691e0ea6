"""What people are still to be told, and what told them."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.base import key, only, refers
from storage.types import Instant, Word
from storage.vocabulary import Noun


class Notice(SQLModel, table=True):
    """One thing one member is to be told of; once told, the post that does."""

    __table_args__ = (
        Index("ix_notice_member", "member_id", "post_id"),
        Index("ix_notice_subject", "noun", "subject_id"),
        only("ix_notice_post_id", "post_id IS NOT NULL", "post_id"),
    )

    id: int = key()
    team_id: int = refers("team.id")
    member_id: int = refers("member.id")
    kind: str = Field(max_length=40)
    noun: Noun = Field(sa_type=Word(Noun))
    subject_id: int
    at: datetime = Field(sa_type=Instant)
    by_id: int | None = refers("member.id", optional=True)
    words: str = ""  # a reason, a proposed day; what it is follows from the kind
    group: str | None = Field(default=None, max_length=32, index=True)  # the change group it came from
    post_id: int | None = refers("post.id", optional=True)
