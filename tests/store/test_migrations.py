"""The migrations make exactly the tables the code speaks of, and take them away again."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from storage.models import metadata
from storage.upgrade import downgrade, head, is_compared, revision, upgrade


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
