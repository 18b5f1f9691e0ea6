"""Full-text search over the titles and notes of tasks, in each database's own way.

The index is no table of the models: SQLite keeps an FTS5 table `task_words` in step by triggers,
PostgreSQL an expression index of that name. Both take words as they are, whatever their case; SQLite
also takes "resume" for "résumé".
"""

import re
from typing import Any

from sqlalchemy import Integer, any_, column, func, literal_column, select, text
from sqlmodel import Session, col

from storage.models.task import Task
from storage.statements import dialect

_WORD = re.compile(r"\w+")
_HITS = text("SELECT rowid FROM task_words WHERE task_words MATCH :words").columns(column("rowid", Integer))
_SIMPLE: Any = literal_column("'simple'::regconfig")
_DOCUMENT = func.to_tsvector(_SIMPLE, col(Task.title) + literal_column("' '") + col(Task.notes))


def containing(tx: Session, words: str) -> Any:
    """Return the condition that a task's title or notes hold a beginning of every word in `words`.

    Signs that are no letters, digits or underscores only part words; without a word nothing is found.
    """
    wanted = _WORD.findall(words)
    if dialect(tx) == "sqlite":
        query = " AND ".join(f'"{word}"*' for word in wanted) or '""'
        return col(Task.id).in_(_HITS.bindparams(words=query))
    query = " & ".join(f"'{word}':*" for word in wanted)
    hits = select(col(Task.id)).where(_DOCUMENT.op("@@")(func.to_tsquery(_SIMPLE, query)))
    # Found first, as an array: else PostgreSQL reads all tasks in order and tries the words on each.
    return col(Task.id) == any_(func.array(hits.scalar_subquery()))
