"""A workspace kept between starts: real processes, stopped, killed and started again."""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot import alone, play
from bot.kept import opened
from bot.play import Wish
from bot.sandbox import START
from bot.sandbox.seed import seeded
from bot.sandbox.snapshot import Team, exported
from bot.scene import Player
from tests.sandbox.started import Started, started

Refused = Callable[[Wish], str]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    """Start a sandbox with Muster that cannot be; return what is said of it."""

    def start(wish: Wish) -> str:
        assert play.play(wish) == 2
        return capsys.readouterr().err

    return start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


async def add(sandbox: Started, title: str) -> None:
    await sandbox.ready()
    await Player(sandbox.url, sandbox.session).play(
        f"ana in #atlas: /task {title} @ben by fri\nexpect #atlas: {title}"
    )


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


async def kept(folder: Path, words: str) -> None:
    """Wait until what was written down holds some words."""
    async with asyncio.timeout(10):
        while words not in (folder / "workspace.json").read_text():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.02)


async def test_a_stopped_sandbox_goes_on_where_it_stood(folder: Path) -> None:
    async with started("--empty", "--data", folder) as first:
        await add(first, "Order the racks")
        moved = await first.post("clock", by="7d")
        said = await first.stop()
    assert said == f"Stopped; kept in {folder}.\n"

    async with started("--data", folder) as second:
        await second.ready()
        assert datetime.fromisoformat((await second.get("state"))["now"]) >= datetime.fromisoformat(
            moved["now"]
        )
        await Player(second.url, second.session).play(
            "expect #atlas: Order the racks\n"
            "ben presses Done on Order the racks in #atlas\n"
            "expect #atlas: Done by Ben Carter"
        )


async def test_starting_over_takes_along_what_muster_remembers_and_the_clock(folder: Path) -> None:
    async with started("--empty", "--data", folder) as sandbox:
        await add(sandbox, "Order the racks")
        before = (await sandbox.post("clock", by="7d"))["now"]

        await sandbox.post("reset")
        await sandbox.begun_again()

        await sandbox.ready()
        assert (await sandbox.get("state"))["now"] < before
        await add(sandbox, "Order the cables")
        shown = await sandbox.get("messages", as_="ana", channel="atlas")
        assert all("T-1" in one["text"] for one in shown["messages"])
        await kept(folder, "Order the cables")
        assert "Order the racks" not in (folder / "workspace.json").read_text()


async def test_a_start_says_where_the_page_is_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    async with started("--empty") as sandbox:
        await sandbox.ready()
        said = await sandbox.stop()

    assert said == "Stopped; nothing was kept.\n"
    assert capfd.readouterr().err == ""


async def test_a_killed_sandbox_goes_on_where_it_stood(folder: Path) -> None:
    async with started("--empty", "--data", folder) as first:
        await add(first, "Order the racks")
        await kept(folder, "Order the racks")
        await first.kill()

    async with started("--data", folder) as second:
        await second.ready()
        await Player(second.url, second.session).play(
            "expect #atlas: Order the racks\n"
            "ben presses Done on Order the racks in #atlas\n"
            "expect #atlas: Done by Ben Carter"
        )


async def test_what_was_half_written_when_it_was_killed_is_swept_away(folder: Path) -> None:
    async with started("--workspace-only", "--data", folder):
        pass
    (folder / "workspace.json.begun").write_text("{")

    async with started("--workspace-only", "--data", folder):
        assert names(folder) == ["sandbox.db.lock", "workspace.json"]


async def test_messages_only_one_person_saw_are_not_kept(folder: Path) -> None:
    async with started("--empty", "--data", folder) as first:
        await first.ready()
        shown = await first.post("command", as_="ana", channel="#atlas", command="/task", text="help")
        assert shown["ephemerals"]
        await first.stop()

    workspace = json.loads((folder / "workspace.json").read_text())["teams"][0]["workspace"]
    assert [
        channel["ephemerals"] for channel in workspace["channels"].values() if channel["ephemerals"]
    ] == []


def test_two_sandboxes_never_share_a_folder(folder: Path, refused: Refused) -> None:
    with opened(folder):
        said = refused(Wish(0, folder=folder))

    assert said == (
        f"{folder / 'sandbox.db'} is in use by process {os.getpid()}. "
        "Stop that sandbox first, or name another folder.\n"
    )


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "muster.db").write_text("the real one")

    assert refused(Wish(0, folder=tmp_path)) == (
        f"{tmp_path} holds something else (muster.db). Nothing in it was changed. "
        "Name an empty or new folder with --data.\n"
    )
    assert names(tmp_path) == ["muster.db"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "It is not JSON."),
        ('{"format": "chess"}', 'Its "format" is not "muster-sandbox".'),
        ('{"format": "muster-sandbox", "version": 99}', 'Its "version" is 99; this sandbox reads 1 and 2.'),
    ],
)
def test_an_unreadable_workspace_is_named_and_left_as_it_is(
    tmp_path: Path, refused: Refused, text: str, why: str
) -> None:
    file = tmp_path / "workspace.json"
    file.write_text(text)

    said = refused(Wish(0, folder=tmp_path))

    assert said == f"{file} is no workspace this version can read: {why} Nothing was changed.\n"
    assert (names(tmp_path), file.read_text()) == (["workspace.json"], text)


