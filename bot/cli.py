"""The command line: what people type to start, check and keep Muster."""

import argparse
import logging
import sys
from pathlib import Path

from pydantic import ValidationError

from bot.settings import Settings


def main() -> None:
    """Carry out one command; the exit code is 0 when it went well."""
    options = _parser().parse_args()
    try:
        settings = Settings()
    except ValidationError as error:
        sys.exit("\n".join(_unfit(error)))
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    sys.exit(options.run(options, settings))


def _unfit(error: ValidationError) -> list[str]:
    """Say of each setting that cannot be used what it is, and what it may be."""
    wrong = ((str(one["loc"][0]).upper(), one["input"], one["msg"]) for one in error.errors())
    return [f'{name} is "{value}". {why}.' for name, value, why in wrong]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="muster", description="A Slack bot a team runs for itself.")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="connect to Slack and work until stopped")
    run.add_argument("--clock", metavar="URL", help="follow the clock of a sandbox (for tests)")
    run.set_defaults(run=_run)
    sandbox = commands.add_parser("sandbox", help="a Slack-like workspace on this machine, with Muster in it")
    _add_sandbox_options(sandbox)
    doctor = commands.add_parser("doctor", help="check everything and say what to do; exit code 1 on trouble")
    doctor.add_argument("--live", action="store_true", help="what is due, owed or held now, by team")
    doctor.set_defaults(run=_doctor)
    backup = commands.add_parser("backup", help="copy the database to a new file, also while Muster runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="put a backup in the database's place")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)
    upgrade = commands.add_parser("db", help="the database").add_subparsers(required=True)
    upgrade.add_parser("upgrade", help="bring the database to this version").set_defaults(run=_upgrade)
    return parser


def _add_sandbox_options(sandbox: argparse.ArgumentParser) -> None:
    sandbox.add_argument(
        "--port",
        type=_port,
        default=3030,
        help="where the page and the Web API are (default 3030; 0 takes any free port)",
    )
    sandbox.add_argument(
        "--data", type=Path, metavar="DIR", help="keep everything in DIR, and go on from there"
    )
    sandbox.add_argument("--script", type=Path, metavar="FILE", help="play a scene, print the workspace, end")
    sandbox.add_argument("--empty", action="store_true", help="without the sample project")
    sandbox.add_argument(
        "--workspace-only", action="store_true", help="the workspace without Muster, for any app"
    )
    sandbox.add_argument("--manifest", type=Path, metavar="FILE", help="that app's manifest (YAML or JSON)")
    sandbox.add_argument(
        "--request-url",
        default="",
        metavar="URL",
        help="where that app is served over HTTP; without it, it connects by Socket Mode",
    )
    sandbox.set_defaults(run=_sandbox, refuse=sandbox.error)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port; it is a whole number from 0 to 65535")
    return int(text)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from bot.run import run

    return run(settings, options.clock)


def _sandbox(options: argparse.Namespace, settings: Settings) -> int:
    from bot import alone, play

    if settings.log_level == "INFO":  # that a connection comes and goes is no news here
        logging.getLogger().setLevel(logging.WARNING)
    wish = play.Wish(options.port, options.script, options.empty, options.data)
    if options.workspace_only:
        if options.script or options.empty:
            options.refuse("--script and --empty are about Muster; leave them out with --workspace-only")
        return alone.serve(wish, options.manifest, options.request_url)
    if options.manifest or options.request_url:
        options.refuse("--manifest and --request-url are for an app of your own; add --workspace-only")
    return play.play(wish)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor import doctor
    from bot.live import live

    return live(settings) if options.live else doctor(settings)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from bot.backup import backup

    return backup(settings, options.file)


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from bot.backup import restore

    return restore(settings, options.file)


def _upgrade(options: argparse.Namespace, settings: Settings) -> int:
    from storage.upgrade import head, upgrade, why_shut

    if shut := why_shut(settings.database_url):
        print(f"The database cannot be used: {shut}. Nothing was changed. Check DATABASE_URL.")
        return 2
    upgrade(settings.database_url)
    print(f"The database is at {head()}.")
    return 0
