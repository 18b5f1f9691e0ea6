"""Which payloads were carried out, and for how long that is known."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import DateTime, String, cast, literal, select, text
from sqlmodel import Session

from commands.kit.requests import Unclear, is_not_done
from commands.task.operations import Unknown
from storage import seen
from storage.db import Conflict, Duplicate, Store, TooLate
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


async def test_what_is_ready_when_its_time_is_over_is_not_saved(store: Store) -> None:
    def work(tx: Session) -> None:
        seen.insert(tx, "late", now=NOW)
        while time.monotonic() < ends:
            pass

    ends = time.monotonic() + 0.2
    with pytest.raises(TooLate):
        await store.within(0.1).write(work)

    assert await store.write(seen.is_new, "late", now=NOW) is True


@pytest.mark.parametrize("refused", [Unclear("Who?"), [Unknown(4), Unknown(5)]])
async def test_of_what_is_refused_nothing_is_kept_and_it_can_come_again(
    store: Store, refused: Unclear | list[Unknown]
) -> None:
    def work(tx: Session) -> Unclear | list[Unknown]:
        seen.insert(tx, "taken", now=NOW)
        return refused

    call = store.within(20, _note, is_not_done)
    outcome = await call.write(work)
    corrected = store.within(20, _note, is_not_done)
    await corrected.write(lambda tx: None)

    assert outcome == refused
    assert (call.has_tried, call.has_written) == (True, False)
    assert corrected.has_written
    assert await store.write(seen.is_new, "taken", now=NOW) is True
    assert await store.write(seen.is_new, "form", now=NOW) is False


async def test_what_is_done_in_part_is_kept(store: Store) -> None:
    call = store.within(20, _note, is_not_done)

    await call.write(lambda tx: [Unknown(4), "done"])

    assert call.has_written
    assert await store.write(seen.is_new, "form", now=NOW) is False


async def test_what_cannot_be_written_is_not_called_written(store: Store) -> None:
    def work(tx: Session) -> None:
        tx.execute(text("INSERT INTO seen (key, at) VALUES ('form', NULL)"))

    call = store.within(20, is_refusal=is_not_done)
    with pytest.raises(Conflict):
        await call.write(work)

    assert not call.has_written


def _note(tx: Session) -> None:
    seen.insert(tx, "form", now=NOW)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_an_instant_of_a_whole_second_is_kept_like_those_that_sqlalchemy_wrote(store: Store) -> None:
    """Instants are compared as text: one written in another shape would be none of those there are."""
    await store.write(seen.is_new, "one", now=NOW)

    kept = await store.read(lambda tx: tx.execute(text("SELECT at FROM seen")).scalar_one())

    assert kept == await store.read(
        lambda tx: tx.execute(select(cast(literal(NOW.replace(tzinfo=None), DateTime), String))).scalar_one()
    )
