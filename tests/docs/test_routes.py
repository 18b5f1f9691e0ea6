"""The one table holds what the manifest promises and every action a view shows."""

import ast
from datetime import timedelta
from pathlib import Path

import yaml

from bot import routes

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())
MAKERS = {"button": 1, "person_menu": 1, "date_menu": 1, "menu": 0, "boxes": 0}


def calls(path: Path) -> list[ast.Call]:
    """Return every call in a file."""
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    """Return the last part of what a call calls."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literals(names: dict[str, int], folder: str = "commands") -> set[str]:
    """Return the text given at a place to calls of these names."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for call in calls(path):
            place = names.get(called(call))
            if place is not None and len(call.args) > place:
                argument = call.args[place]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def keywords(name: str, word: str) -> set[str]:
    """Return the text given under a keyword to calls of one name."""
    return {
        keyword.value.value
        for path in (ROOT / "commands").rglob("*.py")
        for call in calls(path)
        if called(call) == name
        for keyword in call.keywords
        if keyword.arg == word and isinstance(keyword.value, ast.Constant)
        if isinstance(keyword.value.value, str)
    }


def test_the_manifest_and_the_table_name_the_same_commands_and_shortcuts() -> None:
    features = MANIFEST["features"]

    assert {one["command"] for one in features["slash_commands"]} == set(routes.COMMANDS)
    assert {one["callback_id"] for one in features["shortcuts"]} == set(routes.SHORTCUTS)


def test_every_event_that_is_answered_is_subscribed() -> None:
    assert set(routes.EVENTS) <= set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])


def test_mentions_arrive_as_ids_because_every_command_asks_for_it() -> None:
    assert all(one["should_escape"] for one in MANIFEST["features"]["slash_commands"])


def test_every_action_a_view_shows_has_its_function() -> None:
    actions = {name for name in literals(MAKERS) if "." in name or name == "undo"}

    assert actions == set(routes.BUTTONS) - {"undo"} | ({"undo"} & actions)


def test_every_form_a_view_draws_has_its_function() -> None:
    assert literals({"modal": 0}) == set(routes.FORMS)


def test_every_post_that_is_owed_can_be_drawn() -> None:
    assert keywords("owe", "kind") <= set(routes.POSTS)


def test_every_timer_belongs_to_a_capability_and_knows_what_late_means() -> None:
    folders = {path.name for path in (ROOT / "commands").iterdir() if path.is_dir()}
    nouns = folders | {"absence", "answer", "member"}

    assert {kind.partition(".")[0] for kind in routes.TIMERS} <= nouns
    assert all(kind.late > timedelta(0) for kind in routes.TIMERS.values())
