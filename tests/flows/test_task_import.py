"""A file of tasks comes in: checked and shown before anything is saved, saved as one, taken back as one."""

import asyncio
import base64
import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.flows.test_daily import dm
from tests.world import Json, Person, World, find, labels, words

UNDONE = "SELECT id FROM change WHERE undoes IS NOT NULL ORDER BY id"


async def brings(
    person: Person, content: str | bytes, name: str = "tasks.csv", channel: str = "#atlas"
) -> Json:
    """Put a file into the import form; return Slack's answer to it."""
    await person.types("/task import", channel)
    view = await person.form()
    raw = content.encode() if isinstance(content, str) else content
    file = {"name": name, "content": base64.b64encode(raw).decode()}
    return await person.submits(view, {"file": {"file": [file]}})


async def told(person: Person) -> Json:
    """Return the message that shows how far the file is."""
    return [one for one in await person.dms() if one.get("blocks") and not one.get("is_ephemeral")][-1]


async def presses(person: Person, label: str) -> str:
    """Press a button of that message."""
    message = await told(person)
    return await person.presses(label, message, await dm(person))


def read(database: Path, query: str) -> list[Any]:
    """Return the rows of a query."""
    with sqlite3.connect(database) as db:
        return db.execute(query).fetchall()


def statuses(database: Path) -> list[tuple[str, str]]:
    """Return the title and status of each task on record."""
    return read(database, "SELECT title, status FROM task ORDER BY number")


async def test_nothing_is_saved_before_import_is_pressed_and_then_all_of_it(
    ana: Person, database: Path
) -> None:
    await brings(ana, "title,owner,due\nOrder racks,Ben Carter,2026-11-12 15:00\nOrder cables,,\n")
    shown, before = await told(ana), statuses(database)

    await presses(ana, "Import 2 tasks")
    after = await told(ana)

    assert "2 of 2 tasks can be imported. Nothing is saved yet." in words(shown)
    assert before == []
    assert statuses(database) == [("Order racks", "open"), ("Order cables", "open")]
    assert "imported 2 tasks, T-1 and T-2. They can all be taken back until 08:10." in words(after)
    assert "Thu 12 Nov 15:00" in await ana.types("/task show T-1")
    assert "Ben Carter" in await ana.types("/task show T-1")


async def test_a_preview_shows_words_as_they_were_written_and_calls_nobody(ana: Person) -> None:
    await brings(ana, "title,owner\nAsk <!channel> if a < b & c,\nBad owner,Q & A\n")
    shown = words(await told(ana))

    assert "Ask &lt;!channel&gt; if a &lt; b &amp; c" in shown
    assert 'nobody here is called "Q &amp; A"' in shown


async def test_each_bad_line_is_named_and_left_out(ana: Person, database: Path) -> None:
    lines = [
        "number,title,owner,due,priority,status,project,estimate,labels,after,repeat,link",
        "1,Order racks,,,,,,,,,,",
        "2,,,,,,,,,,,",
        "3,Bad owner,Nobody Atall,,,,,,,,,",
        "4,Bad date,,32/13,,,,,,,,",
        "5,Bad priority,,,P9,,,,,,,",
        "6,Bad status,,,,later,,,,,,",
        "7,Bad project,,,,,nowhere,,,,,",
        "8,Bad estimate,,,,,,soon,,,,",
        "9,Bad link,,,,,,,,,,page",
        "10,Circle one,,,,,,,,T-11,,",
        "11,Circle two,,,,,,,,T-10,,",
        "12,Both,,,,,,,,T-1,every fri,",
        "1,Twice,,,,,,,,,,",
        "14,Order cables,,,,,,,,,,",
    ]
    await brings(ana, "\n".join(lines))
    shown = words(await told(ana))

    await presses(ana, "Import 1 task")

    assert "1 of 14 tasks can be imported" in shown
    for line in (
        "row 3: it has no title",
        'row 4: nobody here is called "Nobody Atall"',
        'row 5: "32/13" is no date like 2026-11-27 17:00 or 27/11/2026',
        'row 6: "P9" is no priority: P1 to P4',
        'row 7: "later" is no status: open, done or dropped',
        'row 8: no project "nowhere"',
        'row 9: "soon" is no estimate. Write 3h',
        'row 10: "page" is no address of a page',
        "row 11: it waits for itself: T-",
        "row 12: it waits for itself: T-",
        "row 13: a repeating task cannot wait for another one",
        "row 2: T-1 stands twice in the file",
        "row 14: T-1 stands twice in the file",
    ):
        assert line in shown
    assert statuses(database) == [("Order cables", "open")]


