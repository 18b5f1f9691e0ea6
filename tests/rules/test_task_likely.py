"""What only may be a repeat or a date is offered whole: nothing is set unasked, and no stump stays behind."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("title", "button"),
    [
        ("Sync mon wed fri", "Repeat every mon, wed and fri"),
        ("Sync mon, wed, fri at 9:00", "Repeat every mon, wed and fri at 09:00"),
        ("Sync mon, wed and fri 9am", "Repeat every mon, wed and fri at 09:00"),
        ("Sync mon/wed/fri", "Repeat every mon, wed and fri"),
        ("Sync each tue", "Repeat every tue"),
        ("Sync each tue &amp; thu", "Repeat every tue and thu"),
        ("Sync each mon and fri at 9:00", "Repeat every mon and fri at 09:00"),
        ("Standup mon-fri 9:00", "Repeat every weekday at 09:00"),
        ("Sync fridays eod", "Repeat every fri"),
        ("Sync on fridays by noon", "Repeat every fri at 12:00"),
        ("daily 9am sync", "Repeat every day at 09:00"),
        ("Pay invoices on the 15th of each month", "Repeat every 15th"),
        ("Test the restore 1st mon of each month", "Repeat every first mon"),
        ("Test the restore first monday of the month", "Repeat every first mon"),
        ("Send timesheets at the end of each month", "Repeat every last day"),
        ("Review access once a quarter", "Repeat every 3 months"),
        ("Review access once a week on fri", "Repeat every fri"),
        ("Standup 9:15 daily", "Repeat every day at 09:15"),
        ("Backup fails every night at 2am", "Repeat every day at 02:00"),
        ("Cron runs daily 3am", "Repeat every day at 03:00"),
        ("Learn why the backup fails every monday", "Repeat every mon"),
        ("Disk fills up every friday", "Repeat every fri"),
    ],
)
def test_a_likely_repeat_is_offered_and_its_title_stays_whole(title: str, button: str) -> None:
    made = added(f"{title} @ben")

    assert (made.title, made.due, made.repeat) == (title.replace("&amp;", "&"), None, None)
    assert [offer.label for offer in made.offers] == [button]
    changed = grammar.parse(made.offers[0].line.replace("{id}", "T-1"), HERE)
    assert isinstance(changed, grammar.Amend)
    assert changed.to.repeat
    assert f"Repeat {changed.to.repeat.text}".startswith(button)


@pytest.mark.parametrize(
    ("line", "repeat", "first"),
    [
        ("Sync daily 9am", "every day at 09:00", "Thu 26 Nov 09:00"),
        ("Sync daily @ 9am", "every day at 09:00", "Thu 26 Nov 09:00"),
        ("Sync daily eod", "every day", "Wed 25 Nov 17:00"),
        ("Sync daily by noon", "every day at 12:00", "Wed 25 Nov 12:00"),
        ("Sync weekly fri", "every fri", "Fri 27 Nov 17:00"),
        ("Sync weekly, fri 16:00", "every fri at 16:00", "Fri 27 Nov 16:00"),
        ("Sync weekly @ben on fri", "every fri", "Fri 27 Nov 17:00"),
        ("Sync weekly <@U2|ben> fri", "every fri", "Fri 27 Nov 17:00"),
        ("Sync monthly 1st", "every 1st", "Tue 1 Dec 17:00"),
        ("Sync every 90d", "every 90 days", "Wed 25 Nov 17:00"),
        ("Sync every 2w", "every 2 weeks on wed", "Wed 25 Nov 17:00"),
        ("Sync every night at 2am", "every day at 02:00", "Thu 26 Nov 02:00"),
    ],
)
def test_a_plain_repeat_is_read_whole_and_leaves_nothing_in_the_title(
    line: str, repeat: str, first: str
) -> None:
    made = added(line)

    assert made.repeat
    assert made.due
    assert (made.title, made.repeat.text) == ("Sync", repeat)
    assert calendar.due_text(made.due, HERE.today) == first


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("Prepare the weekly fri", "Prepare the weekly", "Fri 27 Nov 17:00"),
        ("Join our daily at 9am", "Join our daily", "Thu 26 Nov 09:00"),
        ("Send the status by mon", "Send the status", "Mon 30 Nov 17:00"),
    ],
)
def test_a_weekly_that_something_is_done_for_is_no_repeat(line: str, title: str, due: str) -> None:
    made = added(line)

    assert made.due
    assert (made.title, made.repeat, calendar.due_text(made.due, HERE.today)) == (title, None, due)


@pytest.mark.parametrize(
    ("title", "buttons"),
    [
        ("Book it 1/2 dec", ["Due Tue 1 Dec 17:00", "Due Wed 2 Dec 17:00"]),
        ("Book it tue or thu", ["Due Tue 1 Dec 17:00", "Due Thu 26 Nov 17:00"]),
        ("Book it today or tomorrow", ["Due Wed 25 Nov 17:00", "Due Thu 26 Nov 17:00"]),
        (
            "Book it tue/wed 3pm",
            ["Due Tue 1 Dec 15:00", "Due Wed 2 Dec 15:00", "Repeat every tue and wed at 15:00"],
        ),
        ("Book it tue and thu", ["Due Thu 26 Nov 17:00", "Repeat every tue and thu"]),
        ("Call fri with Ben at 9:00", ["Due Fri 27 Nov 09:00", "Due Thu 26 Nov 09:00"]),
        ("Call the vendor 27 nov about it, 15:00", ["Due Fri 27 Nov 15:00", "Due Wed 25 Nov 15:00"]),
        ("Staff the desk fri 9-17", ["Due Fri 27 Nov 09:00", "Due Fri 27 Nov 17:00"]),
        ("Staff the desk tue 10-11", ["Due Tue 1 Dec 10:00", "Due Tue 1 Dec 22:00"]),
        ("Staff the desk mon-fri 9-17", []),
        ("Staff the desk mon-fri 9:00-17:00", []),
        ("Review access 2x a month", []),
        ("Call the vendor early next week", []),
        ("Renew it (expires 31 jan)", ["Due Sun 31 Jan 2027"]),
        ("The trial ends on 4 dec", ["Due Fri 4 Dec 17:00"]),
        ("Disk fills up friday", ["Due Fri 27 Nov 17:00"]),
        ("Test it wc 7 dec", ["Due Mon 7 Dec 17:00"]),
    ],
)
def test_of_days_and_hours_that_may_be_meant_each_is_offered_and_none_set(
    title: str, buttons: list[str]
) -> None:
    made = added(title)

    assert (made.title, made.due, made.repeat) == (title, None, None)
    assert [offer.label for offer in made.offers] == buttons


@pytest.mark.parametrize("line", ["Send it by 1/2 dec", "Send it due 1/2 dec", "Send it by dec 1 or 2"])
def test_one_of_two_days_behind_a_keyword_asks_which(line: str) -> None:
    asked = grammar.parse(line, HERE)

    assert isinstance(asked, Unclear)
    assert asked.words.endswith("names two days. Nothing was saved. Which one?")
    assert [offer.label for offer in asked.offers] == ["Tue 1 Dec 17:00", "Wed 2 Dec 17:00"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Call tomorrow with Ben at 9:00", "Call tomorrow with Ben"),
        ("Read last friday's notes tomorrow 9:00", "Read last friday's notes"),
        ("Follow up tomorrow 9:00", "Follow up"),
    ],
)
def test_an_hour_that_can_be_of_one_day_only_is_set(line: str, title: str) -> None:
    made = added(line)

    assert made.due
    assert (made.title, calendar.due_text(made.due, HERE.today)) == (title, "Thu 26 Nov 09:00")


@pytest.mark.parametrize(
    "title",
    [
        "prepare for patch tuesday",
        "plan black friday",
        "cyber monday",
        "close for good friday 9am",
        "ship before black friday",
        "send it by ash wednesday",
    ],
)
def test_a_day_with_a_name_of_its_own_is_text_in_small_letters_too(title: str) -> None:
    made = added(title)

    assert (made.title, made.due, made.offers) == (title, None, ())


def test_two_days_in_a_row_ask_which_and_whether_they_come_round() -> None:
    asked = grammar.parse("Sync tue thu", HERE)

    assert isinstance(asked, Unclear)
    assert [offer.line for offer in asked.offers][2:] == ["Sync every tue and thu"]


@pytest.mark.parametrize(
    ("line", "button"),
    [
        ("T-4 each tue", "T-4 every tue"),
        ("T-4 mon wed fri", "T-4 every mon, wed and fri"),
        ("T-4 once a month", "T-4 every month"),
    ],
)
def test_a_likely_repeat_behind_a_number_is_offered_for_that_task(line: str, button: str) -> None:
    asked = grammar.parse(line, HERE)

    assert isinstance(asked, Unclear)
    assert button in [offer.line for offer in asked.offers]
    assert isinstance(grammar.parse(button, HERE), grammar.Amend)


@pytest.mark.parametrize(
    "title", ["Fix the login", "Check the monitor", "Update the photo", "Print the times"]
)
def test_a_word_that_only_ends_like_a_preposition_keeps_no_repeat_from_being_read(title: str) -> None:
    made = added(f"{title} every mon")

    assert made.repeat
    assert (made.title, made.repeat.text) == (title, "every mon")


@pytest.mark.parametrize("line", ["Renew it by fri 8am weekly", "Renew it due fri 8am weekly @ben"])
def test_a_date_in_front_of_a_repeat_that_is_offered_is_set(line: str) -> None:
    made = added(line)

    assert made.due
    assert (made.title, made.repeat) == ("Renew it weekly", None)
    assert calendar.due_text(made.due, HERE.today) == "Fri 27 Nov 08:00"
    assert [offer.label for offer in made.offers] == ["Repeat every week"]