def test_a_database_that_is_none_is_named(folder: Path, refused: Refused) -> None:
    write(folder, "Muster")
    (folder / "sandbox.db").write_text("not a database at all, whatever its name says" * 20)

    said = refused(Wish(0, folder=folder))

    assert said.startswith(f"{folder / 'sandbox.db'} is no database this version of Muster can use: ")
    assert "file is not a database" in said


def test_a_file_is_no_folder(tmp_path: Path, refused: Refused) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("notes")

    assert refused(Wish(0, folder=file)) == f"{file} is a file. Name a folder with --data.\n"


def test_the_workspace_of_one_app_is_not_handed_to_another(folder: Path, refused: Refused) -> None:
    write(folder, "Ping")

    assert f"{folder} keeps the workspace of Ping, not of Muster." in refused(Wish(0, folder=folder))


def test_empty_is_for_a_new_folder(folder: Path, refused: Refused) -> None:
    write(folder, "Muster")

    said = refused(Wish(0, folder=folder, empty=True))

    assert said == f"{folder} holds a workspace already; --empty is for a new one.\n"


async def test_a_manifest_gives_the_workspace_another_app(tmp_path: Path) -> None:
    async with started("--workspace-only", "--manifest", manifest(tmp_path)) as sandbox:
        state = await sandbox.get("state")

    assert [one["command"] for one in state["commands"]] == ["/ping"]
    assert next(one["name"] for one in state["members"] if one["id"] == state["bot"]) == "ping"
    assert set(sandbox.settings) >= {"SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}
    assert sandbox.settings["SLACK_API_URL"] == f"{sandbox.url}/api/"
    assert "muster" not in json.dumps(state).casefold()


@pytest.mark.parametrize(
    ("declared", "why"),
    [
        ({"settings": []}, ["settings is no mapping."]),
        (
            {"features": {"slash_commands": [{"command": "ping", "description": "Ping"}, {"command": "/a"}]}},
            [
                "display_information.name is missing or not 1 to 35 characters.",
                'features.slash_commands[0].command is "ping"; write / and up to 31 lower-case letters.',
                "features.slash_commands[1] has no description.",
            ],
        ),
        (
            {"display_information": {"name": "P"}, "oauth_config": {"scopes": {"bot": "commands"}}},
            ["oauth_config.scopes.bot is no list."],
        ),
        (
            {
                "display_information": {"name": "P"},
                "oauth_config": {"redirect_urls": "https://p.example", "scopes": ["commands"]},
                "settings": {"interactivity": "on", "event_subscriptions": {"bot_events": "message.im"}},
            },
            [
                "oauth_config.scopes is no mapping.",
                "settings.interactivity is no mapping.",
                "oauth_config.redirect_urls is no list.",
                "settings.event_subscriptions.bot_events is no list.",
            ],
        ),
        (
            {
                "display_information": {"name": "P"},
                "settings": {"interactivity": {"request_url": "p.example/slack"}},
            },
            [
                'The request URL of interactivity is "p.example/slack"; '
                "write for example http://127.0.0.1:3000/slack/events."
            ],
        ),
        (
            ["ping"],
            ["It is no mapping of display_information, features, oauth_config and settings."],
        ),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], declared: object, why: list[str]
) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(declared))

    assert alone.serve(Wish(0), file) == 2

    assert capsys.readouterr().err.splitlines() == [
        f"The manifest {file} cannot be used:",
        *(f"  {one}" for one in why),
    ]


def test_a_request_url_that_is_none_is_refused_at_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert alone.serve(Wish(0), None, "localhost:3000") == 2

    said = '"localhost:3000" is no request URL; http://127.0.0.1:3000/slack/events would be one.'
    assert capsys.readouterr().err == f"{said}\n"


def write(folder: Path, app: str) -> None:
    """Keep the workspace everybody starts from, with an app of this name, in a folder."""
    folder.mkdir()
    (folder / "workspace.json").write_text(exported([Team(seeded(START, app))], START))


def manifest(folder: Path) -> Path:
    file = folder / "manifest.yml"
    file.write_text(
        "display_information: {name: Ping}\n"
        "features: {slash_commands: [{command: /ping, description: Ping}]}\n"
        "oauth_config: {scopes: {bot: [commands]}}\n"
    )
    return file
