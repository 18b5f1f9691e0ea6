"""A word with @ or # that nobody and no project has: one press leaves it in the title."""

import pytest

from tests.flows.test_task_said import dm_of, thread_of
from tests.world import Person, World, labels, words

NOTES = "\n".join(f"Line {number} of what the vendor said in the meeting" for number in range(60))
KEPT = [
    (
        "Pay the invoice @acme by fri !high",
        ["Choose a person", "Keep as text"],
        "Pay the invoice @acme · Ana Sousa · due Fri 30 Oct 17:00 · P2",
    ),
    (
        "@acme, pay the invoice fri",
        ["Choose a person", "Keep as text"],
        "@acme, pay the invoice · Ana Sousa · due Fri 30 Oct 17:00",
    ),
    (
        "Pay the invoice @acme.com +bills",
        ["Choose a person", "Keep as text"],
        "Pay the invoice @acme.com · Ana Sousa · +bills",
    ),
    (
        "Watch `deploy @acme` run, then thank @acme ~1h @acme",
        ["Choose a person", "Keep as text"],
        "Watch `deploy @acme` run, then thank @acme @acme · Ana Sousa · 1 h",
    ),
    (
        "add Pay the invoice <@U0BUILD|buildkeeper>",
        ["Choose a person", "Keep as text"],
        "Pay the invoice @buildkeeper · Ana Sousa",
    ),
    (
        "Pay the invoice cc @acme",
        ["Choose a person", "Keep as text"],
        "Pay the invoice cc @acme · Ana Sousa",
    ),
    (
        "Fix the printer #Third-Floor @sam fri",
        ["Atlas", "Keep as text", "Save without"],
        "Fix the printer #Third-Floor · Sam Okafor · due Fri 30 Oct 17:00",
    ),
    (
        "Pay the invoice tomorrow @acme",
        ["Choose a person", "Keep as text"],
        "Pay the invoice @acme · Ana Sousa · due Tue 27 Oct 17:00",
    ),
    (
        "Pay the invoice by fri @acme !high please",
        ["Choose a person", "Keep as text"],
        "Pay the invoice @acme · Ana Sousa · due Fri 30 Oct 17:00 · P2",
    ),
    (
        "Send it every monday @ben #third-floor",
        ["Atlas", "Keep as text", "Save without"],
        "Send it #third-floor · Ben Carter · due Mon 26 Oct 17:00 (Lisbon) · repeats every mon",
    ),
    (
        "Pay the invoice @sam @acme",
        ["Sam Okafor", "Keep @acme as text"],
        "Pay the invoice @acme · Sam Okafor",
    ),
    (
        "@acme, @sam pay the invoice",
        ["Keep @acme as text", "Sam Okafor"],
        "@acme, pay the invoice · Sam Okafor",
    ),
]


@pytest.fixture(autouse=True)
async def atlas(ana: Person) -> None:
    """Ana leads Atlas, in #atlas."""
    await ana.types("/project new Atlas")


@pytest.mark.parametrize(("line", "buttons", "told"), KEPT)
async def test_one_press_leaves_an_unknown_word_in_the_title_and_the_rest_as_read(
    ana: Person, line: str, buttons: list[str], told: str
) -> None:
    await ana.types(f"/task {line}")
    asked = ana.shown[-1]

    shown = await ana.presses(next(label for label in labels(asked) if "as text" in label), asked)

    assert labels(asked) == buttons
    assert f"Added *T-1* {told}\n" in shown


async def test_each_unknown_word_of_a_line_is_asked_about_and_may_be_left(ana: Person) -> None:
    await ana.types("/task Move the desk #third-floor @acme by fri !high")
    await ana.presses("Keep as text", ana.shown[-1])
    shown = await ana.presses("Keep as text", ana.shown[-1])

    assert "Added *T-1* Move the desk #third-floor @acme · Ana Sousa · due Fri 30 Oct 17:00 · P2" in shown


@pytest.mark.parametrize(
    ("line", "says", "buttons"),
    [
        ("@ben", "", ["List Ben Carter"]),
        ("@acme", "", []),
        ("#atlas", "", ["List #atlas"]),
        ("#word", "There is no project #word: `/project` shows which there are. ", []),
    ],
)
async def test_a_name_alone_is_no_title_and_quotes_make_it_one(
    ana: Person, line: str, says: str, buttons: list[str]
) -> None:
    told = await ana.types(f"/task {line}")

    assert told.startswith(f"{says}There is no title in that line, so nothing was saved. Type what is to be")
    assert labels(ana.shown[-1]) == buttons
    assert f"Added *T-1* {line[0]}" in await ana.types(f'/task "{line}"')


@pytest.mark.parametrize("line", ["#third-floor #atlas", "#atlas #third-floor"])
async def test_of_two_projects_only_one_that_there_is_can_be_meant(ana: Person, line: str) -> None:
    told = await ana.types(f"/task Fix the printer {line}")
    asked = ana.shown[-1]

    shown = await ana.presses("Keep #third-floor as text", asked)

    assert "There is no project #third-floor: `/project` shows which there are." in told
    assert "Nothing was saved." in told
    assert labels(asked) == ["#atlas", "Keep #third-floor as text"]
    assert "Added *T-1* Fix the printer #third-floor · Ana Sousa" in shown
    assert "Project Atlas" in await ana.types("/task show T-1")


