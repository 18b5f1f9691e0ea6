"""Long rows of one sign are read at once: a reading that tried them in all ways would never end."""

import pytest

from commands.task import requests
from commands.task.grammar import Add
from tests.rules.test_task_slips import read


def test_a_long_row_of_bangs_is_read_like_any_other_words() -> None:
    bangs = "! " * 60

    assert isinstance(read(f"restart {bangs}fri"), Add)
    assert read(f"done T-4 {bangs}") == requests.Finish((4,))


@pytest.mark.parametrize(
    "text",
    [
        "split T-4 1) order" + "," * 80 + "rack 2) cable",
        "Test every " + "1 " * 80 + "times",
        *(
            f"Test {piece * 120}{end}"
            for piece in ("mon ", "tue & ", "fails ", "why ", "1/2 ")
            for end in ("", "fri", "9:00")
        ),
    ],
)
def test_a_long_row_of_signs_or_numbers_is_read_like_any_other_words(text: str) -> None:
    assert isinstance(read(text), Add | requests.Split)
