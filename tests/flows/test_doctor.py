"""`muster doctor`, `backup` and `restore`, as somebody who runs Muster meets them."""

import asyncio
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlmodel import Session

from bot import lock
from bot.doctor import Finding, Mark, check
from bot.settings import Settings
from commands.plan import grammar, operations
from storage import facts, people, timers, workspaces
from storage.db import Store
from storage.vocabulary import Door
from tests.world import Person, World


@pytest.fixture
def settings(world: World, database: Path) -> dict[str, str]:
    """What `muster run` would be given for this workspace."""
    sandbox = world.stage.sandbox
    return {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "DATABASE_URL": f"sqlite:///{database}",
    }


async def run(settings: dict[str, str], *words: str) -> tuple[int, str]:
    """Run `muster WORDS` in a process of its own; return its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        env=os.environ | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, printed.decode()


async def examine(world: World, settings: dict[str, str]) -> list[Finding]:
    """Check everything at the workspace's own time."""
    given = Settings.model_validate({name.lower(): value for name, value in settings.items()})
    return await check(given, world.stage.clock.now())


def troubles(findings: list[Finding]) -> list[str]:
    return [f"{one.about}: {one.what}" for one in findings if one.mark is Mark.TROUBLE]


def bind_atlas(tx: Session, now: datetime) -> None:
    """Make project Atlas, with #atlas bound to it."""
    team = workspaces.list_teams(tx)[0]
    ana = people.save(tx, team.id, "U0ANA")
    act = facts.Act(team, ana, Door.COMMAND, now, "made")
    operations.create(tx, grammar.New("Atlas", "atlas"), act, workspaces.save_channel(tx, team.id, "C0ATLAS"))


async def test_doctor_finds_nothing_to_do_where_everything_is_set_up(settings: dict[str, str]) -> None:
    code, printed = await run(settings, "doctor")

    assert code == 0, printed
    assert "bot token: is that of muster in Northwind IT." in printed
    assert printed.endswith("Everything is fine.\n")


async def test_doctor_says_where_a_token_that_is_not_set_comes_from(settings: dict[str, str]) -> None:
    code, printed = await run(settings | {"SLACK_APP_TOKEN": ""}, "doctor")

    assert code == 1
    assert "SLACK_APP_TOKEN: is not set." in printed
    assert 'under "Basic Information", with connections:write' in printed


async def test_doctor_prints_no_token(settings: dict[str, str]) -> None:
    _, printed = await run(settings, "doctor")

    assert settings["SLACK_BOT_TOKEN"] not in printed
    assert settings["SLACK_APP_TOKEN"] not in printed


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "bot token: is refused: invalid_auth."),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "app token: is refused: invalid_auth."),
        ({"SLACK_BOT_TOKEN": "xapp-sandbox-app"}, "bot token: is refused: not_allowed_token_type."),
        ({"DATABASE_URL": "sqlite:////nowhere/m.db"}, "database: sqlite:////nowhere/m.db does not exist."),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api"}, "SLACK_API_URL: does not end with a slash."),
    ],
)
async def test_doctor_names_the_setting_that_is_wrong(
    world: World, settings: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    findings = await examine(world, settings | wrong)

    assert said in troubles(findings)


async def test_doctor_names_a_scope_that_was_not_granted(world: World, settings: dict[str, str]) -> None:
    await world.post("app", scopes_removed=["im:history"])

    findings = await examine(world, settings)

    assert troubles(findings) == ["scopes: im:history not granted."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"archived": True}, ["#atlas (project Atlas): is archived."]),
        ({"bot_in": False}, ["#atlas (project Atlas): does not have Muster in it."]),
        (
            {"private": True, "bot_in": False},
            ["#atlas (project Atlas): is gone, or private and Muster is not in it."],
        ),
    ],
)
async def test_doctor_says_which_channel_muster_cannot_post_in(
    world: World, settings: dict[str, str], change: dict[str, Any], said: list[str]
) -> None:
    await world.stage.store.write(bind_atlas, world.stage.clock.now())
    await world.post("channel", channel="#atlas", **change)

    findings = await examine(world, settings)

    assert troubles(findings) == said


@pytest.fixture
def of_harbour(settings: dict[str, str], template: Path, tmp_path: Path) -> dict[str, str]:
    """Settings with the token of this workspace, and with the database of another one."""
    shutil.copy(template, tmp_path / "harbour.db")
    url = f"sqlite:///{tmp_path / 'harbour.db'}"
    with Store(url) as store, Session(store.engine) as tx, tx.begin():
        now = datetime(2026, 10, 26, tzinfo=UTC)
        workspaces.save_team(tx, "T0HARBOUR", name="Harbour", bot_user_id="UB", now=now)
    return settings | {"DATABASE_URL": url}


