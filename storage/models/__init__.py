"""The tables. Importing this package registers them all in `metadata`."""

from sqlmodel import SQLModel

from storage.models import digest, draft, history, loops, people, project, risk, standup, task

metadata = SQLModel.metadata

__all__ = ["digest", "draft", "history", "loops", "metadata", "people", "project", "risk", "standup", "task"]
