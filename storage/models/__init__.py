"""The tables. Importing this package registers them all in `metadata`."""

from sqlmodel import SQLModel

from storage.models import (
    digest,
    draft,
    history,
    loops,
    notice,
    people,
    project,
    risk,
    standup,
    task,
    task_file,
    task_import,
)

metadata = SQLModel.metadata

__all__ = [
    "digest",
    "draft",
    "history",
    "loops",
    "metadata",
    "notice",
    "people",
    "project",
    "risk",
    "standup",
    "task",
    "task_file",
    "task_import",
]
