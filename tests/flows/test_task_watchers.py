"""Whoever is given a task they watched owns it, and needs to watch it no longer."""

import pytest

from tests.flows.test_daily import dm
from tests.flows.test_task_import import brings, presses
from tests.world import Person, World, words

WATCHED = "/task Order the racks by 30 nov cc @ben, @dana"


async def who_watches(person: Person) -> str:
    """Return who is named as watching T-1, "" for nobody."""
    shown = await person.types("/task show T-1")
    _, found, names = shown.partition("cc ")
    return names.splitlines()[0] if found else ""


@pytest.mark.parametrize("line", ["assign T-1 @ben", "T-1 @ben !p2", "give T-1 to @ben"])
async def test_who_is_given_a_task_watches_it_no_longer_and_one_undo_restores_both(
    ana: Person, line: str
) -> None:
    await ana.types(WATCHED)

    told = await ana.types(f"/task {line}")

    assert "owner Ana Sousa → Ben Carter" in told
    assert "watchers Ben Carter, Dana Whitfield → Dana Whitfield" in told
    assert await who_watches(ana) == "Dana Whitfield"
    await ana.types("/task undo")
    assert "Order the racks · Ana Sousa" in await ana.types("/task show T-1")
    assert await who_watches(ana) == "Ben Carter, Dana Whitfield"


async def test_the_history_says_in_the_same_entry_who_watches_no_longer(ana: Person) -> None:
    await ana.types(WATCHED)
    await ana.types("/task assign T-1 @ben")

    told = await ana.types("/task history T-1")

    [entry] = [line for line in told.splitlines() if "changed the owner" in line]
    assert "from Ana Sousa to Ben Carter" in entry
    assert "changed who watches from Ben Carter, Dana Whitfield to Dana Whitfield" in entry


@pytest.mark.parametrize("verb", ["take", "start"])
async def test_who_takes_or_starts_what_nobody_owns_watches_it_no_longer(
    ana: Person, ben: Person, verb: str
) -> None:
    await ana.types("/task Order the racks @nobody cc @ben")

    await ben.types(f"/task {verb} T-1")

    assert await who_watches(ana) == ""


async def test_who_gets_back_what_they_gave_watches_it_no_longer(ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben cc @me")

    await ben.types("/task decline T-1 no time")

    assert await who_watches(ana) == ""


async def test_a_form_that_names_a_watcher_as_owner_leaves_one_of_both(ana: Person) -> None:
    await ana.types(WATCHED)
    await ana.types("/task edit T-1")

    await ana.submits(await ana.form(), {"owner": {"owner": "U0BEN"}})

    assert await who_watches(ana) == "Dana Whitfield"


async def test_the_menu_beside_what_was_given_back_does_it_too(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov cc @dana")
    await ben.types("/task decline T-1 no time")
    await world.clock(to="2026-10-27T12:00:00+00:00")
    [asked] = [one for one in await ana.dms() if "gave it back" in words(one)]

    await ana.presses("Give it to", asked, await dm(ana), value="U0DANA")

    assert await who_watches(ana) == ""


async def test_of_a_file_an_owner_is_no_watcher(ana: Person) -> None:
    await brings(ana, 'title,owner,watchers\nOrder the racks,@ben,"@ben,@dana"\n', channel="#atlas")

    await presses(ana, "Import 1 task")

    assert await who_watches(ana) == "Dana Whitfield"


async def test_who_watches_their_own_task_knowingly_still_does_when_something_else_changes(
    ana: Person,
) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task watch T-1")

    await ana.types("/task T-1 !p1")

    assert await who_watches(ana) == "Ana Sousa"


@pytest.mark.parametrize(
    ("line", "said", "left"),
    [
        ("unwatch T-1 @ben", "watchers Ben Carter, Dana Whitfield → Dana Whitfield", "Dana Whitfield"),
        ("unwatch T-1 @ben and @dana", "no watchers any more, were Ben Carter, Dana Whitfield", ""),
        ("T-1 -cc @ben", "watchers Ben Carter, Dana Whitfield → Dana Whitfield", "Dana Whitfield"),
        ("T-1 !p2 -cc @ben, @dana +web", "no watchers any more, were Ben Carter, Dana Whitfield", ""),
        ("T-1 -cc @ben cc @sam", "→ Dana Whitfield, Sam Okafor", "Dana Whitfield, Sam Okafor"),
        (
            "watch T-1 @sam",
            "→ Ben Carter, Dana Whitfield, Sam Okafor",
            "Ben Carter, Dana Whitfield, Sam Okafor",
        ),
    ],
)
async def test_a_watcher_goes_or_comes_by_line_and_undo_brings_them_back(
    ana: Person, line: str, said: str, left: str
) -> None:
    await ana.types(WATCHED)

    told = await ana.types(f"/task {line}")

    assert said in told
    assert await who_watches(ana) == left
    assert "Order the racks · Ana Sousa" in await ana.types("/task show T-1")
    await ana.types("/task undo")
    assert await who_watches(ana) == "Ben Carter, Dana Whitfield"


async def test_who_is_to_go_and_does_not_watch_is_said(ana: Person) -> None:
    await ana.types("/task Order the racks cc @ben")

    told = await ana.types("/task T-1 -cc @dana, @ben")

    assert "Dana Whitfield does not watch it." in told
    assert await who_watches(ana) == ""
    assert 'Nobody here is called "@zorro"' in await ana.types("/task T-1 -cc @zorro")


async def test_an_owner_who_is_named_among_those_who_watch_is_not_made_to(ana: Person) -> None:
    await ana.types("/task Order the racks")

    await ana.types("/task T-1 cc @ana @ben")

    assert await who_watches(ana) == "Ben Carter"
