"""`/task explain` shows how a line would be read, and `/task help` how each verb is used."""

import pytest

from commands.task import grammar
from commands.task.grammar import verbs
from commands.task.views.help import EXAMPLES
from tests.rules.test_phrases import HERE
from tests.world import Person, labels


async def test_each_word_of_a_line_is_shown_with_its_role_and_nothing_is_saved(ana: Person) -> None:
    told = await ana.types(
        "/task explain Renew the certificate @ben by fri !high ~3h ~5p #atlas +security after T-9 cc @dev"
    )

    assert told.splitlines()[:12] == [
        "*How that line would be read.* Nothing was saved.",
        "*Renew the certificate* – title",
        "*@Ben Carter* – owner",
        "*by fri* – due Fri 30 Oct 17:00",
        "*!high* – priority P2",
        "*~3h* – estimate 3 h",
        "*~5p* – 5 points",
        "*#atlas* – project",
        "*+security* – label",
        "*after T-9* – waits for T-9",
        "*cc @Dev Patel* – watcher",
        '_In full:_ /task add "Renew the certificate" @Ben Carter !p2 ~3h ~5p #atlas +security after T-9 '
        "cc @Dev Patel due 2026-10-30 17:00",
    ]
    assert "There is no T-1 here" in await ana.types("/task show T-1")


async def test_the_button_of_an_explanation_adds_the_task_as_it_was_explained(ana: Person) -> None:
    await ana.types("/task explain Renew it by fri")

    assert labels(ana.shown[-1]) == ["Add it", 'Add "explain …" as a task']
    assert "Added *T-1* Renew it · Ana Sousa · due Fri 30 Oct 17:00" in await ana.presses(
        "Add it", ana.shown[-1]
    )


async def test_what_was_not_said_and_what_would_be_offered_is_shown_too(ana: Person) -> None:
    told = await ana.types("/task explain Prepare slides for Friday")

    assert "nobody named – owner: you" in told
    assert "no day named – no due date" in told
    assert "Would be offered as buttons:_ Due Fri 30 Oct 17:00" in told


async def test_buttons_that_would_be_offered_name_people_and_signs_as_they_are_read(ana: Person) -> None:
    told = await ana.types("/task explain Renew it @ben and @dev")
    asked = await ana.types("/task explain Renew it due 3 decc>")

    assert "Would be offered as buttons:_ Assign to Ben Carter, Assign to Dev Patel" in told
    assert 'I can\'t read "3 decc&gt;" as a date.' in asked


async def test_a_repeat_is_explained_with_its_first_day(ana: Person) -> None:
    told = await ana.types("/task explain Send the report every friday at 16:00")

    assert "*every friday at 16:00* – repeats every fri at 16:00, first on Fri 30 Oct 16:00" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("done T-4", "That is no new task but the command *done*; `/task help done` shows how it is used."),
        ("T-4", "That is no new task but a command."),
        ("Fix it !hgih", 'This would be asked: No priority "hgih". Did you mean !high?'),
    ],
)
async def test_a_line_that_is_no_new_task_is_explained_as_what_it_is(
    ana: Person, line: str, told: str
) -> None:
    assert told in await ana.types(f"/task explain {line}")


async def test_of_a_line_that_asks_something_each_word_that_can_be_read_is_shown(ana: Person) -> None:
    told = await ana.types("/task explain Order racks @ben fri !high every monday")

    assert told.splitlines()[:6] == [
        "*How that line would be read.* Nothing was saved.",
        "*Order racks* – title",
        "*@Ben Carter* – owner",
        "*fri* – due",
        "*!high* – priority",
        "*every monday* – repeat",
    ]
    assert told.splitlines()[6].startswith("This would be asked: ")
    assert told.count("Nothing was saved") == 1


async def test_a_task_whose_title_begins_with_explain_is_one_button_away(ana: Person) -> None:
    await ana.types("/task explain the outage to the board")

    assert "Added *T-1* explain the outage to the board" in await ana.presses(
        'Add "explain …" as a task', ana.shown[-1]
    )


def test_every_verb_has_one_worked_example_which_is_read_as_that_verb() -> None:
    assert set(EXAMPLES) == {*verbs.ALL, "board"}
    for verb, (line, _) in EXAMPLES.items():
        request = grammar.parse(line, HERE)
        names = {"done": "Finish", "due": "Redate", "list": "Listing", "board": "Listing"}
        assert type(request).__name__ == names.get(verb, verb.capitalize()), line


@pytest.mark.parametrize("verb", verbs.ALL)
async def test_help_shows_the_example_of_a_verb_and_what_comes_of_it(ana: Person, verb: str) -> None:
    line, what = EXAMPLES[verb]

    told = await ana.types(f"/task help {verb}")

    assert f"/task {line}" in told
    assert what[1:] in told


async def test_a_change_of_a_task_and_what_stays_in_a_title_are_explained(ana: Person) -> None:
    assert "That is no new task but a change of T-1, T-2." in await ana.types("/task explain T-1, T-2 !p1")
    asked = await ana.types("/task explain edit T-1 Test it @ben")
    assert 'This would be asked: Is "@' in asked
    assert "U0BEN" not in asked
    assert '"~3x" is no estimate, so it stays in the title.' in await ana.types("/task explain Fix it ~3x")


async def test_help_begins_with_what_a_newcomer_does_first_and_says_how_one_thing_is_changed(
    ana: Person,
) -> None:
    told = await ana.types("/task help")

    heads = [told.index(f"*{head}*") for head in ("Make", "Change", "Finish", "Look", "Settle")]
    assert heads == sorted(heads)
    assert "`/task T-4 !p1 by fri`" in told
    assert all(f"*{verb}*  `/task" in told for verb in EXAMPLES)


@pytest.mark.parametrize(
    ("topic", "said"), [("dates", "`next fri`"), ("tokens", "`~3h`"), ("change", "`-dns` takes a label away")]
)
async def test_help_tells_what_a_line_may_hold(ana: Person, topic: str, said: str) -> None:
    assert said in await ana.types(f"/task help {topic}")
