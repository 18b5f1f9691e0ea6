"""Serves a workspace without Muster in it, for any Slack app: `muster sandbox --workspace-only`."""

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import Any

import yaml

from bot import play
from bot.clock import MovableClock
from bot.kept import Folder, Unusable, opened
from bot.sandbox import START, Sandbox, find_trouble, is_url, name_of


def serve(wish: play.Wish, manifest: Path | None, request_url: str = "") -> int:
    """Serve a workspace until told to stop; print what the app needs to find it. Returns the exit code.

    With a `request_url` everything is posted there, else the app connects by Socket Mode.
    """
    try:
        if request_url and not is_url(request_url):
            raise Unusable(
                f'"{request_url}" is no request URL; http://127.0.0.1:3000/slack/events would be one.'
            )
        declared = read_manifest(manifest) if manifest else play.manifest()
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(opened(wish.folder)) if wish.folder else None
            if folder:
                folder.refuse_another(name_of(declared))
            return asyncio.run(_serve(declared, wish.port, folder, request_url))
    except Unusable as trouble:
        print(trouble, file=sys.stderr)
        return 2


def read_manifest(path: Path) -> dict[str, Any]:
    """Read an app's manifest, YAML or JSON. Raises Unusable, naming each thing that is wrong."""
    try:
        found = yaml.safe_load(path.read_text())
    except OSError as error:
        raise Unusable(f"The manifest {path} cannot be read: {error.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise Unusable(f"The manifest {path} is neither YAML nor JSON.") from None
    trouble = find_trouble(found)
    if trouble:
        raise Unusable("\n".join([f"The manifest {path} cannot be used:", *(f"  {one}" for one in trouble)]))
    read: dict[str, Any] = found
    return read


def environment(sandbox: Sandbox) -> dict[str, str]:
    """Give the settings by which an app finds a running sandbox."""
    installed = {
        "SLACK_CLIENT_ID": sandbox.client_id,
        "SLACK_CLIENT_SECRET": sandbox.client_secret,
    }
    return {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        **(installed if sandbox.is_installable else {}),
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
    }


async def _serve(manifest: dict[str, Any], port: int, folder: Folder | None, request_url: str) -> int:
    kept = folder.kept if folder else None
    sandbox = Sandbox(
        manifest=manifest,
        clock=MovableClock(kept.now if kept else START),
        snapshot=kept.snapshot if kept else None,
        request_url=request_url,
    )
    await sandbox.start(play.free_port(port))
    async with folder.keeping(sandbox) if folder else contextlib.nullcontext():
        print(f"# The workspace of {sandbox.app_name} is at {sandbox.url}  (Ctrl-C ends it)")
        for name, value in environment(sandbox).items():
            print(f"{name}={value}", flush=True)
        await play.until_stopped()
        await sandbox.stop()
    print(f"# Stopped; kept in {folder.path}." if folder else "# Stopped; nothing was kept.")
    return 0
