"""Undo typed behind a command takes back what that command did. It is Mon 26 Oct 2026, 08:00."""

import pytest

from tests.world import Person, World


@pytest.mark.parametrize(
    ("before", "line", "command"),
    [
        ("", "/project new Atlas", "/task"),
        ("/project new Atlas", "/project unbind", "/task"),
        ("", "/task emoji :pushpin:", "/project"),
        ("", "/task quiet 18:00-09:00", "/standup"),
        ("", "/task skills +dns", "/standup"),
        ("/standup setup mon-fri 08:30 4h", "/standup holidays PT", "/task"),
    ],
)
async def test_undo_typed_takes_back_what_its_own_command_did_alone(
    world: World, ana: Person, before: str, line: str, command: str
) -> None:
    if before:
        await ana.types(before, "#atlas")
    await world.clock(by="11m")
    await ana.types(line, "#atlas")

    refused = await ana.types(f"{command} undo", "#atlas")
    told = await ana.types(f"{line.split()[0]} undo", "#atlas")

    assert "Of that kind there is nothing of yours from the last ten minutes" in refused
    assert told.startswith("Taken back: ")
