"""The marks of lists are the same wherever lines are read: steps, standup answers and questions, messages."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import marks
from commands.kit.readings import Here
from commands.standup import told
from commands.standup.questions import DEFAULT
from commands.task import grammar, requests, steps

HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
MARKED = [
    "- order the racks",
    "* order the racks",
    "• order the racks",
    "•order the racks",
    "◦ order the racks",
    "▪︎ order the racks",
    "– order the racks",
    "-order the racks",
    "1. order the racks",
    "12) order the racks",
    "2.order the racks",
    "[ ] order the racks",
    "[] order the racks",
    "- [ ] order the racks",
    "-[ ]order the racks",
    "1. [x] order the racks",
    "☐ order the racks",
    "&gt; order the racks",
    "&gt; &gt; - order the racks",
    "  > * order the racks  ",
]


@pytest.mark.parametrize("line", MARKED)
def test_a_line_is_read_without_its_mark(line: str) -> None:
    assert marks.bare(line) == "order the racks"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "-5 degrees outside",
            "3.5 inch disks",
            "*bold* words",
            "2024. was long",
            "order - rack",
            "1.5.2 is out",
        ),
        *("[DNS] move the zone", "[x, y] of the rack", "10:30 call", "-", "T-4 is done", "a) one"),
    ],
)
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert marks.bare(line) == line


def test_a_box_that_is_ticked_is_a_step_that_is_done() -> None:
    found = steps.read("- [x] order\n* [ ] rack\n1. [X] cable\n☑ test\n☐ close\n- 3.5 inch disks")

    assert [(step.text, step.is_done) for step in found] == [
        ("order", True),
        ("rack", False),
        ("cable", True),
        ("test", True),
        ("close", False),
        ("3.5 inch disks", False),
    ]


@pytest.mark.parametrize("line", [line for line in MARKED if ";" not in line])
def test_steps_and_answers_are_read_without_their_marks(line: str) -> None:
    split = grammar.parse(f"split T-4\n{line}", HERE)
    answers = told.split(f"{line}\n{line}\n{line}", DEFAULT)

    assert isinstance(split, requests.Split)
    assert split.parts == ("order the racks",)
    assert set(answers.values()) == {"order the racks"}
