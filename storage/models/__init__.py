"""The tables. Importing this package registers them all in `metadata`."""

from sqlmodel import SQLModel

from storage.models import (
    digest,
    draft,
    export,
    history,
    loops,
    notice,
    people,
    project,
    risk,
    standup,
    task,
    task_import,
)

metadata = SQLModel.metadata

__all__ = [
    "digest",
    "draft",
    "export",
    "history",
    "loops",
    "metadata",
    "notice",
    "people",
    "project",
    "risk",
    "standup",
    "task",
    "task_import",
]
