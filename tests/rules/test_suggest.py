"""Who could own a task follows from skills first and free hours second."""

from dataclasses import replace
from datetime import time

from commands.task.suggest import Person, marked, skills, suggested
from storage import facts
from tests.rules.test_schedule import task

PEOPLE = [
    facts.Member(number, f"U{number}", name, name.lower(), "UTC", time(9), time(17))
    for number, name in enumerate(("Ana", "Ben", "Chiara", "Dev", "Sam"), start=1)
]


def names(wanted: facts.Task, *people: Person) -> list[str]:
    """Return the names suggested."""
    return [one.member.name for one in suggested(wanted, people)]


def test_who_has_the_skill_comes_before_who_has_the_time_and_all_stand_by_name() -> None:
    wanted = replace(task(1), labels=("dns",), owner=None)
    busy, free = Person(PEOPLE[4], {"dns": 1}, 0), [Person(one, {}, 600) for one in PEOPLE[:4]]

    assert names(wanted, *free, busy) == ["Ana", "Ben", "Sam"]


def test_a_word_of_the_title_calls_for_a_skill_too() -> None:
    wanted = replace(task(1), title="Move the DNS zones", owner=None)

    found = suggested(wanted, [Person(PEOPLE[1], {"dns": 4, "cobol": 9}, 60)])

    assert found[0].skills == (("dns", 4),)


def test_who_has_neither_time_nor_skill_is_left_out_and_so_is_the_owner() -> None:
    owned = replace(task(1), labels=("dns",), owner=PEOPLE[0])

    assert names(owned, Person(PEOPLE[0], {"dns": 9}, 600), Person(PEOPLE[1], {"cobol": 3}, 0)) == []


def test_many_finished_tasks_make_nobody_the_only_choice() -> None:
    wanted = replace(task(1), labels=("dns",), owner=None)
    people = [
        Person(PEOPLE[0], {"dns": 50}, 0),
        Person(PEOPLE[1], {"dns": 6}, 600),
        Person(PEOPLE[2], {"dns": 5}, 300),
        Person(PEOPLE[3], {"dns": 5}, 200),
    ]

    assert names(wanted, *people) == ["Ben", "Chiara", "Dev"]


def test_what_somebody_says_of_themselves_wins_over_what_was_learnt() -> None:
    assert skills({"dns": 2, "oracle": 3}, ["firewall", "-oracle"]) == {"dns": 2, "firewall": 0}


def test_saying_the_opposite_replaces_what_was_said() -> None:
    assert marked(["-dns", "firewall"], ["dns"], ["firewall"]) == ["-firewall", "dns"]


def test_what_is_late_or_without_an_estimate_is_said_of_whoever_is_named() -> None:
    wanted = replace(task(1), labels=("dns",), owner=None)

    [found] = suggested(wanted, [Person(PEOPLE[0], {"dns": 1}, 0, late=13, unestimated=53)])

    assert (found.late, found.unestimated) == (13, 53)
