"""The form that changes a task, and what becomes of it when two people have it open."""

import json

import pytest

from tests.flows.test_task_details import ticked, ticks
from tests.flows.test_task_from_message import filled
from tests.world import Json, Person, World, labels, words

ADD = "/task Renew the TLS certificate @ben by fri !high ~3h"


async def opened(person: Person, number: int = 1) -> Json:
    """Open the form of the newest card by its button."""
    await person.presses("Edit", await person.world.channel("#atlas").last())
    return await person.form()


async def test_the_form_shows_the_task_as_it_stands(ana: Person) -> None:
    await ana.types(ADD)

    view = await opened(ana)

    shown = filled(view)
    assert view["title"]["text"] == "Edit T-1"
    assert shown["title"] == "Renew the TLS certificate"
    assert shown["owner"] == "U0BEN"
    assert (shown["due"], shown["time"]) == ("2026-10-30", "17:00")
    assert shown["estimate"] == "3h"


async def test_what_was_changed_is_saved_at_once_and_can_be_taken_back_as_one(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)

    await ana.submits(
        view,
        {
            "title": {"title": "Renew both certificates"},
            "owner": {"owner": "U0DEV"},
            "chip": {"chip": "none"},
        },
    )

    told = (await ana.sees("#atlas"))[-1]
    assert (
        "*T-1* Renew both certificates: owner Ben Carter → Dev Patel; no date any more, was Fri 30 Oct 17:00 "
        "(Lisbon); title Renew the TLS certificate → Renew both certificates"
    ) in words(told)
    assert "Dev Patel" in words(await world.channel("#atlas").last())
    await ana.presses("Undo", told)
    assert "Ben Carter · due Fri 30 Oct 17:00" in words(await world.channel("#atlas").last())


async def test_a_date_that_is_emptied_is_none_whatever_hour_is_left_beside_it(ana: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)

    await ana.submits(view, {"due": {"due": None}, "time": {"time": "17:00"}})

    assert "no date any more, was Fri 30 Oct 17:00" in words((await ana.sees("#atlas"))[-1])


async def test_a_first_value_and_one_taken_away_are_said_without_the_nothing_beside_them(ana: Person) -> None:
    await ana.types("/task Renew the TLS certificate @nobody")

    assert "*T-1* Renew the TLS certificate: due Wed 18 Nov 17:00 (no date before)\n" in (
        await ana.types("/task due T-1 18 nov")
    )
    assert ": no date any more, was Wed 18 Nov 17:00\n" in await ana.types("/task due T-1 none")
    assert ": due Wed 18 Nov 17:00 (no date before)" in await ana.types("/task undo")
    assert ": owner Sam Okafor (none before)\n" in await ana.types("/task assign T-1 @sam")
    assert ": no owner any more, was Sam Okafor\n" in await ana.types("/task assign T-1 @nobody")
    assert ": labels +dns +tls (none before); watchers Ben Carter (none before)" in await _sent(
        ana, {"watchers": {"watchers": "U0BEN"}, "labels": {"labels": "dns tls"}}
    )
    assert ": no labels any more, were +dns +tls" in await _sent(ana, {"labels": {"labels": ""}})


async def _sent(person: Person, values: dict[str, dict[str, str]]) -> str:
    """Return what is said of a form of T-1 that somebody filled in."""
    await person.types("/task edit T-1")
    await person.submits(await person.form(), values)
    return words((await person.sees("#atlas"))[-1])


async def test_a_form_sent_unchanged_changes_nothing(world: World, ana: Person) -> None:
    await ana.types(ADD)

    await ana.submits(await opened(ana))

    assert "it was so already" in words((await ana.sees("#atlas"))[-1])


