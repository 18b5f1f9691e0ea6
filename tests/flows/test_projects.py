"""Projects are made, channels are bound to them, and both are taken back. It is Mon 26 Oct 2026, 08:00."""

import pytest

from tests.flows.test_daily import told
from tests.world import Person, World, labels, words


async def test_a_new_project_is_taken_back_with_its_channel_and_its_name_is_free_again(
    ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas")

    told = await ana.presses("Undo", ana.shown[-1])
    listed = await ana.types("/project")
    await ana.types("/task Order the racks")
    again = await ben.types("/project new Atlas", "#general")

    assert told == "Taken back: the project is gone again."
    assert "There is no project yet." in listed
    assert "Board in" not in await ana.types("/task board")
    assert "Project *Atlas* is here; you lead it, and #general is bound to it." in again
    assert await ana.types("/project") == "*Atlas* · lead Ben Carter · #general"
    assert "T-1" not in await ana.types("/task list #atlas all")


async def test_a_project_that_was_made_anew_is_taken_back_too(ana: Person, ben: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project undo")
    await ben.types("/project new ATLAS", "#general")

    told = await ben.types("/project undo", "#general")

    assert told == "Taken back: the project is gone again."
    assert "There is no project yet." in await ana.types("/project")
    assert "There is no project" in await ana.types("/project bind #atlas")


@pytest.mark.parametrize(
    "line",
    [
        "/task Order the racks",
        "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover",
        "/standup setup mon-fri 09:30",
        "/digest setup #atlas mon 09:00",
    ],
)
async def test_a_project_is_not_taken_back_once_something_belongs_to_it(ana: Person, line: str) -> None:
    await ana.types("/project new Atlas")
    made = ana.shown[-1]
    await ana.types(line)

    told = await ana.presses("Undo", made)

    assert told == (
        "Not taken back: Atlas has work, a standup, a digest or another channel by now. Nothing was changed."
    )
    assert await ana.types("/project") == "*Atlas* · lead Ana Sousa · #atlas"


async def test_a_project_is_taken_back_once_what_belonged_to_it_was(ana: Person) -> None:
    await ana.types("/project new Atlas")
    made = ana.shown[-1]
    await ana.types("/project bind #atlas", "#general")
    await ana.types("/task Order the racks")
    refused = await ana.presses("Undo", made)
    for command in ("/task undo", "/project undo"):
        await ana.types(command)

    told = await ana.types("/project undo")

    assert "Not taken back" in refused
    assert told == "Taken back: the project is gone again."


async def test_a_bound_channel_says_what_it_meant_before_and_means_it_again_when_taken_back(
    ana: Person,
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project new Beacon", "#general")

    told = await ana.types("/project bind #atlas", "#general")
    bound = ana.shown[-1]
    again = await ana.types("/project bind #atlas", "#general")
    unchanged = labels(ana.shown[-1])
    taken = await ana.presses("Undo", bound, "#general")

    assert told == "#general now means project *Atlas*, no longer *Beacon*.\nUndo"
    assert again == "#general means project *Atlas* already. Nothing was changed."
    assert unchanged == []
    assert taken == "Taken back: what the channel is bound to is as it was before."
    assert (
        await ana.types("/project")
        == "*Atlas* · lead Ana Sousa · #atlas\n*Beacon* · lead Ana Sousa · #general"
    )


async def test_a_channel_somebody_bound_anew_since_stays_so(ana: Person, ben: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project bind #atlas", "#general")
    bound = ana.shown[-1]
    await ben.types("/project new Beacon", "#vector-bridge")
    await ben.types("/project bind #beacon", "#general")

    told = await ana.presses("Undo", bound, "#general")

    assert "Not taken back: Ben Carter changed the same on Mon 26 Oct" in told
    assert "*Beacon* · lead Ben Carter · #general, #vector-bridge" in await ana.types("/project")


async def test_a_project_is_taken_back_for_ten_minutes(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    await world.clock(by="11m")

    told = await ana.types("/project undo")

    assert "nothing of yours from the last ten minutes" in told
    assert "*Atlas*" in await ana.types("/project")


async def test_a_channel_bound_on_the_way_to_a_list_is_freed_again(ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task list all <#C0GENERAL|general>")
    await ana.presses("Bind it", ana.shown[-1])
    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})
    [*_, shown] = [one for one in await ana.sees("#atlas") if one.get("is_ephemeral")]

    told = await ana.presses("Undo", shown)

    assert "Taken back: what the channel is bound to" in told
    assert await ana.types("/project") == "*Atlas* · lead Ana Sousa · #atlas"


async def test_a_form_whose_project_was_taken_back_meanwhile_says_which_and_keeps_its_text(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Beacon", "#atlas")
    await ben.types("/task add", "#atlas")
    view = await ben.form()
    await ana.types("/project undo", "#atlas")

    answer = await ben.submits(view, {"title": {"title": "Order the racks"}})

    assert answer["errors"] == {"project": 'No project "beacon". Nothing was saved yet.'}
    assert (await ben.form())["state"]["values"]["title"]["title"]["value"] == "Order the racks"


@pytest.mark.parametrize(("who", "channel"), [("gil", "#general"), ("lea", "#vector-bridge")])
async def test_a_guest_makes_no_project_and_so_leads_none(
    world: World, ana: Person, who: str, channel: str
) -> None:
    """A lead sees how Muster stands and gives a leaver's work anew: nothing for somebody from outside."""
    told = await world.person(who).types("/project new Garden", channel)

    assert told == "A guest cannot make a project. Nothing was saved. Ask somebody of the team to."
    assert "There is no project yet." in await ana.types("/project")


async def test_a_project_may_be_named_after_a_version(ana: Person) -> None:
    told = await ana.types("/project new Release 4.2")

    assert told.startswith("Project *Release 4.2* is here")
    assert "/project bind #release-4-2" in told
    assert "Added *T-1*" in await ana.types("/task Freeze the branch #release-4-2", "#general")


async def test_a_project_may_have_signs_in_its_name(ana: Person) -> None:
    told = await ana.types("/project new R&D (EU)")

    assert told.startswith("Project *R&amp;D (EU)* is here")
    assert "Added *T-1*" in await ana.types("/task Freeze the branch #r-d-eu", "#general")
    assert "*R&amp;D (EU)* · lead Ana Sousa" in await ana.types("/project")


async def test_signs_alone_name_no_project(ana: Person) -> None:
    await ana.types("/project new Atlas")

    told = await ana.types("/project bind ---")

    assert told == 'There is no project "---". Nothing was changed. /project lists them.'


async def test_a_project_is_handed_over_and_its_new_lead_decides(ana: Person, ben: Person) -> None:
    await ana.types("/project new Atlas")

    told = await ana.types("/project lead @ben")
    listed = await ben.types("/project")
    kept = await ben.types("/project rename Atlas 2")
    back = await ana.types("/project undo")

    assert told.startswith("*Atlas*: lead Ana Sousa → Ben Carter.")
    assert listed == "*Atlas* · lead Ben Carter · #atlas"
    assert kept.startswith("Project *Atlas* is called *Atlas 2* now; in lines it stays `#atlas`.")
    assert back == "Taken back: the project is as it was before."
    assert await ben.types("/project") == "*Atlas 2* (`#atlas`) · lead Ana Sousa · #atlas"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("lead @gil", "Gil Novak cannot lead a project here. Nothing was changed."),
        ("lead @nobody", "A project needs a lead. Nothing was changed."),
        ("lead @ana", "Ana Sousa leads *Atlas* already. Nothing was changed."),
        ("lead", "Who is to lead it? Nothing was changed. Example: /project lead @ben"),
        ("lead #nosuch @ben", "There is no project #nosuch. Nothing was changed. /project lists them."),
        ("rename !", "A project needs a name of 2 to 40 letters"),
        ("rename Atlas", "The project is called *Atlas* already. Nothing was changed."),
    ],
)
async def test_what_cannot_be_changed_of_a_project_is_said(ana: Person, line: str, told: str) -> None:
    await ana.types("/project new Atlas")

    assert (await ana.types(f"/project {line}")).startswith(told)
    assert await ana.types("/project") == "*Atlas* · lead Ana Sousa · #atlas"


@pytest.mark.parametrize("line", ["lead @sam", "rename Mine", "unbind"])
async def test_only_the_lead_and_admins_change_a_project(ana: Person, ben: Person, line: str) -> None:
    await ana.types("/project new Atlas")

    told = await ben.types(f"/project {line}")

    assert told == "Ana Sousa leads Atlas and can change that. Nothing was changed."


async def test_a_channel_that_is_freed_of_its_project_leaves_it_what_was_made_there(ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task Order the racks")

    told = await ana.types("/project unbind")
    again = await ana.types("/project unbind")
    await ana.types("/task Order the cables")

    assert told.startswith("#atlas is bound to no project any more. What was made there stays in *Atlas*.")
    assert again == "This channel is bound to no project. Nothing was changed. /project lists them."
    listed = await ana.types("/task list #atlas")
    assert "T-1" in listed
    assert "T-2" not in listed


async def test_two_projects_are_never_called_the_same(ana: Person) -> None:
    """Of two that are, nobody could tell in a reply or a menu which is meant."""
    await ana.types("/project new Atlas")
    await ana.types("/project rename Garden")
    await ana.types("/project new Beacon", "#general")

    renamed = await ana.types("/project rename garden", "#general")
    new = await ana.types("/project new Garden", "#steering")
    kept = await ana.types("/project rename GARDEN")

    there = 'There is a project "{}" already. Nothing was saved. '
    assert renamed == there.format("garden") + "Choose another name."
    assert new == there.format("Garden") + "To add this channel to it: /project bind #atlas"
    assert kept.startswith("Project *Garden* is called *GARDEN* now")
    assert len((await ana.types("/project")).splitlines()) == 2


@pytest.mark.parametrize("who", ["@muster", "@ben"])
async def test_neither_a_program_nor_who_has_left_leads_a_project(
    world: World, ana: Person, who: str
) -> None:
    await ana.types("/project new Atlas")
    await world.post("member", as_="ben", deleted=True)
    await world.settle()

    told = await ana.types(f"/project lead {who}")

    assert told.endswith(" cannot lead a project here. Nothing was changed.")
    assert await ana.types("/project") == "*Atlas* · lead Ana Sousa · #atlas"


async def test_a_name_that_another_project_took_meanwhile_does_not_come_back(
    ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project rename Beacon")
    await ana.types("/project rename Core")
    renamed = ana.shown[-1]
    await ben.types("/project new Beacon", "#general")

    told = await ana.presses("Undo", renamed)

    assert told == "Not taken back: Ben Carter leads a project called Beacon by now. Nothing was changed."
    assert "*Core* (`#atlas`) · lead Ana Sousa" in await ana.types("/project")


LEADS = "You lead *Atlas* now, handed over by Ana Sousa."


async def test_a_new_lead_is_told_so_once_with_their_day_and_what_a_lead_does(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas")

    given = await ana.types("/project lead @ben")
    await world.clock(to="2026-10-26T13:01:00+00:00")
    [day] = await told(ben)
    await world.clock(to="2026-10-28T13:01:00+00:00")

    assert "Ben Carter hears of it by Mon 26 Oct at 09:00 (New York)." in given
    assert words(day).startswith("*Your day, Mon 26 Oct*")
    assert LEADS in words(day)
    assert "`/project help`" in words(day)
    assert len(await told(ben)) == 1
    assert await told(ana) == []


async def test_a_lead_that_is_taken_back_is_not_told_or_says_who_leads(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project lead @ben")
    await ana.types("/project undo")
    await world.clock(to="2026-10-26T13:01:00+00:00")
    untold = await told(ben)
    await world.clock(to="2026-10-27T12:55:00+00:00")
    await ana.types("/project lead @ben")
    await world.clock(to="2026-10-27T13:01:00+00:00")
    before = words((await told(ben))[-1])

    await ana.types("/project undo")

    assert untold == []
    assert LEADS in before
    after = words((await told(ben))[-1])
    assert "You lead" not in after
    assert "Ana Sousa leads *Atlas*." in after


async def test_who_led_a_project_is_told_when_an_admin_hands_it_over(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/project new Atlas")
    await ana.types("/project lead #atlas @sam")

    await world.clock(to="2026-10-26T13:01:00+00:00")

    assert "Sam Okafor leads *Atlas*." in words((await told(ben))[-1])
    assert LEADS in words((await told(world.person("sam")))[-1])


@pytest.mark.parametrize(("name", "typed"), [("Ceres", "#ceres"), ("Ceres & Co", "#ceres-co")])
async def test_a_renamed_project_is_found_by_its_new_name_as_the_key_it_keeps(
    ana: Person, ben: Person, name: str, typed: str
) -> None:
    await ana.types("/project new Atlas")
    await ana.types(f"/project rename {name}")

    told = await ben.types(f"/task list all {typed}")

    shown = name.replace("&", "&amp;")  # as Slack takes it
    assert f"{shown} goes by #atlas." in told


async def test_a_key_reads_back_and_no_name_is_a_word_of_lines(ana: Person) -> None:
    made = await ana.types("/project new İstanbul", "#atlas-standup")
    await ana.types("/task Book a venue #istanbul", "#atlas-standup")

    assert "`/project bind #istanbul`" in made
    assert "Book a venue" in await ana.types("/task list all #istanbul", "#atlas-standup")
    for name in ("none", "all", "me", "T-12"):
        assert f'"{name}" means something else in a line' in await ana.types(f"/project rename {name}")


async def test_who_is_named_the_lead_that_they_are_is_told_nothing(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/project new Atlas")

    answer = await ana.types("/project lead @ben")
    await world.clock(to="2026-10-27T13:01:00+00:00")

    assert answer == "Ben Carter leads *Atlas* already. Nothing was changed."
    assert await told(ben) == []
