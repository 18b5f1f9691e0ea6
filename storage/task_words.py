"""Full-text search over the titles and notes of tasks, in each database's own way.

The indexes are no tables of the models: SQLite keeps FTS5 tables in step by triggers, PostgreSQL expression
indexes of the same names. `task_words` takes words whatever their case and accents ("resume" is "résumé").
`task_signs` holds which signs of scripts without spaces between words a task has.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import Integer, Text, and_, any_, column, func, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from storage.letters import plain
from storage.models.task import Task
from storage.statements import dialect

_WORD = re.compile(r"[^\W_]+")
# Thai, Lao, Burmese and Khmer; Chinese and Japanese; Korean, whose words end in particles.
# The index on PostgreSQL is of just these.
_SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
_SIGN = re.compile(f"[{_SIGNS}]")
_WORD_HITS = text("SELECT rowid FROM task_words WHERE task_words MATCH :words").columns(
    column("rowid", Integer)
)
_SIGN_HITS = text("SELECT rowid FROM task_signs WHERE task_signs MATCH :signs").columns(
    column("rowid", Integer)
)
_SIMPLE: Any = literal_column("'simple'::regconfig")
# As marks behind their letters. SQLite's tokenizer leaves them out by itself, but for those that make
# another letter in scripts other than the Latin ("й").
_ACCENTS = "\u0300-\u036f"
_ACCENT = re.compile(f"[{_ACCENTS}]")
_LETTERS = func.regexp_replace(
    func.normalize(col(Task.title) + literal_column("' '") + col(Task.notes), literal_column("NFD")),
    literal_column(f"'[{_ACCENTS}]'"),
    literal_column("''"),
    literal_column("'g'"),
)
# PostgreSQL takes "CI/CD" for a path, "x.org" for a host and "<b>" for a tag, unless these signs are gone.
_JOINING = "./@_-~+&<>:?=#;"
_DOCUMENT = func.to_tsvector(
    _SIMPLE,
    func.translate(_LETTERS, literal_column(f"'{_JOINING}'"), literal_column(f"'{' ' * len(_JOINING)}'")),
)
_BARE = func.regexp_replace(
    col(Task.title) + col(Task.notes),
    literal_column(f"'[^{_SIGNS}]'"),
    literal_column("''"),
    literal_column("'g'"),
)
_SIGNS_HELD = func.string_to_array(_BARE, literal_column("NULL"), type_=ARRAY(Text))


def containing(tx: Session, words: str) -> Any:
    """Return the condition that a task's title or notes hold a beginning of every word in `words`.

    A word with signs in it ("R&D") stands anywhere with these, also whatever its accents; one of a script
    without spaces between words ("証明書") as it is typed. Without a word nothing is found.
    """
    parts = [one for one in unicodedata.normalize("NFC", words).split() if _WORD.search(one)]
    exact = [one for one in map(_bare, parts) if _SIGN.search(one) or not _WORD.fullmatch(one)]
    wanted = [word for one in parts if not _SIGN.search(one) for word in _WORD.findall(_ACCENT.sub("", one))]
    signs = sorted(set(_SIGN.findall("".join(exact))))
    return and_(
        *(_holds(one) if _SIGN.search(one) else _spells(tx, one) for one in exact),
        *([_with_signs(tx, signs)] if signs else []),
        *([_beginnings(tx, wanted)] if wanted or not exact else []),
    )


def _plain(word: str) -> str:
    """Leave out accents as the index of PostgreSQL does: what is left of a letter stays in its parts."""
    return _ACCENT.sub("", unicodedata.normalize("NFD", word))


def _bare(word: str) -> str:
    """Leave out punctuation at either end of a word; a mark that ends a Thai word is part of it."""
    return word.strip("".join(sign for sign in word if unicodedata.category(sign)[0] not in "LMN"))


def _holds(words: str) -> Any:
    columns = (col(Task.title), col(Task.notes))
    return or_(*(each.ilike(f"%{_pattern(words)}%", escape="/") for each in columns))


def _spells(tx: Session, word: str) -> Any:
    """Hold a word with its signs, whatever its accents and case."""
    if dialect(tx) == "sqlite":
        columns = (col(Task.title), col(Task.notes))
        return or_(*(func.plain(each).like(f"%{_pattern(plain(word))}%", escape="/") for each in columns))
    return _LETTERS.ilike(f"%{_pattern(_plain(word))}%", escape="/")


def _pattern(words: str) -> str:
    """Write words for LIKE."""
    return re.sub(r"([/%_])", r"/\1", words)


def _with_signs(tx: Session, signs: list[str]) -> Any:
    """Narrow to the tasks that have all these signs, in whatever order."""
    if dialect(tx) == "sqlite":
        query = " AND ".join(f'"{sign}"' for sign in signs)
        return col(Task.id).in_(_SIGN_HITS.bindparams(signs=query))
    return _found_first(_SIGNS_HELD.contains(signs))


def _beginnings(tx: Session, wanted: list[str]) -> Any:
    if dialect(tx) == "sqlite":
        query = " AND ".join(f'"{word}"*' for word in wanted) or '""'
        return col(Task.id).in_(_WORD_HITS.bindparams(words=query))
    query = " & ".join(f"'{_plain(word)}':*" for word in wanted)
    return _found_first(_DOCUMENT.op("@@")(func.to_tsquery(_SIMPLE, query)))


def _found_first(condition: Any) -> Any:
    # As an array: else PostgreSQL reads all tasks in order and tries the words on each.
    hits = select(col(Task.id)).where(condition)
    return col(Task.id) == any_(func.array(hits.scalar_subquery()))
