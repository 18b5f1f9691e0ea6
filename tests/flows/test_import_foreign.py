"""Files as other programs write them come in, and what is not read of them is named."""

import pytest

from tests.flows.test_task_import import brings, exported, presses, tasks, told
from tests.world import Person, World, words

JIRA = (
    "Issue key,Issue Type,Summary,Assignee,Priority,Status,Created,Due Date,Labels,Labels,"
    "Custom field (Story Points),Resolved\n"
    "INF-1,Task,Order racks,ben.carter,Critical,In Review,14/Oct/26 9:12 AM,27/Nov/26 12:00 AM,dns,dc,5.0,\n"
    "INF-2,Task,Order cables,Ben Carter,Minor,Done,14/Oct/26 9:12 AM,,dns,,,20/Oct/26 9:12 AM\n"
)


async def test_a_file_of_jira_comes_in_as_it_is(world: World, ana: Person) -> None:
    await brings(ana, JIRA)
    shown = words(await told(ana))

    await presses(ana, "Import 2 tasks")

    line = "Order racks · Ben Carter · due Fri 27 Nov 17:00 · P1 · under way · 5 points · +dc +dns"
    assert line in shown
    assert "Order cables · Ben Carter · P4 · +dns · done Tue 20 Oct" in shown
    assert "Not read: issue key, issue type." in shown
    made = tasks(await exported(world, ana, "/task export csv everything"), "csv")
    assert [row["finished"] for row in made] == ["", "2026-10-20 09:12"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("Name,Assignee,Due Date,Tags\nOrder racks,ben.carter@example.com,2026-11-27,dns\n", "+dns"),
        ("Card Name,Card Description,Due Date\nOrder racks,Two,2026-11-27\n", "no owner · due Fri 27 Nov"),
        ("sep=;\r\nTitle;Due date\r\nOrder racks;27.11.2026\r\n", "no owner · due Fri 27 Nov 17:00"),
        ("Task Name,Progress,Priority\nOrder racks,In progress,Important\n", "no owner · P2 · under way"),
        ("name,completed at\nOrder racks,2026-10-20\n", "no owner · done Tue 20 Oct"),
        ("title,repeat,due\nOrder racks,weekly,2026-12-02\n", "due Wed 2 Dec 17:00 · every wed"),
        ("title,repeat,due\nOrder racks,every 2 weeks,2026-12-02\n", "· every 2 weeks on wed"),
        ("title,labels\nOrder racks,dns;dc\n", "+dc +dns"),
        ('Card Name,Labels\nOrder racks,"dns (green_dark), dc (red)"\n', "+dc +dns"),
    ],
)
async def test_columns_and_words_of_other_programs_are_read(ana: Person, content: str, line: str) -> None:
    await brings(ana, content)

    shown = words(await told(ana))

    assert "1 of 1 task can be imported" in shown
    [made] = [each for each in shown.splitlines() if each.startswith("Order racks")]
    assert line in made


async def test_of_several_owners_the_first_has_it_the_others_watch_and_the_preview_says_so(
    ana: Person,
) -> None:
    await brings(ana, "Task Name,Assigned To\nOrder racks,Ben Carter;Dev Patel\nOrder lamps,ben\n")

    shown = words(await told(ana))

    assert "Order racks · Ben Carter · cc Dev Patel\n" in shown
    assert "1 task with several owners: the first owns it, the others watch." in shown


async def test_a_file_without_titles_says_under_which_names_they_are_known(ana: Person) -> None:
    answer = await brings(ana, "Titel,Owner\nOrder racks,ben\n")

    said = answer["errors"]["file"]
    assert (
        'no column "title", which may also be called: summary, task, task name, subject, name, card' in said
    )


async def test_nothing_is_finished_on_a_day_that_is_still_to_come(ana: Person) -> None:
    rows = "Order racks,done,2027-01-01\nOrder lamps,done,2026-10-26\nOrder cables,done,2026-10-23\n"
    await brings(ana, f"title,status,finished\n{rows}")
    shown = words(await told(ana))

    await presses(ana, "Import 2 tasks")

    assert 'row 2: finished "2027-01-01" is still to come' in shown
    assert "Order lamps · no owner · done Mon 26 Oct\n" in shown
    done = await ana.types("/task board done")
    assert "2027" not in done


async def test_two_rows_of_one_number_are_named_with_all_else_that_is_wrong(ana: Person) -> None:
    await brings(
        ana,
        "number,title,owner,due,estimate\n4,Order racks,nobodyx,ASAP,-3h\n4,Order lamps,,,\n",
    )

    first, second = [line for line in words(await told(ana)).splitlines() if line.startswith("row ")]

    assert first.startswith("row 2: T-4 stands twice in the file; ")
    for fault in ('nobody here is called "nobodyx"', '"ASAP" is no date', '"-3h" is no estimate. Write 3h'):
        assert first.count(fault) == 1
    assert "cannot be read" not in first
    assert second == "row 3: T-4 stands twice in the file"


async def test_what_has_no_column_and_what_an_open_task_cannot_have_is_named_as_not_read(
    ana: Person,
) -> None:
    await brings(ana, "title,finished,status\nOrder racks,2026-10-20,open\nOrder lamps,,open,ben,\n")

    assert "Not read: finished of open tasks, cells beyond the last column." in words(await told(ana))


async def test_a_task_that_repeated_once_is_exported_as_open_without_a_day_it_was_finished(
    world: World, ana: Person
) -> None:
    await ana.types("/task add Report every mon")
    await ana.types("/task done T-1")
    await ana.types("/task add Tidy up every mon")
    await ana.types("/task done T-2")
    await ana.types("/task repeat T-1 none")

    once, still = tasks(await exported(world, ana, "/task export csv"), "csv")

    assert (once["title"], once["status"], once["finished"]) == ("Report", "open", "")
    assert (still["title"], still["status"], still["finished"]) == ("Tidy up", "open", "2026-10-26 08:00")
