"""Which payloads were carried out, and for how long that is known."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from storage import seen
from storage.db import Duplicate
from tests.store.conftest import NOW


def test_a_payload_is_carried_out_once_whatever_comes_between(tx: Session) -> None:
    seen.insert(tx, "one", now=NOW)
    seen.insert(tx, "two", now=NOW)

    with pytest.raises(Duplicate):
        seen.insert(tx, "one", now=NOW + timedelta(days=2))


def test_it_is_known_for_three_days_and_then_forgotten(tx: Session) -> None:
    seen.insert(tx, "one", now=NOW)

    seen.forget(tx, now=NOW + timedelta(days=2, hours=23))
    on_the_third = seen.is_new(tx, "one", now=NOW)
    seen.forget(tx, now=NOW + timedelta(days=3, hours=1))

    assert on_the_third is False
    assert seen.is_new(tx, "one", now=NOW) is True