async def test_the_preview_shows_the_first_tasks_and_all_that_is_wrong_with_each_bad_line(
    ana: Person,
) -> None:
    good = "".join(f"Rack {number},Ben Carter,2026-11-12,,\n" for number in range(1, 13))
    await brings(ana, f"title,owner,due,priority,estimate\n{good}Bad,Nobody Atall,32/13,P9,abc\n")

    shown = words(await told(ana))

    assert "Would be made:\nRack 1 · Ben Carter · due Thu 12 Nov 17:00\nRack 2" in shown
    assert "Rack 10 · Ben Carter · due Thu 12 Nov 17:00\n… and 2 more" in shown
    [line] = [each for each in shown.splitlines() if each.startswith("row 14: ")]
    for fault in ('"32/13" is no date', '"P9" is no priority', '"abc" is no estimate', '"Nobody Atall"'):
        assert fault in line


async def test_a_bad_row_has_the_number_that_a_spreadsheet_shows_whatever_its_cells_hold(ana: Person) -> None:
    await brings(
        ana,
        'title,notes,due\r\nOrder racks,"one\ntwo\r\nthree",\r\n\r\n,,\r\n"Order\ncables",,32/13\r\n',
    )

    shown = words(await told(ana))

    assert '1 left out:\nrow 5: "32/13" is no date' in shown


async def test_a_row_that_is_no_csv_has_its_number_too_be_it_the_first(ana: Person) -> None:
    long = "y" * 200_000
    later = await brings(ana, f'title,notes\nOrder racks,"one\ntwo"\nx,{long}')
    first = await brings(ana, f"title,{long}\nx,y\n")

    assert "Row 3 cannot be read as CSV" in later["errors"]["file"]
    assert "Row 1 cannot be read as CSV" in first["errors"]["file"]


@pytest.mark.parametrize("kind", ["csv", "json"])
async def test_what_export_wrote_comes_in_as_it_was(world: World, ana: Person, kind: str) -> None:
    await ana.types("/project new Atlas", "#atlas")
    await ana.types("/task add =SUM(A1) of racks @ben by 12 nov 3pm !high ~3h ~5p +dc +dns cc @dana")
    await ana.types("/task split T-1 order; rack")
    await ana.types("/task add Order cables after T-1")
    await ana.types("/task add Tidy up every fri at 16:00")
    await ana.types("/task add Finished")
    await ana.types("/task done T-4")
    await ana.types("/task due T-1 19 nov 3pm")
    await ana.types("/task start T-1")
    await ana.types("/task block T-1 the vendor sleeps")
    await ana.types("/task snooze T-2 fri")
    first = await exported(world, ana, f"/task export {kind} everything")

    await brings(ana, first, f"tasks.{kind}")
    await presses(ana, "Import 4 tasks")
    again = await exported(world, ana, f"/task export {kind} everything")

    old = tasks(first, kind)
    made = {
        row["title"]: row for row in tasks(again, kind) if row["number"] not in [one["number"] for one in old]
    }
    assert len(tasks(again, kind)) == 8
    for row in old:
        same = made[row["title"]]
        changed = {name for name, value in row.items() if same[name] != value}
        assert changed <= {"number", "created", "card"} | ({"after"} if row["after"] else set()), row
    waiting = made["Order cables"]["after"]
    assert str(made["=SUM(A1) of racks" if kind == "json" else "'=SUM(A1) of racks"]["number"]) in str(
        waiting
    )


async def test_a_pattern_of_several_days_a_month_comes_in_as_it_went_out(world: World, ana: Person) -> None:
    await ana.types("/task Run payroll every 15th and last day at 10:00")
    await ana.types("/task Patch the servers every 2nd and 4th tuesday")
    first = await exported(world, ana, "/task export csv")

    await brings(ana, first)
    await presses(ana, "Import 2 tasks")
    again = tasks(await exported(world, ana, "/task export csv"), "csv")

    assert sorted((row["title"], row["repeat"], row["due"]) for row in again) == [
        *[("Patch the servers", "every second and fourth tue", "2026-10-27 17:00")] * 2,
        *[("Run payroll", "every 15th and last day at 10:00", "2026-10-31 10:00")] * 2,
    ]


async def exported(world: World, person: Person, line: str) -> bytes:
    """Return the file that an export brings."""
    await person.types(line)
    return await world.file([one for one in await person.dms() if one.get("files")][-1])


