"""Full-text search over the titles and notes of tasks, in each database's own way.

The index is no table of the models: SQLite keeps an FTS5 table `task_words` in step by triggers,
PostgreSQL an expression index of that name. Both take words as they are, whatever their case; SQLite
also takes "resume" for "résumé".
"""

import re
from typing import Any

from sqlalchemy import Integer, and_, any_, column, func, literal_column, or_, select, text
from sqlmodel import Session, col

from storage.models.task import Task
from storage.statements import dialect

_WORD = re.compile(r"\w+")
# Thai, Lao, Burmese and Khmer; Chinese and Japanese; Korean, whose words end in particles.
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HITS = text("SELECT rowid FROM task_words WHERE task_words MATCH :words").columns(column("rowid", Integer))
_SIMPLE: Any = literal_column("'simple'::regconfig")
_DOCUMENT = func.to_tsvector(_SIMPLE, col(Task.title) + literal_column("' '") + col(Task.notes))


def containing(tx: Session, words: str) -> Any:
    """Return the condition that a task's title or notes hold a beginning of every word in `words`.

    A word with signs in it ("R&D"), or in a script without spaces between words, stands anywhere as it is
    typed, and no index helps with the latter; without a word nothing is found.
    """
    parts = [one for one in words.split() if _WORD.search(one)]
    exact = [_holds(one) for one in map(_bare, parts) if _UNPARTED.search(one) or not _WORD.fullmatch(one)]
    wanted = [word for one in parts if not _UNPARTED.search(one) for word in _WORD.findall(one)]
    return and_(*exact, *([_beginnings(tx, wanted)] if wanted or not exact else []))


def _bare(word: str) -> str:
    """Leave out signs at either end of a word."""
    return re.sub(r"^\W+|\W+$", "", word)


def _holds(words: str) -> Any:
    return or_(*(column_.icontains(words, autoescape=True) for column_ in (col(Task.title), col(Task.notes))))


def _beginnings(tx: Session, wanted: list[str]) -> Any:
    if dialect(tx) == "sqlite":
        query = " AND ".join(f'"{word}"*' for word in wanted) or '""'
        return col(Task.id).in_(_HITS.bindparams(words=query))
    query = " & ".join(f"'{word}':*" for word in wanted)
    hits = select(col(Task.id)).where(_DOCUMENT.op("@@")(func.to_tsquery(_SIMPLE, query)))
    # Found first, as an array: else PostgreSQL reads all tasks in order and tries the words on each.
    return col(Task.id) == any_(func.array(hits.scalar_subquery()))
