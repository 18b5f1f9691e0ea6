"""What the database itself refuses, whichever it is."""

import pytest

from storage import notices
from storage.db import Conflict, Store
from storage.vocabulary import Noun
from tests.store.conftest import NOW


async def test_a_row_about_nobody_is_a_conflict_and_is_not_kept(store: Store) -> None:
    with pytest.raises(Conflict):
        await store.write(notices.insert_, 1, 999, kind="given", noun=Noun.TASK, subject_id=1, at=NOW)

    assert await store.read(notices.list_waiting, 999) == []