def tasks(content: bytes, kind: str) -> list[Json]:
    """Read a file's tasks."""
    if kind == "json":
        found: list[Json] = json.loads(content)["tasks"]
        return found
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_all_of_it_is_taken_back_but_what_somebody_changed_since(
    ana: Person, ben: Person, database: Path
) -> None:
    await brings(ana, "title\n" + "\n".join(f"Rack {number}" for number in range(1, 121)), channel="#atlas")
    await presses(ana, "Import 120 tasks")
    await ben.types("/task due T-7 12 nov")

    await presses(ana, "Take all back")

    left = [title for title, status in statuses(database) if status == "open"]
    assert left == ["Rack 7"]
    shown = words(await told(ana))
    assert "119 tasks taken back. 1 task changed since stays." in shown
    assert "row 8: T-7 was changed since, and stays" in shown


async def test_what_came_in_as_dropped_is_taken_back_with_the_rest(ana: Person) -> None:
    await brings(ana, "title,status\nOrder racks,open\nHire a crane,dropped\nPay deposit,done\n")
    await presses(ana, "Import 3 tasks")
    assert "Hire a crane" in (await ana.types("/task list dropped"))

    await presses(ana, "Take all back")

    assert "Hire a crane" not in (await ana.types("/task list dropped"))
    assert "3 tasks taken back" in words(await told(ana))


async def test_cancelled_nothing_is_saved_and_the_buttons_are_gone(ana: Person, database: Path) -> None:
    await brings(ana, "title\nOrder racks\n")

    await presses(ana, "Cancel")

    shown = await told(ana)
    assert "was not imported. Nothing was saved." in words(shown)
    assert labels(shown) == []
    assert statuses(database) == []