async def test_a_late_task_can_be_edited_without_touching_its_date(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await world.clock(to="2026-11-03T09:00:00+00:00")

    answer = await ana.submits(await opened(ana), {"title": {"title": "Renew it at last"}})

    assert answer["errors"] == {}
    assert "Renew it at last" in words(await world.channel("#atlas").last())


async def test_fields_that_nobody_else_changed_are_saved_beside_theirs(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.types("/task due T-1 2026-11-05")

    answer = await ana.submits(view, {"title": {"title": "Renew both certificates"}})

    card = words(await world.channel("#atlas").last())
    assert answer["errors"] == {}
    assert "Renew both certificates" in card
    assert "due Thu 5 Nov 17:00" in card


async def test_what_both_changed_is_asked_about_with_both_texts_and_the_rest_is_saved(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew the old certificate"}})

    answer = await ana.submits(
        view, {"title": {"title": "Renew both certificates"}, "estimate": {"estimate": "1d"}}
    )

    asked = answer["view"]
    shown = words(asked)
    assert "*Ben Carter* made the title: Renew the old certificate" in shown
    assert "Saved already: estimate." in shown
    assert filled(asked)["title"] == "Renew both certificates"
    card = words(await world.channel("#atlas").last())
    assert "Renew the old certificate" in card
    assert "8 h" in card


async def test_choosing_ones_own_puts_it_over_theirs(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew the old certificate"}})
    asked = (await ana.submits(view, {"title": {"title": "Renew both certificates"}}))["view"]

    await ana.submits(asked, {"keep.title": {"keep": "mine"}})

    assert "Renew both certificates" in words(await world.channel("#atlas").last())


async def test_choosing_theirs_leaves_it_as_it_is(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew the old certificate"}})
    asked = (await ana.submits(view, {"title": {"title": "Renew both certificates"}}))["view"]

    await ana.submits(asked, {"keep.title": {"keep": "theirs"}})

    assert "Renew the old certificate" in words(await world.channel("#atlas").last())


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            "theirs",
            "Renew the old certificate: estimate and notes saved; the rest stays as it was made meanwhile.",
        ),
        ("mine", "Saved before: estimate and notes."),
    ],
)
async def test_what_was_saved_before_a_choice_is_said_with_it_and_can_be_taken_back(
    ana: Person, ben: Person, kept: str, told: str
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew the old certificate"}})
    mine = {
        "title": {"title": "Renew both certificates"},
        "estimate": {"estimate": "1d"},
        "notes": {"notes": "They expire in May"},
    }
    asked = (await ana.submits(view, mine))["view"]
    assert "Saved already: estimate and notes." in words(asked)

    answer = (await ana.submits(asked, {"keep.title": {"keep": kept}}))["ephemerals"][-1]

    assert told in words(answer)
    back = await ana.presses("Undo", answer)
    assert "estimate 8 h → 3 h; no notes any more" in back
    assert ("Renew the old certificate" in back, "both" in back) == (True, kept == "mine")


async def test_a_choice_made_after_what_was_saved_before_it_is_taken_back_has_its_own_undo(
    ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew the old certificate"}})
    mine = {"title": {"title": "Renew both certificates"}, "notes": {"notes": "They expire in May"}}
    asked = (await ana.submits(view, mine))["view"]
    await ana.types("/task undo")

    answer = (await ana.submits(asked, {"keep.title": {"keep": "mine"}}))["ephemerals"][-1]

    assert "title Renew the old certificate → Renew both certificates" in words(answer)
    assert "title Renew both certificates → Renew the old certificate" in await ana.presses("Undo", answer)


async def test_what_was_saved_before_a_choice_and_taken_back_is_not_said_to_be_saved(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task add Renew the certificate ~3h")
    view = await opened(ana)
    await ben.types("/task edit T-1 Renew all certificates")
    sent = {"title": {"title": "Renew both certificates"}, "estimate": {"estimate": "5h"}}
    asked = (await ana.submits(view, sent))["view"]
    await ana.types("/task undo")

    await ana.submits(asked, {"keep.title": {"keep": "theirs"}})

    said = (await ana.sees("#atlas"))[-1]
    assert "T-1" in words(said)
    assert "saved" not in words(said).lower()
    assert labels(said) == []
    assert "Renew all certificates" in words(said)


async def test_a_new_title_is_asked_about_its_words_that_look_like_other_fields(ana: Person) -> None:
    await ana.types(ADD)

    asked = await ana.submits(await opened(ana), {"title": {"title": "Renew both @dev by fri !p1"}})
    await ana.submits(await ana.form(), {"title": {"title": '"Renew both @dev by fri !p1"'}})
    kept = await ana.types("/task show T-1")
    await ana.submits(await opened(ana), {"title": {"title": "Renew all of it @dev by fri !p1"}})

    assert 'Is "@dev by fri !p1" part of the title? Give it its own field' in asked["errors"]["title"]
    assert "*T-1* Renew both @dev by fri !p1 · Ben Carter" in kept
    assert "*T-1* Renew all of it @dev by fri !p1" in await ana.types("/task show T-1")  # as it was before


async def test_a_field_that_cannot_be_read_says_so_and_the_form_stays(ana: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)

    answer = await ana.submits(view, {"estimate": {"estimate": "soon"}, "after": {"after": "the move"}})

    assert "Write 3h" in answer["errors"]["estimate"]
    assert "like T-4" in answer["errors"]["after"]
    assert filled(answer["view"])["after"] == "the move"


async def test_the_project_is_found_as_one_types(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project new Beacon", "#steering")
    await ana.types(ADD)
    view = await opened(ana)

    asked = await world.get("options", as_="ana", view_id=view["id"], action_id="task.project", value="bea")

    assert [one["text"]["text"] for one in asked["options"]] == ["Beacon"]
    await ana.submits(view, {"project": {"task.project": "beacon"}})
    assert "Project Beacon" in await ana.types("/task show T-1")


async def test_no_project_can_be_chosen_in_a_channel_that_has_one(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    view = await ana.uses("make_task", await ana.writes("Water the plants"))

    await ana.submits(view, {"project": {"task.project": "none"}})

    assert filled(view)["project"]["value"] == "atlas"
    assert "Project" not in await ana.types("/task show T-1")


async def test_who_changed_the_points_meanwhile_is_named_beside_the_estimate(
    ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.types("/task T-1 ~5p")

    answer = await ana.submits(view, {"estimate": {"estimate": "6h"}})

    assert "*Ben Carter* made the estimate: 3 h and 5 points" in words(answer["view"])


async def test_who_changed_a_field_is_named_however_much_was_changed_since(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.types("/task edit T-1 Renew the old certificate")
    await ben.types("/task edit T-1 Renew that certificate")
    await ben.types("/task undo")
    for each in range(26):
        await world.person("sam").types(f"/task T-1 !p{each % 2 + 1} ~{each + 1}h")

    answer = await ana.submits(view, {"title": {"title": "Renew both certificates"}})

    assert "*Ben Carter* made the title: Renew the old certificate" in words(answer["view"])


async def test_what_two_made_the_same_is_no_clash(ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ben.submits(await opened(ben), {"title": {"title": "Renew both certificates"}})

    answer = await ana.submits(view, {"title": {"title": "Renew both certificates"}})

    assert answer["view"] is None
    assert "Renew both certificates" in await ana.types("/task show T-1")


async def test_ones_own_later_change_is_not_said_to_be_somebody_else_s(ana: Person) -> None:
    await ana.types(ADD)
    view = await opened(ana)
    await ana.types("/task edit T-1 Renew both certificates")

    await ana.submits(view, {"title": {"title": "Renew all"}})

    shown = str(await ana.form())
    assert "you changed the same" in shown
    assert "Take what you wrote" in shown
    assert "somebody" not in shown


async def test_the_steps_of_a_task_are_reworded_removed_and_added_in_the_form(
    world: World, ana: Person
) -> None:
    await ana.types("/task Mount the racks")
    await ana.types("/task split T-1 order; rack; cabel")
    await ticks(ana, await world.channel("#atlas").last(), "0")
    view = await opened(ana)

    await ana.submits(view, {"steps": {"steps": "[x] order\n[ ] cable\n- label"}})
    told = words((await ana.sees("#atlas"))[-1])
    shown = await ana.types("/task show T-1")
    await ana.types("/task undo")

    assert filled(view)["steps"] == "[x] order\n[ ] rack\n[ ] cabel"
    assert "*T-1* Mount the racks: steps: 1 of 3 done" in told
    assert "order\ncable\nlabel" in shown
    assert "rack\ncabel" in await ana.types("/task show T-1")


async def test_a_step_ticked_while_the_form_was_open_stays_ticked(world: World, ana: Person) -> None:
    await ana.types("/task Mount the racks")
    await ana.types("/task split T-1 order; rack")
    view = await opened(ana)
    await ticks(ana, await world.channel("#atlas").last(), "0")

    await ana.submits(view, {"title": {"title": "Mount all racks"}})

    assert ticked(await world.channel("#atlas").last()) == ["order"]


async def test_steps_that_both_changed_are_asked_about_with_both_texts(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Mount the racks")
    await ana.types("/task split T-1 order; rack")
    view = await opened(ana)
    await ticks(ben, await world.channel("#atlas").last(), "0")

    answer = await ana.submits(view, {"steps": {"steps": "rack\ncable"}})

    shown = json.dumps(answer["view"])
    assert "Ben Carter* made the steps: [x] order" in shown
    assert filled(answer["view"])["steps"] == "rack\ncable"


async def test_a_form_with_too_many_steps_says_so_and_stays(ana: Person) -> None:
    await ana.types("/task Mount the racks")
    view = await opened(ana)

    answer = await ana.submits(view, {"steps": {"steps": "\n".join(f"step {n}" for n in range(51))}})

    assert answer["errors"] == {"steps": "A task holds 50 steps at most. Make some of them tasks."}


async def test_a_new_task_is_made_with_its_steps(world: World, ana: Person) -> None:
    await ana.types("/task add")

    await ana.submits(
        await ana.form(), {"title": {"title": "Mount the racks"}, "steps": {"steps": "order\nrack"}}
    )

    assert "order\nrack" in await ana.types("/task show T-1")


async def test_a_repeat_begins_on_the_date_that_the_form_shows(ana: Person) -> None:
    await ana.types("/task Send the report due wed 4 nov 10:00")

    await ana.submits(await opened(ana), {"repeat": {"repeat": "every 2 weeks"}})

    assert "due Wed 4 Nov 10:00 · repeats every 2 weeks on wed" in await ana.types("/task show T-1")


async def test_a_repeat_that_does_not_fit_the_date_of_the_form_is_asked_about(ana: Person) -> None:
    await ana.types("/task Send the report due wed 4 nov 10:00")

    refused = await ana.submits(await opened(ana), {"repeat": {"repeat": "every fri"}})

    assert "Wed 4 Nov" in str(refused)
    assert "repeats" not in await ana.types("/task show T-1")


async def test_a_late_task_begins_to_repeat_by_the_form(world: World, ana: Person) -> None:
    await ana.types("/task Send the report due tue 9:00")
    await world.clock(to="2026-10-29T10:00:00+00:00")

    await ana.submits(await opened(ana), {"repeat": {"repeat": "every week"}})

    assert "due Tue 27 Oct 09:00 · repeats every tue" in await ana.types("/task show T-1")
