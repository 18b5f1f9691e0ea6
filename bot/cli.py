"""The command line: what people type to start, check and keep Muster."""

import argparse
import logging
import sys
from pathlib import Path

from bot.settings import Settings


def main() -> None:
    """Carry out one command; the exit code is 0 when it went well."""
    options = _parser().parse_args()
    settings = Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    sys.exit(options.run(options, settings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="muster", description="A Slack bot a team runs for itself.")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="connect to Slack and work until stopped")
    run.add_argument("--clock", metavar="URL", help="follow the clock of a sandbox (for tests)")
    run.set_defaults(run=_run)
    sandbox = commands.add_parser("sandbox", help="a Slack-like workspace on this machine, with Muster in it")
    sandbox.add_argument("--port", type=int, default=3030, help="the page's port (default 3030)")
    sandbox.add_argument("--workspace-only", action="store_true", help="the workspace without Muster")
    sandbox.add_argument("--script", metavar="FILE", help="play a scene, print the workspace, end")
    sandbox.add_argument("--empty", action="store_true", help="without the sample project")
    sandbox.set_defaults(run=_sandbox)
    doctor = commands.add_parser("doctor", help="check everything and say what to do; exit code 1 on trouble")
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


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from bot.run import run

    return run(settings, options.clock)


def _sandbox(options: argparse.Namespace, settings: Settings) -> int:
    from bot.play import play

    return play(options.port, script=options.script, alone=options.workspace_only, empty=options.empty)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor import doctor

    return doctor(settings)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from bot.backup import backup

    return backup(settings, options.file)


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from bot.backup import restore

    return restore(settings, options.file)


def _upgrade(options: argparse.Namespace, settings: Settings) -> int:
    from storage.upgrade import head, upgrade

    upgrade(settings.database_url)
    print(f"The database is at {head()}.")
    return 0