async def test_imported_tasks_have_no_cards_and_tell_nobody(world: World, ana: Person, ben: Person) -> None:
    before = len(await world.channel("#atlas").messages())
    await brings(ana, "title,owner\nOrder racks,Ben Carter\n")

    await presses(ana, "Import 1 task")
    await world.clock(by="26h")

    assert len(await world.channel("#atlas").messages()) == before
    assert "Order racks" not in "".join(words(one) for one in await ben.dms())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"\xff\xfe\x00", "not text in UTF-8"),
        ("a.csv", b"what,owner\nx,y\n", 'no column "title"'),
        ("a.csv", b"title\n", "holds no tasks"),
        ("a.json", b"{\n", "no JSON from line 2, column 1 on"),
        ("a.json", b"5", "no file of tasks"),
        ("a.json", b"[]", "holds no tasks"),
        ("a.json", b'{"format": "muster-tasks", "version": 9, "tasks": []}', "version 9; 1 is read"),
        ("a.json", b'{"format": "muster-tasks", "version": 1, "tasks": 3}', '"tasks" is no list'),
        ("a.csv", b"title,notes\nx," + b"y" * 200_000, "Row 2 cannot be read as CSV (field larger than"),
        ("a.csv", b"title\n" + b"x\n" * 10_001, "10,001 tasks; 10,000 fit"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_in_the_form(
    ana: Person, name: str, content: bytes, said: str
) -> None:
    answer = await brings(ana, content, name)

    assert said in answer["errors"]["file"]
    assert "Nothing was saved" in answer["errors"]["file"]
    assert await ana.dms() == []


async def test_a_file_over_four_megabytes_is_refused_in_the_form_and_nothing_of_it_is_kept(
    ana: Person, database: Path
) -> None:
    await ana.types("/task import", "#atlas")
    file = {"name": "huge.csv", "size": 4_000_001}  # the sandbox keeps none this large; Slack does

    answer = await ana.submits(await ana.form(), {"file": {"file": [file]}})

    assert answer["errors"] == {"file": "This file is larger than 4 MB. Cut it in two. Nothing was saved."}
    assert await ana.dms() == []
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT count(*) FROM task_import").fetchone() == (0,)


async def test_two_thousand_lines_come_in_and_the_one_bad_one_is_named(ana: Person, database: Path) -> None:
    titles = [f"Rack {number}" for number in range(1, 2_000)]
    await brings(ana, "title,due\n" + "".join(f"{title},\n" for title in titles) + "Last,32/13\n")

    shown = words(await told(ana))
    await presses(ana, "Import 1,999 tasks")

    assert 'row 2,001: "32/13" is no date' in shown
    assert '1 left out:\nrow 2,001: "32/13" is no date like 2026-11-27 17:00' in words(await told(ana))
    assert len(statuses(database)) == 1_999


async def test_ten_minutes_later_it_is_not_taken_back_any_more(
    world: World, ana: Person, database: Path
) -> None:
    await brings(ana, "title\nOrder racks\n")
    await presses(ana, "Import 1 task")
    await world.clock(by="9m")
    offered = labels(await told(ana))

    await world.clock(by="1m")

    assert offered == ["Take all back"]
    assert labels(await told(ana)) == []
    assert words(await told(ana)) == "*tasks.csv*: imported 1 task, T-1."
    assert statuses(database) == [("Order racks", "open")]


async def test_a_press_in_a_message_that_slack_would_not_change_comes_too_late(
    world: World, ana: Person, database: Path
) -> None:
    await brings(ana, "title\nOrder racks\n")
    await presses(ana, "Import 1 task")
    await world.post("faults", method="chat.update", kind="refuse:edit_window_closed", times=1)
    await world.clock(by="11m")

    said = await presses(ana, "Take all back")

    assert "ten minutes are over. Nothing was changed" in said
    assert labels(await told(ana)) == []
    assert statuses(database) == [("Order racks", "open")]


async def test_who_types_while_a_file_is_taken_back_waits_for_no_more_than_its_next_few_lines(
    world: World, ana: Person, ben: Person, database: Path
) -> None:
    await brings(ana, "title\n" + "\n".join(f"Rack {number}" for number in range(1, 401)))
    await presses(ana, "Import 400 tasks")
    press = find(await told(ana), "Take all back")
    place = await dm(ana)

    pressed = {"action_id": press["action_id"], "block_id": press["block_id"], "value": press["value"]}
    message = await told(ana)
    click = asyncio.create_task(world.post("click", as_="ana", channel=place, ts=message["ts"], **pressed))
    while not await asyncio.to_thread(read, database, UNDONE):
        assert not click.done() or (await click)["ok"]
    typed = await world.post(
        "command", as_="ben", channel="#atlas", command="/task", text="add Call the vendor"
    )
    await click
    await world.settle()

    assert "Added *T-401* Call the vendor" in words(typed["ephemerals"][-1])
    assert "400 tasks taken back." in words(await told(ana))
    [(added,)] = read(database, "SELECT id FROM change WHERE field = 'added' AND subject_id = 401")
    undone = [place for (place,) in read(database, UNDONE)]
    assert undone[0] < added < undone[-1]


async def test_undo_by_line_takes_an_import_back_as_its_button_does(
    ana: Person, ben: Person, database: Path
) -> None:
    await brings(ana, "title\n" + "\n".join(f"Rack {number}" for number in range(1, 121)))
    await presses(ana, "Import 120 tasks")
    await ben.types("/task due T-7 12 nov")

    said = await ana.types("/task undo")

    shown = await told(ana)
    assert "tasks.csv: the imported tasks are being taken back; those changed since stay." in said
    assert [title for title, status in statuses(database) if status == "open"] == ["Rack 7"]
    assert "119 tasks taken back. 1 task changed since stays." in words(shown)
    assert labels(shown) == []
    assert "nothing of yours from the last ten minutes" in await ana.types("/task undo")


async def test_undo_on_home_takes_an_import_back_as_its_button_does(ana: Person, database: Path) -> None:
    await brings(ana, "title\nOrder racks\nOrder cables\n")
    await presses(ana, "Import 2 tasks")
    await ana.world.get("home", as_="ana")
    await ana.world.settle()
    view = (await ana.world.get("home", as_="ana", peek="1"))["view"]
    undo = find(view, "Undo my last change")

    pressed = {"action_id": undo["action_id"], "block_id": undo["block_id"], "value": undo["value"]}
    await ana.world.post("click", as_="ana", view_id=view["id"], **pressed)
    await ana.world.settle()

    assert [status for _, status in statuses(database)] == ["dropped", "dropped"]
    assert any("2 tasks taken back." in words(one) for one in await ana.dms())


async def test_tidying_up_keeps_what_may_still_be_taken_back_and_forgets_the_file_after_a_month(
    world: World, ana: Person, database: Path
) -> None:
    await ana.types("/task add Order lamps")
    await ana.types("/task export csv")
    await brings(ana, "title\nOrder racks\n")
    await presses(ana, "Import 1 task")
    await brings(ana, "title\n" + "Order cables\n" * 600)
    await presses(ana, "Import 600 tasks")

    await world.stage.muster.hourly.run()
    await presses(ana, "Take all back")
    back = words(await told(ana))
    await world.clock(to="2026-11-27T10:00:00+00:00")
    await world.stage.muster.hourly.run()

    assert "600 tasks taken back." in back
    assert not any("Take all back" in labels(one) for one in await ana.dms())
    assert [status for title, status in statuses(database) if title == "Order racks"] == ["open"]
    with sqlite3.connect(database) as db:
        for table in ("task_import", "task_import_line", "export"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


async def test_a_row_that_fails_is_named_and_left_out_and_the_others_come_in(
    ana: Person, database: Path
) -> None:
    await brings(ana, "title\nOrder racks\nOrder cables\nLay cables\n")
    with sqlite3.connect(database) as db:
        db.execute("UPDATE task_import_line SET cells = '{\"title\": 5}' WHERE line = 3")  # no text: damaged

    await presses(ana, "Import 3 tasks")

    shown = words(await told(ana))
    assert [title for title, _ in statuses(database)] == ["Order racks", "Lay cables"]
    assert "imported 2 tasks, T-1 and T-2" in shown
    assert "1 left out:\nrow 3: Muster could not read it; if it happens again, quote reference " in shown


async def test_links_to_what_is_not_in_the_file_are_left_out_and_named(ana: Person) -> None:
    await brings(ana, "number,title,after\n1,Order racks,T-9\n2,Order cables,T-1 T-9 T-8\n3,Rack them,T-2\n")
    shown = words(await told(ana))

    await presses(ana, "Import 3 tasks")

    assert "2 tasks would wait for what is not imported. Those links are left out:" in shown
    assert "row 2: after T-9\nrow 3: after T-9, T-8" in shown
    assert "Order racks · no owner\nOrder cables · no owner · after T-1 of the file\n" in shown
    assert "T-1" in await ana.types("/task show T-2")


async def test_dates_as_a_spreadsheet_writes_them_people_and_priorities_as_they_are_typed(
    ana: Person,
) -> None:
    lines = [
        "title,due,owner,priority",
        "One,31/12/2026,@me,high",
        "Two,31.12.2026 15:30,@ben,!p1",
        "Three,2026-12-31 00:00:00,U0BEN,1",
        "Four,12/11/2026 3:30:00 PM,chiara rossi,urgent",
        "Five,tomorrow,,low",
        "Six,2026-12-31T09:00:00,,",
    ]
    await brings(ana, "\n".join(lines))

    shown = words(await told(ana))

    assert "6 of 6 tasks can be imported" in shown
    for line in (
        "One · Ana Sousa · due Thu 31 Dec 17:00 · P2",
        "Two · Ben Carter · due Thu 31 Dec 15:30 · P1",
        "Three · Ben Carter · due Thu 31 Dec 17:00 · P1",
        "Four · Chiara Rossi · due Thu 12 Nov 15:30 · P1",
        "Five · no owner · due Tue 27 Oct 17:00 · P4",
        "Six · no owner · due Thu 31 Dec 09:00",
    ):
        assert line in shown


async def test_a_moment_with_its_offset_is_read_on_the_clock_of_who_brings_the_file(ana: Person) -> None:
    lines = [
        "title,due",
        "One,2026-11-27 17:00:00+05",
        "Two,2026-11-27T17:00:00-0330",
        "Three,2026-11-27T17:00:00.000+02:00",
        "Four,2026-11-27 17:00:00+05:30:15",
    ]
    await brings(ana, "\n".join(lines))

    shown = words(await told(ana))

    for line in ("One · no owner · due Fri 27 Nov 12:00", "due Fri 27 Nov 20:30", "due Fri 27 Nov 15:00"):
        assert line in shown
    assert 'row 5: "2026-11-27 17:00:00+05:30:15" is no date like' in shown


@pytest.mark.parametrize("empty", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("who", ["ana", "chiara", "ben"])
async def test_a_date_that_programs_write_for_none_is_a_fault_of_its_row_alone(
    world: World, who: str, empty: str
) -> None:
    person = world.person(who)
    await brings(person, f"title,due,finished\nOrder racks,,{empty}\nOrder cables,2026-11-27,\n")

    shown = words(await told(person))

    assert "1 of 2 tasks can be imported" in shown
    assert f'row 2: "{empty[:10]} ' in shown
    assert "is too far away" in shown


async def test_where_the_month_stands_follows_from_the_dates_of_the_file(ana: Person) -> None:
    await brings(ana, "title,due\nOne,12/31/2026\nTwo,12/11/2026\n")
    sure = words(await told(ana))

    answer = await brings(ana, "title,due\nThree,12/11/2026\n")

    assert "Two · no owner · due Fri 11 Dec 17:00" in sure
    assert "Three · no owner · due Thu 12 Nov 17:00" in words(await told(ana))
    assert "errors" not in answer or not answer["errors"]
    said = "Dates such as 12/11/2026 are read with the day before the month; a button there"
    assert said in "".join(words(one) for one in await ana.sees("#atlas"))


async def test_dates_that_could_be_two_days_are_read_the_other_way_by_a_button(
    ana: Person, database: Path
) -> None:
    await brings(ana, "title,due\nOne,03/04/2027\nTwo,12/11/2026 3:30 PM\nThree,tomorrow\nFour,2026-12-01\n")
    first = await told(ana)

    await presses(ana, "Read the month first")
    second = await told(ana)
    await presses(ana, "Read the day first")
    third = await told(ana)
    await presses(ana, "Read the month first")
    await presses(ana, "Import 4 tasks")

    assert "03/04/2027 is read as Sat 3 Apr 2027: the day comes first in all such dates" in words(first)
    assert "Two · no owner · due Thu 12 Nov 15:30" in words(first)
    assert labels(first) == ["Import 4 tasks", "Read the month first", "Cancel"]
    assert "03/04/2027 is read as Thu 4 Mar 2027: the month comes first in all such dates" in words(second)
    assert "Two · no owner · due Fri 11 Dec 15:30" in words(second)
    assert labels(second) == ["Import 4 tasks", "Read the day first", "Cancel"]
    assert words(third) == words(first)
    assert read(database, "SELECT title, due_day FROM task ORDER BY number") == [
        ("One", "2027-03-04"),
        ("Two", "2026-12-11"),
        ("Three", "2026-10-27"),
        ("Four", "2026-12-01"),
    ]


async def test_a_file_whose_dates_are_in_no_doubt_offers_no_other_reading(ana: Person) -> None:
    await brings(ana, "title,due\nOne,12/31/2026\nTwo,12/11/2026\nThree,05/05/2027\n")
    sure = labels(await told(ana))
    await brings(ana, "title,due\nOne,05/05/2027\nTwo,03/04/0000\n")

    assert sure == ["Import 3 tasks", "Cancel"]
    assert labels(await told(ana)) == ["Import 1 task", "Cancel"]


async def test_an_element_that_is_no_task_is_named_and_the_others_come_in(
    ana: Person, database: Path
) -> None:
    long = {"title": "Order cables", "notes": "far too much " * 10_000}
    await brings(ana, json.dumps([{"title": "Order racks"}, 5, {"titel": "x"}, long]), "tasks.json")
    shown = words(await told(ana))

    await presses(ana, "Import 1 task")

    assert "1 of 4 tasks can be imported" in shown
    assert "entry 2: 5 is no task" in shown
    assert "entry 3: it has no title" in shown
    assert "entry 4: its notes are longer than 100,000 characters" in shown
    assert statuses(database) == [("Order racks", "open")]


async def test_a_file_of_which_nothing_can_be_imported_says_so(ana: Person) -> None:
    await brings(ana, "title,due\nOne,32/13\n")

    shown = await told(ana)

    assert "nothing of it can be imported, and nothing is saved." in words(shown)
    assert labels(shown) == ["Cancel"]


async def test_a_dropped_task_comes_in_as_dropped(ana: Person, database: Path) -> None:
    await brings(ana, "title,status,reason\nOrder racks,dropped,the vendor does it\n")
    await presses(ana, "Import 1 task")

    assert "dropped: the vendor does it" in await ana.types("/task list dropped")


async def test_owners_are_reminded_of_what_was_imported_when_it_is_due(
    world: World, ana: Person, ben: Person
) -> None:
    await brings(ana, "title,owner,due\nRack them,Ben Carter,2026-10-28 18:00\n")
    await presses(ana, "Import 1 task")
    await world.clock(to="2026-10-28T12:59:00+00:00")
    assert await ben.dms() == []

    await world.clock(to="2026-10-28T13:01:00+00:00")

    assert "*T-1* Rack them" in words((await ben.dms())[-1])


async def test_what_is_imported_in_a_private_channel_stays_in_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas", "#atlas")

    await brings(ana, "title,project\nBuy the vendor,atlas\n", channel="#vendor-terms")
    await presses(ana, "Import 1 task")

    assert "There is no T-1 here" in await ben.types("/task show T-1")
    assert "Buy the vendor" in await ana.types("/task show T-1", "#vendor-terms")


async def test_what_would_wait_for_a_repeating_task_is_named_and_left_out(
    ana: Person, database: Path
) -> None:
    await brings(ana, "number,title,after,repeat\n1,Report,,every fri\n2,Read it,T-1,\n3,File it,T-2,\n")
    shown = words(await told(ana))

    await presses(ana, "Import 2 tasks")

    assert "row 3: it waits for T-1, which repeats and is never done for good" in shown
    assert statuses(database) == [("Report", "open"), ("File it", "open")]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-11-27T17:30:00Z", "due Fri 27 Nov 17:30"),
        ("2026-11-27T17:30:00+01:00", "due Fri 27 Nov 16:30"),
        ("46353", "due Fri 27 Nov 17:00"),
        ("46353.5", "due Fri 27 Nov 12:00"),
    ],
)
async def test_a_date_as_programs_and_spreadsheets_keep_it_is_read(
    ana: Person, written: str, due: str
) -> None:
    await brings(ana, f"title,due\nOrder racks,{written}\n")

    assert due in words(await told(ana))


async def test_a_title_that_is_too_long_is_cut_and_stands_in_the_notes_whole(ana: Person) -> None:
    title = " ".join(["rack"] * 60) + " last"
    await brings(ana, f"title\n{title}\n")
    await presses(ana, "Import 1 task")

    shown = await ana.types("/task show T-1")

    assert "rack…" in shown.splitlines()[0]
    assert "rack last" in shown


async def test_where_a_file_has_both_orders_what_could_be_two_days_is_named_and_left_out(ana: Person) -> None:
    await brings(ana, "title,due\nOne,12/11/2026\nTwo,13/11/2026\nThree,11/13/2026\nFour,05/05/2027\n")

    shown = await told(ana)

    assert "3 of 4 tasks can be imported" in words(shown)
    assert 'row 2: "12/11/2026" could be two days: "13/11/2026" in this file has the day first' in words(
        shown
    )
    assert "Two · no owner · due Fri 13 Nov 17:00\nThree · no owner · due Fri 13 Nov 17:00" in words(shown)
    assert labels(shown) == ["Import 3 tasks", "Cancel"]


async def test_a_date_that_is_no_day_of_its_repeat_is_left_out_unless_it_was_moved(ana: Person) -> None:
    head = "title,due,repeat,promised"
    rows = ["Wrong,2026-11-18,every fri,", "Right,2026-11-20,every fri,"]
    await brings(ana, "\n".join([head, *rows, "Moved,2026-11-18,every fri,2026-11-20"]))

    shown = words(await told(ana))

    assert 'row 2: Wed 18 Nov is no day of "every fri"' in shown
    assert "Right · no owner · due Fri 20 Nov 17:00 · every fri\nMoved" in shown


async def test_a_preview_shows_all_that_a_line_would_make(ana: Person) -> None:
    head = "number,title,estimate,points,labels,after,checklist"
    await brings(ana, f'{head}\n1,Order racks,3h,5,dns security,,"one\ntwo"\n2,Rack them,,,,T-1,\n')

    shown = words(await told(ana))

    assert "Order racks · no owner · 3 h · 5 points · +dns +security · 2 steps" in shown
    assert "Rack them · no owner · after T-1 of the file" in shown


async def test_a_preview_says_how_work_stands_as_lists_do(ana: Person) -> None:
    lines = [
        "title,estimate,points,status,state,reason,snoozed,watchers",
        "Order racks,3h,5,In Progress,,,,",
        "Rack them,,,,under way,,2026-11-02,@ben",
        "Wire them,,,,blocked,the <vendor> sleeps,,",
        'Label them,,,,"under way, blocked",,,',
        "Sweep up,,,done,under way,,,",
    ]
    await brings(ana, "\n".join(lines))

    shown = words(await told(ana))

    assert "Order racks · no owner · 3 h · under way · 5 points" in shown
    assert "Rack them · no owner · under way · cc Ben Carter · snoozed until Mon 2 Nov" in shown
    assert "Wire them · no owner · blocked: the &lt;vendor&gt; sleeps\n" in shown
    assert "Label them · no owner · under way, blocked\n" in shown
    assert "Sweep up · no owner · done" in shown


async def test_what_is_brought_in_a_projects_channel_belongs_to_that_project_as_a_line_there_does(
    ana: Person,
) -> None:
    await ana.types("/project new Atlas", "#atlas")
    await brings(ana, "title\nOrder racks\n", channel="#atlas")
    await presses(ana, "Import 1 task")

    assert "Order racks" in await ana.types("/task list #atlas", "#general")
    assert "Project Atlas" in await ana.types("/task show T-1")


@pytest.mark.parametrize("kind", ["csv", "json"])
async def test_what_was_dropped_comes_in_dropped_with_its_reason(
    world: World, ana: Person, kind: str
) -> None:
    await ana.types("/task add Order racks")
    await ana.types("/task add Order cables @ben by fri")
    await ana.types("/task drop T-2 the vendor sleeps")
    file = await exported(world, ana, f"/task export {kind} everything")

    await brings(ana, file, f"tasks.{kind}")
    await presses(ana, "Import 2 tasks")

    dropped = await ana.types("/task list dropped")
    assert "*T-4* Order cables" in dropped
    assert "the vendor sleeps" in await ana.types("/task show T-4")
    assert "Order cables" not in await ana.types("/task list all")


async def test_where_muster_is_not_the_direct_message_holds_the_preview_and_nothing_else(ana: Person) -> None:
    await brings(ana, "title\nOrder racks\n", channel="#vendor-terms")

    shown = [words(one) for one in await ana.dms()]

    assert len(shown) == 1
    assert "1 of 1 task can be imported" in shown[0]


async def test_points_that_are_no_number_of_points_are_named_as_such(ana: Person) -> None:
    await brings(ana, "title,estimate,points\nOrder racks,3h,-3\nOrder cables,,5\n")

    shown = words(await told(ana))

    assert "1 of 2 tasks can be imported" in shown
    assert 'row 2: "-3" is no number of points: 1 to 999\n' in shown
    assert "estimate" not in shown


async def test_columns_are_known_by_the_names_that_other_programs_give_them(ana: Person) -> None:
    await brings(
        ana,
        "Summary,Assignee,Due date,Description,Tags,Story points\n"
        "Order racks,Ben Carter,2026-11-12,Two of them,dns,5\n",
    )

    shown = words(await told(ana))
    await presses(ana, "Import 1 task")

    assert "Order racks · Ben Carter · due Thu 12 Nov 17:00 · 5 points · +dns" in shown
    assert "not read" not in shown
    assert "Two of them" in await ana.types("/task show T-1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,summary,sprint,who\nOrder racks,Racks,12,ben\n"),
        (
            "a.json",
            '[{"title": "Order racks", "summary": "Racks"}, {"title": "b", "sprint": 12, "who": "ben"}]',
        ),
    ],
)
async def test_columns_that_are_not_read_are_named_before_anything_is_saved(
    ana: Person, name: str, content: str
) -> None:
    await brings(ana, content, name)

    assert "Not read: summary, sprint, who." in words(await told(ana))


