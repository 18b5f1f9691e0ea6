"""The migrations make exactly the tables the code speaks of, and take them away again."""

from functools import partial

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlmodel import Session

from storage import notices, task_words, tasks
from storage.db import Store
from storage.models import metadata
from storage.upgrade import downgrade, head, is_compared, revision, upgrade
from storage.vocabulary import Noun
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


def test_up_from_nothing_is_at_the_head(empty_url: str) -> None:
    upgrade(empty_url)

    engine = create_engine(empty_url)
    with engine.connect() as connection:
        assert revision(connection) == head()
    engine.dispose()


def test_down_leaves_no_table_but_alembics_own(empty_url: str) -> None:
    upgrade(empty_url)

    downgrade(empty_url, "base")

    engine = create_engine(empty_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def test_the_migrated_tables_equal_the_models(url: str) -> None:
    engine = create_engine(url)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_compared}
        )
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


async def test_what_was_promised_before_its_clock_was_kept_is_read_by_that_of_its_date(url: str) -> None:
    given = {"due_at": NOW, "due_day": NOW.date(), "due_zone": "Asia/Tokyo", "first_due_at": NOW}
    with Store(url) as store:
        await store.write(lambda tx: add(tx, team := Team(tx), team.act(team.ana), **given))

    downgrade(url, "0023")
    upgrade(url)

    with Store(url) as store:
        [found] = await store.read(lambda tx: tasks.list_those(tx, [1]))
    assert (found.first_due, found.first_zone) == (NOW, "Asia/Tokyo")


def add_titled(title: str, tx: Session) -> int:
    """Add a task of Ana's."""
    team = Team(tx)
    return add(tx, team, team.act(team.ana), title=title)


async def test_what_was_there_before_signs_were_indexed_is_found_by_them(url: str) -> None:
    with Store(url) as store:
        for title in ("TLS証明書を更新する", "Order the racks"):
            await store.write(partial(add_titled, title))

    downgrade(url, "0036")
    upgrade(url)

    def find(tx: Session) -> list[str]:
        act = (team := Team(tx)).act(team.ana)
        return [one.title for one in tasks.list_open(tx, act, where=[task_words.containing(tx, "証明書")])]

    with Store(url) as store:
        assert await store.read(find) == ["TLS証明書を更新する"]


async def test_why_work_can_begin_that_was_noted_in_words_is_a_kind_of_its_own(url: str) -> None:
    noted = ("T-4", "", "dropped T-4", "dropped", "took back T-4", "took back")

    def note(tx: Session) -> None:
        team = Team(tx)
        for words in noted:
            about = partial(
                notices.insert_, tx, team.team.id, team.ben.id, noun=Noun.TASK, subject_id=1, at=NOW
            )
            about(kind="freed", words=words)

    with Store(url) as store:
        await store.write(note)
    downgrade(url, "0035")
    upgrade(url)

    def read(tx: Session) -> list[tuple[str, str]]:
        return [(one.kind, one.words) for one in notices.list_waiting(tx, 2)]

    with Store(url) as store:
        found = await store.read(read)
    assert found == [
        ("freed", "T-4"),
        ("freed", ""),
        ("called-off", "T-4"),
        ("called-off", ""),
        ("taken-back", "T-4"),
        ("taken-back", ""),
    ]
    downgrade(url, "0035")
    with Store(url) as store:
        assert [words for _, words in await store.read(read)] == list(noted)
