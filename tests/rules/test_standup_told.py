"""What an answer says of tasks and of what is in the way, and how a message is shared out among questions."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import holiday
from commands.kit.readings import Here
from commands.standup import questions, told
from storage.facts import Question
from storage.vocabulary import QuestionKind

HERE = Here(datetime(2026, 11, 25, 10, tzinfo=UTC), "UTC", time(9), time(17))
ASKED = questions.DEFAULT


def short(found: tuple[told.Told, ...]) -> list[str]:
    """Say what was found in a few signs."""
    said = []
    for one in found:
        match one:
            case told.Finish(number):
                said.append(f"{number} done")
            case told.Redate(number, due):
                said.append(f"{number} due {due.day.isoformat()}")
            case told.Block(number, reason):
                said.append(f"{number} blocked: {reason}")
            case told.Unread(number):
                said.append(f"{number} unread")
            case told.Overruled(number, why):
                said.append(f"{number}: {why}")
    return said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("done T-4", ["4 done"]),
        ("Finished T-4 and T-7, reviewed the rest", ["4 done", "7 done"]),
        ("t-4, T-5 & T-6 done", ["4 done", "5 done", "6 done"]),
        ("T-4 is done, T-7 by fri", ["4 done", "7 due 2026-11-27"]),
        ("T-7 due next tue; T-8 moved to 4 dec", ["7 due 2026-12-01", "8 due 2026-12-04"]),
        ("T-9 blocked on the vendor", ["9 blocked: the vendor"]),
        ("T-9: still waiting for legal.", ["9 blocked: legal"]),
        ("T-7 by someday", ["7 unread"]),
        (
            "T-7 by thu\nT-7 by fri",
            [
                "7: two dates were said, Thu 26 Nov 17:00 and Fri 27 Nov 17:00; the last one counts.",
                "7 due 2026-11-27",
            ],
        ),
        ("T-7 by fri\nT-7 due 27 nov", ["7 due 2026-11-27"]),
        ("T-4 not done", []),
        ("not done T-4", []),
        ("T-4 Sign the contract by hand", []),
        ("Work on T-4", []),
        ("done", []),
        (
            "done T-4\nT-4 by fri\nT-4 by 4 dec",
            [
                "4 done",
                "4: two dates were said, Fri 27 Nov 17:00 and Fri 4 Dec 17:00; the last one counts.",
                "4 due 2026-12-04",
            ],
        ),
    ],
)
def test_what_an_answer_does_to_tasks_is_found_where_it_says_so(text: str, found: list[str]) -> None:
    assert short(told.read({"today": text}, HERE)) == found


@pytest.mark.parametrize("text", ["Done: T-4, T-7. Next: T-5", "Yesterday: - T-4 and T-7\nToday: T-5"])
def test_numbers_alone_under_what_was_done_are_done(text: str) -> None:
    assert short(told.read(told.split(text, ASKED), HERE, ASKED)) == ["4 done", "7 done"]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({"blocked": "The key is missing\n- No room for racks"}, ("The key is missing", "No room for racks")),
        ({"blocked": "T-9 needs the vendor"}, ("T-9 needs the vendor",)),
        ({"today": "Cutover\nblocked on the vendor"}, ("the vendor",)),
        ({"today": "T-9 blocked on legal"}, ("T-9 blocked on legal",)),
        ({"today": "Unblock the build"}, ()),
        ({"today": "Copy plan is done. Today the portal; blocked on the registrar"}, ("the registrar",)),
        ({"today": "The portal, still waiting for legal. Then the plan"}, ("waiting for legal",)),
        ({"today": "still waiting for racks"}, ("waiting for racks",)),
        ({"blocked": "waiting on Ben"}, ("waiting on Ben",)),
        ({"today": "The portal, waiting for nothing"}, ()),
        ({"blocked": "stuck on the licence"}, ("the licence",)),
        ({"today": "Wrote to T-3's owner, T-9 blocked on legal; lunch"}, ("T-9 blocked on legal",)),
        ({"today": "Ask whether they are blocked on us"}, ()),
        ({"today": "The portal, blocked on nothing"}, ()),
        *(
            ({"blocked": word}, ())
            for word in (
                "",
                "no",
                "None.",
                "nothing",
                "n/a",
                "-",
                "No blockers",
                "nothing in the way",
                "Nope!",
            )
        ),
        ({"blocked": "No room for the racks"}, ("No room for the racks",)),
    ],
)
def test_what_is_in_the_way_is_a_line_each_and_nothing_is_nothing(
    said: dict[str, str], lines: tuple[str, ...]
) -> None:
    assert told.in_the_way(said, ASKED) == lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Yesterday: racks\nToday: cutover\nplus the plan\nBlockers: the key",
            {"yesterday": "racks", "today": "cutover\nplus the plan", "blocked": "the key"},
        ),
        (
            "1. racks\n2. cutover\n3. nothing",
            {"yesterday": "racks", "today": "cutover", "blocked": "nothing"},
        ),
        ("racks\ncutover\nnothing", {"yesterday": "racks", "today": "cutover", "blocked": "nothing"}),
        ("Done T-4\nblocked on legal", {"yesterday": "Done T-4", "blocked": "blocked on legal"}),
        ("All quiet here", {"today": "All quiet here"}),
        ("Copied it\nToday: cutover", {"yesterday": "Copied it", "today": "cutover"}),
        ("stuck on legal\nToday: cutover", {"blocked": "stuck on legal", "today": "cutover"}),
        (
            "Yesterday: racks came. Today: T-9 Blockers: the key",
            {"yesterday": "racks came.", "today": "T-9", "blocked": "the key"},
        ),
        (
            "racks came. today: T-9; in the way: nothing",
            {"yesterday": "racks came.", "today": "T-9", "blocked": "nothing"},
        ),
        ("Today: the Plan: a and b", {"today": "the Plan: a and b"}),
        ("Racks came, done T-2\nToday: hall", {"yesterday": "Racks came, done T-2", "today": "hall"}),
        ("Note: all well", {"today": "Note: all well"}),
        (
            "Yesterday I did the audit. Today I will do the wifi. No blockers.",
            {"yesterday": "I did the audit.", "today": "I will do the wifi.", "blocked": "No blockers."},
        ),
        (
            "Yesterday: the report. Today T-17 and the wifi. Blocked: the portal",
            {"yesterday": "the report.", "today": "T-17 and the wifi.", "blocked": "the portal"},
        ),
        (
            "Today I rack, then cable.\nBlocked by the vendor.",
            {"today": "I rack, then cable.", "blocked": "Blocked by the vendor."},
        ),
        (
            "Yesterday I racked\nToday I cable\nNothing",
            {"yesterday": "Yesterday I racked", "today": "Today I cable", "blocked": "Nothing"},
        ),
        (
            "Today: rack. In the way: the vendor is late. Today they promised noon.",
            {"today": "rack.", "blocked": "the vendor is late. Today they promised noon."},
        ),
        (
            "Today's deploy went fine. Yesterday's did not",
            {"today": "Today's deploy went fine. Yesterday's did not"},
        ),
    ],
)
def test_a_message_is_shared_out_among_the_questions_and_loses_no_word(
    text: str, said: dict[str, str]
) -> None:
    assert told.split(text, ASKED) == said


def test_questions_read_back_as_they_are_written() -> None:
    typed = (
        "Since last time (done)\nToday (plan)\nSure of Friday? (1-5)\nRested? (yes/no)\nTop task (task)\nElse"
    )

    asked = questions.read(typed)

    assert isinstance(asked, tuple)
    assert [one.kind.value for one in asked] == ["done", "plan", "1-5", "yes-no", "task", "text"]
    assert [one.key for one in asked] == ["yesterday", "today", "q3", "q4", "q5", "q6"]
    assert questions.read(questions.lines(asked)) == asked


def test_brackets_that_are_no_type_belong_to_the_question() -> None:
    assert questions.read("What next (roughly)") == (
        Question("q1", QuestionKind.TEXT, "What next (roughly)"),
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (" \n ", "at least one question"),
        ("(plan)", "a type but no question"),
        ("x" * 151, "at most 150 characters"),
        ("\n".join("abcdefghi"), "at most 8 questions"),
    ],
)
def test_questions_that_cannot_be_asked_say_why(typed: str, why: str) -> None:
    found = questions.read(typed)

    assert isinstance(found, str)
    assert why in found


@pytest.mark.parametrize(
    ("typed", "place"),
    [("pt", "PT"), ("DE-BY", "DE-BY"), ("de by", "DE-BY"), ("XX", None), ("DE-XX", None), ("", None)],
)
def test_a_place_with_holidays_is_a_country_and_perhaps_its_region(typed: str, place: str | None) -> None:
    assert holiday.known(typed) == place
