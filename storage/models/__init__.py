"""The tables. Importing this package registers them all in `metadata`."""

from sqlmodel import SQLModel

from storage.models import digest, history, loops, people, project, risk, standup, task

metadata = SQLModel.metadata

__all__ = ["digest", "history", "loops", "metadata", "people", "project", "risk", "standup", "task"]