async def test_muster_does_not_work_on_the_database_of_another_workspace(of_harbour: dict[str, str]) -> None:
    code, printed = await run(of_harbour, "run")

    with Store(of_harbour["DATABASE_URL"]) as store:
        there = await store.read(workspaces.list_teams)
    assert code == 2
    assert printed == (
        "SLACK_BOT_TOKEN is of the workspace Northwind IT, and the database is Harbour's: nothing was "
        "changed. Set DATABASE_URL to a database of its own.\n"
    )
    assert [team.name for team in there] == ["Harbour"]


async def test_doctor_says_that_the_database_is_another_workspaces(
    world: World, of_harbour: dict[str, str]
) -> None:
    assert troubles(await examine(world, of_harbour)) == ["database: is Harbour's, and the bot token is not."]


async def test_doctor_shows_a_held_card_with_its_reason(
    world: World, ana: Person, settings: dict[str, str]
) -> None:
    await ana.types("/task Order the racks", channel="#general")

    findings = await examine(world, settings)

    assert troubles(findings) == ["post 1 (task.card): is held: not_in_channel."]


async def test_doctor_tells_a_timer_that_waits_from_one_that_is_overdue(
    world: World, settings: dict[str, str]
) -> None:
    await world.stage.muster.stop()
    now = world.stage.clock.now()
    for subject, due_at in (("next", now + timedelta(hours=1)), ("old", now - timedelta(hours=1))):
        await world.stage.store.write(timers.set_, 1, "test", subject, occurrence="1", due_at=due_at)

    findings = await examine(world, settings)

    assert troubles(findings) == ["timer test: was due Mon 26 Oct 07:00 UTC and failed 0 times."]
    assert any(one.what == "is due Mon 26 Oct 09:00 UTC." for one in findings)


async def test_doctor_wants_the_database_of_this_version(
    world: World, settings: dict[str, str], tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as db:
        db.execute("CREATE TABLE alembic_version (version_num TEXT)")

    findings = await examine(world, settings | {"DATABASE_URL": f"sqlite:///{old}"})

    assert "is at revision none; this version needs" in troubles(findings)[0]


async def test_a_backup_made_while_muster_works_is_whole_and_comes_back(
    world: World, ana: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    await ana.types("/task Order the racks")
    copy, elsewhere = tmp_path / "copy.db", tmp_path / "elsewhere.db"

    backed_up = await run(settings, "backup", str(copy))
    restored = await run({"DATABASE_URL": f"sqlite:///{elsewhere}"}, "restore", str(copy))

    assert (backed_up[0], restored[0]) == (0, 0), (backed_up, restored)
    with closing(sqlite3.connect(elsewhere)) as db:
        assert db.execute("SELECT title FROM task").fetchall() == [("Order the racks",)]


async def test_a_restore_keeps_what_stood_there_before(database: Path, tmp_path: Path) -> None:
    copy, killed = tmp_path / "copy.db", tmp_path / "killed.db"
    await run({"DATABASE_URL": f"sqlite:///{database}"}, "backup", str(copy))
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("INSERT INTO seen VALUES ('mine', '2026-10-26')")
        db.commit()
        for ending in ("", "-wal"):  # as a process leaves them that ends in the midst of it
            shutil.copy(f"{database}{ending}", f"{killed}{ending}")

    code, _ = await run({"DATABASE_URL": f"sqlite:///{killed}"}, "restore", str(copy))

    assert code == 0
    with closing(sqlite3.connect(killed)) as db:
        assert db.execute("SELECT key FROM seen").fetchall() == []
    with closing(sqlite3.connect(f"{killed}.before-restore")) as db:
        assert db.execute("SELECT key FROM seen").fetchall() == [("mine",)]


def test_a_restore_replaces_a_damaged_database(database: Path, tmp_path: Path) -> None:
    copy, url = tmp_path / "copy.db", {"DATABASE_URL": f"sqlite:///{database}"}
    asyncio.run(run(url, "backup", str(copy)))
    damaged = database.read_bytes()[:5000]
    database.write_bytes(damaged)

    code, printed = asyncio.run(run(url, "restore", str(copy)))

    assert code == 0, printed
    assert Path(f"{database}.before-restore").read_bytes() == damaged
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_backup_overwrites_nothing(database: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine")

    code, printed = await run({"DATABASE_URL": f"sqlite:///{database}"}, "backup", str(taken))

    assert (code, taken.read_text()) == (1, "mine")
    assert "exists already. Nothing was written" in printed


async def test_a_restore_is_refused_while_muster_runs(database: Path, tmp_path: Path) -> None:
    url, copy = {"DATABASE_URL": f"sqlite:///{database}"}, tmp_path / "copy.db"
    await run(url, "backup", str(copy))

    held = lock.take(url["DATABASE_URL"])
    assert held is not None
    with held:
        code, printed = await run(url, "restore", str(copy))

    assert code == 1
    assert f"is in use by process {os.getpid()}. Stop it first. Nothing was restored." in printed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"not a database at all, only words" * 40, "is not a database Muster can read"),
        (b"", "is at revision none"),
    ],
)
async def test_a_restore_refuses_what_is_no_backup(
    database: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    source = tmp_path / "source.db"
    if content is not None:
        source.write_bytes(content)

    code, printed = await run({"DATABASE_URL": f"sqlite:///{database}"}, "restore", str(source))

    assert code == 1
    assert said in printed
    assert "Nothing was restored." in printed


@pytest.mark.parametrize("command", [("run",), ("db", "upgrade"), ("doctor",), ("doctor", "--live")])
@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/muster.db",
        "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "postgresql+psycopg://nobody@127.0.0.1:port/none",
        "mysql://nobody@127.0.0.1/none",
        "muster.db",
    ],
)
async def test_of_a_database_that_cannot_be_opened_each_command_says_what_to_check(
    settings: dict[str, str], command: tuple[str, ...], url: str
) -> None:
    code, printed = await run(settings | {"DATABASE_URL": url}, *command)

    assert code != 0
    assert "Traceback" not in printed
    assert "DATABASE_URL" in printed or "`muster db upgrade` makes it" in printed


