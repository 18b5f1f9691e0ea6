"""What a line says of one task in two ways that cannot both hold is asked about: no last word wins."""

import pytest

from commands.task import requests
from commands.task.grammar import Unclear
from tests.rules.test_task_slips import read


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("T-4 fri, T-4 mon", ["T-4 fri", "T-4 mon"]),
        ("due T-4 fri, T-4 mon", ["due T-4 fri", "due T-4 mon"]),
        ("due T-4 fri; T-4 mon", ["due T-4 fri", "due T-4 mon"]),
        ("propose T-4 fri, T-4 mon", ["propose T-4 fri", "propose T-4 mon"]),
        ("snooze T-4 mon, T-4 tue", ["snooze T-4 mon", "snooze T-4 tue"]),
        ("assign T-4 @ben, T-4 @ana", ["assign T-4 @ben", "assign T-4 @ana"]),
        ("take T-4; assign T-4 @ben", ["take T-4", "assign T-4 @ben"]),
        ("T-4 !p1; T-5 !p2; T-4 !p3", ["T-4 !p1; T-5 !p2", "T-5 !p2; T-4 !p3"]),
        ("T-4, T-5 ~3h; T-5 ~2d", ["T-4, T-5 ~3h", "T-5 ~2d"]),
        ("T-4 +dns; T-4 -dns", ["T-4 +dns", "T-4 -dns"]),
        ("T-4 !p1; T-4 no priority", ["T-4 !p1", "T-4 no priority"]),
        ("done T-4; reopen T-4", ["done T-4", "reopen T-4"]),
        ("done T-4; drop T-4 a copy", ["done T-4", "drop T-4 a copy"]),
        ("block T-4 no parts; unblock T-4", ["block T-4 no parts", "unblock T-4"]),
        ("watch T-4; unwatch T-4", ["watch T-4", "unwatch T-4"]),
        ("T-4 +dns -dns !p1", ["T-4 +dns !p1", "T-4 -dns !p1"]),
        ("T-4 cc <@U2|ben> -cc <@U2|ben>", ["T-4 cc <@U2|ben>", "T-4 -cc <@U2|ben>"]),
        ("T-4 cc @ben, @ana -cc @ben", ["T-4 cc @ben, @ana"]),
        ("T-4 after T-5 -after T-5", ["T-4 after T-5", "T-4 -after T-5"]),
    ],
)
def test_what_cannot_both_hold_asks_with_a_line_for_each(text: str, lines: list[str]) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words.endswith("cannot both hold. Nothing was changed. Which one?")
    assert [offer.line for offer in request.offers if offer.label != "Add it as a task"] == lines
    assert not any(isinstance(read(line), Unclear) for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "T-4 fri; snooze T-4 mon",
        "start T-4; done T-4",
        "T-4 +dns; T-4 +web",
        "T-4 fri, T-5 mon",
        "done T-4; T-4 -dns",
        "T-4 !p1; T-4 !p1 +dns",
        "T-4 cc @ben; T-4 -cc @ana",
    ],
)
def test_what_can_all_hold_is_done_together(text: str) -> None:
    assert isinstance(read(text), requests.Together)
