"""The smallest app of docs/sandbox.md, run as it is printed there, by the lines the sandbox prints."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.sandbox.http_app import free_port
from tests.sandbox.started import ROOT, Started, started

GUIDE = (ROOT / "docs" / "sandbox.md").read_text()
MOST_LINES = 20


def printed(name: str) -> str:
    """Return the file the guide says to save as `name`."""
    found = re.search(
        rf"[Ss]ave this as `{re.escape(name)}`[^\n]*(?:\n[^\n`]+)*\n\n```\w+\n(.*?)```", GUIDE, re.DOTALL
    )
    assert found, f"the guide prints no {name}"
    return found[1]


def greeter(saved: Path, *options: str) -> AbstractAsyncContextManager[Started]:
    return started("--workspace-only", "--manifest", saved / "manifest.yml", *options)


@asynccontextmanager
async def running(file: Path, sandbox: Started, **more: str) -> AsyncIterator[None]:
    """Run a program of the guide with the settings the sandbox printed, and `more` of its own."""
    env = os.environ | sandbox.settings | more
    process = await asyncio.create_subprocess_exec(sys.executable, file, env=env)
    try:
        await sandbox.ready()
        yield
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    for name in ("manifest.yml", "hello.py", "hello_http.py", "test_hello.py"):
        (tmp_path / name).write_text(printed(name))
    return tmp_path


async def test_the_first_app_of_the_guide_answers_over_socket_mode(saved: Path) -> None:
    async with greeter(saved) as sandbox, running(saved / "hello.py", sandbox):
        typed = {"channel": "#atlas", "command": "/hello", "text": "there"}
        answer = await sandbox.post("command", as_="ana", **typed)
        await sandbox.post("command", as_="ana", **typed | {"channel": "#general"})
        log = (await sandbox.get("log"))["entries"]

    assert [one["text"] for one in answer["ephemerals"]] == ["Hello, <@U0ANA>."]
    assert [one["error"] for one in log if one["method"] == "chat.postMessage"] == [None, "not_in_channel"]


async def test_the_first_app_of_the_guide_that_is_served_over_http_answers(saved: Path) -> None:
    port = str(free_port())
    url = f"http://127.0.0.1:{port}/slack/events"

    async with (
        greeter(saved, "--request-url", url) as sandbox,
        running(saved / "hello_http.py", sandbox, PORT=port),
    ):
        answer = await sandbox.post("command", as_="ana", channel="#general", command="/hello")
        forged = await sandbox.post("forge", kind="bad_signature")

    assert [one["text"] for one in answer["ephemerals"]] == ["Hello, <@U0ANA>."]
    assert forged["right"]


async def test_the_test_of_the_guide_passes_as_it_is_printed(saved: Path) -> None:
    async with greeter(saved) as sandbox, running(saved / "hello.py", sandbox):
        test = await asyncio.create_subprocess_exec(
            sys.executable, saved / "test_hello.py", env=os.environ | sandbox.settings
        )
        code = await asyncio.wait_for(test.wait(), 30)

    assert code == 0


def test_the_first_app_is_small() -> None:
    for name in ("hello.py", "hello_http.py"):
        assert len([line for line in printed(name).splitlines() if line.strip()]) <= MOST_LINES