async def test_how_a_task_stands_is_read_in_the_words_of_other_programs(ana: Person) -> None:
    rows = "Racks,In Progress,Highest\nCables,To Do,Medium\nLabels,Closed,Lowest\nRoom,Cancelled,\n"
    await brings(ana, f"title,status,priority\n{rows}Door,Paused,\n")
    shown = words(await told(ana))

    await presses(ana, "Import 4 tasks")

    assert 'row 6: "Paused" is no status: open, done or dropped' in shown
    assert "*T-1* Racks · no owner · P1 · under way" in await ana.types("/task list everything")
    board = await ana.types("/task board everything")
    assert "*T-3* Labels" in board
    assert "Labels" not in await ana.types("/task list all")
    assert "Room" in await ana.types("/task list dropped")


async def test_what_a_leaver_finished_stays_theirs_and_their_open_work_is_nobodys_and_says_so(
    world: World, ana: Person
) -> None:
    await world.post("member", as_="ben", deleted=True)
    await world.settle()

    await brings(
        ana,
        "title,status,owner\nCopy the shares,done,Ben Carter\nRack the core,open,Ben Carter\n"
        "Order cables,Blocked,nobody\nAsk legal,under way,Unassigned\n",
    )

    shown = words(await told(ana))
    assert "4 of 4 tasks can be imported" in shown
    assert "Copy the shares · Ben Carter" in shown
    assert "Rack the core · no owner: Ben Carter has left" in shown
    assert "Order cables · no owner · blocked" in shown
    assert "Ask legal · no owner · under way" in shown


async def test_whom_open_work_names_and_who_has_left_is_named_for_every_row_with_what_they_were(
    world: World, ana: Person
) -> None:
    await world.post("member", as_="ben", deleted=True)
    await world.settle()
    rows = [f"Order part {number},open,,Dana Whitfield" for number in range(10)]
    told_of = [
        "Rack the core,open,Dana Whitfield,Ben Carter",
        "Wire it,open,Ben Carter,Dana Whitfield",
        "Old,done,,Ben Carter",
    ]

    await brings(ana, "\n".join(["title,status,owner,watchers", *rows, *told_of]))
    shown = words(await told(ana))

    head = "People who have left are named in 2 open tasks. They are left out:"
    assert f"{head}\nrow 12: watcher Ben Carter\nrow 13: owner Ben Carter" in shown
    assert "row 14" not in shown
