"""What README.md shows is what Muster does."""

import re
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings
from commands.kit.requests import Unclear
from commands.kit.when import Here
from commands.risk import grammar as risk
from commands.task import grammar as task

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
HERE = Here(datetime(2026, 10, 26, 8, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
TYPED = re.findall(r"^(/\w+)(.*)$", README, re.MULTILINE)


def lines(command: str) -> list[str]:
    return [text.strip() for typed, text in TYPED if typed == command]


@pytest.mark.parametrize("text", lines("/task"))
def test_every_task_line_of_the_readme_is_understood(text: str) -> None:
    assert not isinstance(task.parse(text, HERE), Unclear)


@pytest.mark.parametrize("text", lines("/risk"))
def test_every_risk_line_of_the_readme_is_understood(text: str) -> None:
    assert not isinstance(risk.parse(text, HERE), Unclear)


def test_the_readme_shows_every_slash_command_and_no_other() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    declared = {one["command"] for one in manifest["features"]["slash_commands"]}

    assert {typed for typed, _ in TYPED} == declared


def test_the_table_of_settings_names_each_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `?(.*?)`? \|", README, re.MULTILINE))

    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert set(rows) == set(fields)
    for name, default in fields.items():
        shown = "–" if name.endswith("_TOKEN") else str(default)
        assert rows[name] == shown, name


def test_each_command_the_readme_names_is_one_of_the_command_line() -> None:
    help_ = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = set(re.findall(r"(?:^|`)muster (\w+)", README, re.MULTILINE))
    named |= set(re.findall(r"python -m bot (\w+)", README))

    known = set(re.search(r"\{([\w,]+)\}", help_)[1].split(","))  # type: ignore[index]
    assert {"run", "doctor", "backup", "restore", "db"} <= named
    assert named <= known


def test_each_make_target_the_readme_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE)) <= targets