async def test_of_two_projects_that_there_are_either_can_be_meant(ana: Person, ben: Person) -> None:
    await ben.types("/project new Zeus", "#general")

    told = await ana.types("/task Fix the printer #zeus #atlas")

    assert told.startswith("#zeus and #atlas cannot both hold. Nothing was saved. Which one?")
    assert labels(ana.shown[-1]) == ["#zeus", "#atlas", "Keep #zeus as text", "Keep #atlas as text"]


async def test_two_projects_that_there_are_not_are_both_named_and_can_stay_text(ana: Person) -> None:
    told = await ana.types("/task Fix the printer #third-floor #left")

    assert "There is no project #third-floor and none #left" in told
    assert labels(ana.shown[-1]) == ["Keep #third-floor as text", "Keep #left as text"]


@pytest.mark.parametrize(
    "line", ["/task list #nope #atlas", "/task T-1 #atlas #nope", "/risk Racks may be late #nope #atlas"]
)
async def test_a_list_and_a_change_offer_no_project_that_there_is_not(ana: Person, line: str) -> None:
    await ana.types("/task Fix the printer")

    told = await ana.types(line)

    assert "There is no project #nope: `/project` shows which there are." in told
    assert [one for one in labels(ana.shown[-1]) if not one.startswith("Keep")] == ["#atlas"]


async def test_a_long_line_is_kept_for_a_quarter_of_an_hour_with_its_notes(world: World, ana: Person) -> None:
    await ana.types(f"/task Pay the invoice @acme by fri\n{NOTES}\nAsk @acme about it")
    asked = ana.shown[-1]
    await world.clock(by="14m")

    shown = await ana.presses("Keep as text", asked)

    assert "Added *T-1* Pay the invoice @acme · Ana Sousa · due Fri 30 Oct 17:00" in shown
    assert "meeting\nAsk @acme about it" in await ana.types("/task show T-1")


async def test_a_word_in_a_mention_is_left_in_the_task_of_that_thread(world: World, ana: Person) -> None:
    root = await ana.writes("The vendor called")
    await ana.writes("@muster task Pay the invoice @acme by fri", under=root)

    asked = (await ana.dms())[-1]
    await ana.presses("Keep as text", asked, channel=await dm_of(world, "U0ANA"))

    assert "Pay the invoice @acme\nAna Sousa · due Fri 30 Oct 17:00" in words(
        (await thread_of(world, root))[-1]
    )


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("@acme #third-floor", "@acme #third-floor"),
        ("#third-floor fri", "#third-floor fri"),
        ('"Pay all invoices" @acme', "Pay all invoices @acme"),
    ],
)
async def test_an_unknown_word_beside_the_number_of_a_task_is_left_as_its_new_title(
    ana: Person, typed: str, title: str
) -> None:
    await ana.types("/task Pay the invoice")
    await ana.types(f"/task edit T-1 {typed}")
    asked = ana.shown[-1]

    shown = await ana.presses("All of it is the title", asked)

    assert labels(asked)[0] in ("Choose a person", "Atlas")
    assert f"*T-1* {title}: title Pay the invoice → {title}\n" in shown


async def test_a_new_title_with_an_unknown_word_at_its_end_is_kept_whole_by_one_press(ana: Person) -> None:
    await ana.types("/task Pay the invoice")
    await ana.types("/task edit T-1 Ask @acme about #1234 and #third-floor")

    shown = await ana.presses("All of it is the title", ana.shown[-1])

    assert "*T-1* Ask @acme about #1234 and #third-floor: title Pay the invoice →" in shown


async def test_where_no_title_is_edited_none_is_offered(ana: Person) -> None:
    await ana.types("/task Pay the invoice")

    await ana.types("/task T-1 @acme")

    assert "All of it is the title" not in labels(ana.shown[-1])


async def test_words_inside_a_sentence_ask_nothing(ana: Person) -> None:
    shown = await ana.types("/task Ask @acme about #1234 invoices")

    assert "Added *T-1* Ask @acme about #1234 invoices · Ana Sousa" in shown
    assert labels(ana.shown[-1]) == ["Edit", "Undo"]


async def test_a_word_of_a_risk_is_left_in_its_sentence(ana: Person) -> None:
    await ana.types(
        "/risk Because a vendor is late, racks may miss the window, leading to calls by us @acme p4 i5"
    )

    await ana.presses("Keep as text", ana.shown[-1])

    shown = await ana.types("/risk show R-1")
    assert "@acme" in shown
    assert "critical 20" in shown


@pytest.mark.parametrize("line", ["/task list #third-floor", "/task list @acme", "/task assign T-1 @acme"])
async def test_where_there_is_no_title_nothing_is_left_as_text(ana: Person, line: str) -> None:
    await ana.types("/task Pay the invoice")

    await ana.types(line)

    assert not [label for label in labels(ana.shown[-1]) if "text" in label]


async def test_a_person_chosen_takes_the_place_of_the_word_wherever_it_stands(ana: Person) -> None:
    await ana.types("/task Ask @nemo for the keys of @nemo and thank them @nemo")

    await ana.presses("Choose a person", ana.shown[-1])
    await ana.submits(await ana.form(), {"person": {"person": "U0DEV"}})

    told = words([one for one in await ana.sees("#atlas") if one.get("is_ephemeral")][-1])
    assert "Added *T-1* Ask @Dev Patel for the keys of @Dev Patel and thank them · Dev Patel" in told
