"""Commands as people in a hurry type them: with other words, arrows and colons, and several in a line."""

import pytest

from commands.task import requests
from commands.task.grammar import Add
from tests.rules.test_task_slips import read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("T-4 -> fri", "T-4 fri"),
        ("T-4 -&gt; fri", "T-4 fri"),
        ("T-4 → fri", "T-4 fri"),
        ("T-4 prio high", "T-4 !high"),
        ("T-4 priority: high", "T-4 !high"),
        ("T-4 high priority", "T-4 !high"),
        ("T-4 urgent!", "T-4 !urgent"),
        ("T-4 est 2h", "T-4 ~2h"),
        ("T-4 mine", "assign T-4 @me"),
        ("assign me T-4", "assign T-4 @me"),
        ("T-4 unassign", "assign T-4 @nobody"),
        ("reassign T-4 from @ana to @ben", "assign T-4 @ben"),
        ("set T-4 due date to fri", "due T-4 fri"),
        ("change T-4 date to fri", "due T-4 fri"),
        ("T-4 deadline: fri", "due T-4 fri"),
        ("make T-4 p1", "T-4 !p1"),
        ("make T-4 high priority", "T-4 !high"),
        ("T-4 owner: @ben", "T-4 @ben"),
        ("T-4 label dns", "T-4 +dns"),
        ("push T-4 to next week", "due T-4 next week"),
        ("push T-4 back to mon", "due T-4 mon"),
        ("push T-4 back a week", "postpone T-4 a week"),
        ("delay T-4 by 2 days", "postpone T-4 2 days"),
        ("defer T-4 2 days", "postpone T-4 2 days"),
        ("extend T-4 to fri", "due T-4 fri"),
        ("move T-4 from thu to mon", "due T-4 mon"),
        ("reschedule T-4 for Monday", "due T-4 Monday"),
        ("any update on T-4?", "show T-4"),
        ("what's up with T-4", "show T-4"),
        ("done T-4, start T-5", "done T-4; start T-5"),
        ("done T-4 and start T-5", "done T-4; start T-5"),
        ("done T-4 then start T-5.", "done T-4; start T-5."),
        ("done T-4 &amp; assign T-5 to @ben", "done T-4; assign T-5 to @ben"),
        ("T-4 done, start T-5", "done T-4; start T-5"),
        ("done T-4 and start T-5, drop T-6 no budget", "done T-4; start T-5; drop T-6 no budget"),
    ],
)
def test_a_command_in_a_hurry_is_that_command(text: str, meant: str) -> None:
    request = read(text)

    assert request == read(meant)
    assert isinstance(request, requests.Change | requests.Show)


def test_a_snooze_til_a_day_lasts_until_it() -> None:
    request, plain = read("snooze T-4 til mon"), read("snooze T-4 mon")

    assert isinstance(request, requests.Snooze)
    assert isinstance(plain, requests.Snooze)
    assert request.until
    assert plain.until
    assert request.until.day == plain.until.day


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("note T-4 see this, done T-5", "see this, done T-5"),
        ("note T-4 ask, then move T-5 on", "ask, then move T-5 on"),
    ],
)
def test_words_for_people_hold_no_second_command(text: str, note: str) -> None:
    assert read(text) == requests.Note((4,), note)


@pytest.mark.parametrize(
    "text", ["Push the release", "push 2 commits", "delay the launch by 2 days", "Extend the lease"]
)
def test_other_words_for_a_move_are_titles_where_no_number_follows(text: str) -> None:
    assert isinstance(read(text), Add)