@pytest.mark.parametrize("command", [("run",), ("db", "upgrade"), ("doctor",)])
async def test_of_a_database_of_a_later_version_each_command_says_so(
    settings: dict[str, str], database: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    later = tmp_path / "later.db"
    shutil.copy(database, later)
    with closing(sqlite3.connect(later)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()

    code, printed = await run(settings | {"DATABASE_URL": f"sqlite:///{later}"}, *command)

    assert code != 0
    assert "Traceback" not in printed
    assert "at revision 9999" in printed
    assert "later version of Muster made it" in printed.replace("Muster made.", "Muster made it.")


async def test_muster_says_so_where_slack_cannot_be_reached(settings: dict[str, str], tmp_path: Path) -> None:
    alone = {"SLACK_API_URL": "http://127.0.0.1:9/", "DATABASE_URL": f"sqlite:///{tmp_path / 'alone.db'}"}

    code, printed = await run(settings | alone, "run")

    assert code == 1
    assert printed.startswith("Slack cannot be reached at http://127.0.0.1:9/ (ClientConnectorError).")
    assert "Traceback" not in printed
    assert "Unclosed" not in printed


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("LOG_LEVEL", "loud", "'DEBUG', 'INFO'"), ("MUSTER_PACE", "0", "greater than 0")],
)
async def test_a_setting_that_cannot_be_used_is_named_with_what_it_may_be(
    settings: dict[str, str], name: str, value: str, said: str
) -> None:
    code, printed = await run(settings | {name: value}, "run")

    assert code == 1
    assert printed.startswith(f'{name} is "{value.upper()}".')
    assert said in printed
    assert "Traceback" not in printed


async def test_the_level_of_the_log_may_be_set_in_small_letters(settings: dict[str, str]) -> None:
    code, printed = await run(settings | {"LOG_LEVEL": "warning"}, "db", "upgrade")

    assert (code, "The database is at" in printed) == (0, True)


async def test_a_backup_into_a_folder_that_is_not_there_says_so(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "nowhere" / "copy.db"

    code, printed = await run({"DATABASE_URL": f"sqlite:///{database}"}, "backup", str(copy))

    assert code == 1
    assert f"{copy} cannot be written" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("name", ["x%41y", "wh?t", "a#b & ü"])
async def test_a_backup_is_made_and_restored_whatever_stands_in_its_path(
    database: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    copy, again = folder / "copy.db", folder / "again.db"
    url = {"DATABASE_URL": f"sqlite:///{database}"}

    backed_up = await run(url, "backup", str(copy))
    restored = await run(url, "restore", str(copy))

    assert (backed_up[0], restored[0]) == (0, 0), (backed_up, restored)
    code, printed = await run({"DATABASE_URL": f"sqlite:///{quote(str(copy))}"}, "backup", str(again))
    assert code == 0, printed


async def test_doctor_opens_a_database_whatever_stands_in_its_path(
    world: World, settings: dict[str, str], tmp_path: Path, template: Path
) -> None:
    folder = tmp_path / "x%41y"
    folder.mkdir()
    shutil.copy(template, folder / "muster.db")

    url = f"sqlite:///{quote(str(folder / 'muster.db'))}"
    findings = await examine(world, settings | {"DATABASE_URL": url})

    assert [one for one in findings if "does not exist" in one.what or "opened" in one.what] == []
