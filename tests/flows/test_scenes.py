"""The scenes people are shown play as they are written."""

import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.play import sample
from bot.scene import Player
from tests.world import World, unhurried, words

README = Path(__file__).parents[2] / "README.md"
TOUR = Path(__file__).parents[2] / "docs" / "scenes" / "tour.scene"


@pytest.fixture
async def atlas(tmp_path: Path) -> AsyncIterator[World]:
    """The sample project on Mon 16 Nov 2026, 08:00 in Lisbon."""
    start, snapshot = await sample(tmp_path / "muster.db")
    here = unhurried(tmp_path / "muster.db", start=start, snapshot=snapshot)
    async with here as playing, aiohttp.ClientSession() as session:
        yield World(playing, session)


async def test_the_tour_plays_on_the_sample_project(atlas: World, tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        await Player(atlas.stage.sandbox.url, session).play(TOUR.read_text())

    with sqlite3.connect(tmp_path / "muster.db") as db:
        stuck = db.execute(
            "SELECT kind, reason FROM post WHERE state NOT IN ('posted', 'skipped', 'cancelled')"
        ).fetchall()
    assert stuck == []


async def test_the_digest_counts_what_the_list_of_late_tasks_shows(atlas: World) -> None:
    ana = atlas.person("ana")

    listed = await ana.types("/task list late #atlas")
    previewed = await ana.types("/digest preview", channel="#steering")

    count = listed.split("* · ")[1].split("\n")[0]
    assert f"Late · {count}" in previewed


async def test_the_edition_stays_as_it_was_sent_when_the_facts_change(atlas: World) -> None:
    await atlas.clock(to="mon 09:00")
    before = words(await atlas.channel("#steering").last())

    await atlas.person("ana").types("/task done T-2 T-11 T-12")

    assert words(await atlas.channel("#steering").last()) == before


async def test_only_the_lead_sets_a_digest_up(atlas: World) -> None:
    told = await atlas.person("sam").types("/digest setup #atlas fri 16:00", channel="#steering")

    assert "Ana Sousa leads Atlas and can change that. Nothing was changed." in told


async def test_a_digest_that_was_due_too_long_ago_is_said_to_be_missed(atlas: World) -> None:
    with sqlite3.connect(atlas.stage.store.engine.url.database or "") as db:
        db.execute("UPDATE timer SET due_at = datetime(due_at, '-3 days') WHERE kind = 'digest.send'")

    await atlas.clock(by="1h")

    texts = [words(message) for message in await atlas.channel("#steering").messages()]
    assert "was not sent: Muster was not running" in texts[-1]


async def test_a_digest_set_up_anew_is_sent_at_its_new_time(atlas: World) -> None:
    before = len(await atlas.channel("#steering").messages())
    await atlas.person("ana").types("/digest setup #atlas mon 10:00", channel="#steering")

    await atlas.clock(to="2026-11-16T09:30:00+00:00")
    at_nine = len(await atlas.channel("#steering").messages())
    await atlas.clock(to="2026-11-16T10:01:00+00:00")

    assert at_nine == before
    assert len(await atlas.channel("#steering").messages()) == before + 1


async def test_the_tour_by_hand_works_as_it_is_written(atlas: World) -> None:
    tour = README.read_text().partition("## A tour by hand")[2].partition("\n## ")[0]
    lines = re.findall(r"^(/\w+.*)$|go to `(#[\w-]+)`", tour, re.MULTILINE)
    ana, channel, refused = atlas.person("ana"), "#atlas", {}

    for line, elsewhere in lines:
        channel = elsewhere or channel
        said = await ana.types(line, channel) if line else ""
        if any(word in said for word in ("Nothing was", "There is no", "did not work", "already")):
            refused[line] = said

    assert len(lines) > 30
    assert refused == {}
