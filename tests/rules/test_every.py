"""Words for how a task comes round again."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear, every
from commands.task.repeat import LAST, WORKING_DAYS, Repeat, Unit

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
FRIDAYS = Repeat(Unit.WEEK, weekdays=(4,))


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ("every day", Repeat(Unit.DAY)),
        ("Every Monday", Repeat(Unit.WEEK, weekdays=(0,))),
        ("every mon and fri", Repeat(Unit.WEEK, weekdays=(0, 4))),
        ("every mon, wed & fri", Repeat(Unit.WEEK, weekdays=(0, 2, 4))),
        ("every mon and every fri", Repeat(Unit.WEEK, weekdays=(0, 4))),
        ("every weekday", Repeat(Unit.WEEK, weekdays=WORKING_DAYS)),
        ("every working day at 9:30", Repeat(Unit.WEEK, weekdays=WORKING_DAYS, at=time(9, 30))),
        ("every 2 weeks", Repeat(Unit.WEEK, 2)),
        ("every other week on tue", Repeat(Unit.WEEK, 2, weekdays=(1,))),
        ("every other friday", Repeat(Unit.WEEK, 2, weekdays=(4,))),
        ("every three months", Repeat(Unit.MONTH, 3)),
        ("every second day", Repeat(Unit.DAY, 2)),
        ("every 15th", Repeat(Unit.MONTH, days=(15,))),
        ("every month on the 1st", Repeat(Unit.MONTH, days=(1,))),
        ("every 15th of the month", Repeat(Unit.MONTH, days=(15,))),
        ("every 1st and 15th", Repeat(Unit.MONTH, days=(1, 15))),
        ("every 15th, 1st & 20th of the month", Repeat(Unit.MONTH, days=(1, 15, 20))),
        ("every month on the 1st and the 15th", Repeat(Unit.MONTH, days=(1, 15))),
        ("every 15th and last day", Repeat(Unit.MONTH, days=(15, LAST))),
        ("every 15th and 15th", Repeat(Unit.MONTH, days=(15,))),
        ("every 2nd and 4th tuesday", Repeat(Unit.MONTH, weekdays=(1,), nths=(2, 4))),
        ("every 1st and 3rd monday", Repeat(Unit.MONTH, weekdays=(0,), nths=(1, 3))),
        ("every 1st monday and 3rd monday", Repeat(Unit.MONTH, weekdays=(0,), nths=(1, 3))),
        (
            "every first, third and last fri at 9:30",
            Repeat(Unit.MONTH, weekdays=(4,), nths=(1, 3, LAST), at=time(9, 30)),
        ),
        ("every 2 months on the 2nd and 4th tue", Repeat(Unit.MONTH, 2, weekdays=(1,), nths=(2, 4))),
        ("every last day of the month", Repeat(Unit.MONTH, days=(LAST,))),
        ("every last friday", Repeat(Unit.MONTH, weekdays=(4,), nths=(LAST,))),
        ("every last working day", Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(LAST,))),
        ("every first weekday of the month", Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(1,))),
        ("every 3rd business day of each month", Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(3,))),
        (
            "every 3 months on the first and last working day at 9:00",
            Repeat(Unit.MONTH, 3, weekdays=WORKING_DAYS, nths=(1, LAST), at=time(9)),
        ),
        ("every 2nd tue of the month", Repeat(Unit.MONTH, weekdays=(1,), nths=(2,))),
        ("every 2 months on the second tue", Repeat(Unit.MONTH, 2, weekdays=(1,), nths=(2,))),
        ("every 31 dec", Repeat(Unit.YEAR, month=12, days=(31,))),
        ("every year on dec 31st", Repeat(Unit.YEAR, month=12, days=(31,))),
        ("every friday at 16:00", Repeat(Unit.WEEK, weekdays=(4,), at=time(16))),
        ("every friday 4pm", Repeat(Unit.WEEK, weekdays=(4,), at=time(16))),
        ("every friday by 4pm", Repeat(Unit.WEEK, weekdays=(4,), at=time(16))),
        ("every friday morning", Repeat(Unit.WEEK, weekdays=(4,), at=time(9))),
        ("every morning", Repeat(Unit.DAY, at=time(9))),
        ("every friday eod", FRIDAYS),
        ("every day except sunday", Repeat(Unit.WEEK, weekdays=(0, 1, 2, 3, 4, 5))),
        (
            "every weekday at 9:30 except fri",
            Repeat(Unit.WEEK, weekdays=(0, 1, 2, 3), at=time(9, 30)),
        ),
        ("every! 30 days", Repeat(Unit.DAY, 30, from_done=True)),
        ("every! friday", Repeat(Unit.WEEK, weekdays=(4,), from_done=True)),
    ],
)
def test_words_for_a_pattern_are_read(words: str, repeat: Repeat) -> None:
    assert every.read(words) == repeat


@pytest.mark.parametrize(
    "words",
    [
        *("every alert", "every 0 days", "every 1000 days", "every 32nd", "every 30 feb", "every sixth fri"),
        *("every day at midnight", "every day at 15:00 UTC", "every week on the 15th", "every day on mon"),
        *("every month on mon", "every", "friday", "every fri at 25:00", "every 1st and 32nd"),
        *("every 1st monday and 3rd friday", "every 1st and tuesday", "every 2 weeks on the 1st and 15th"),
    ],
)
def test_other_words_are_no_pattern(words: str) -> None:
    assert every.read(words) is None


TIMES = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)).filter(
    lambda at: at != time(0)
)
DAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


def _some(places: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw one to four places of a month, the last one last."""
    chosen = st.sets(places, min_size=1, max_size=4)
    return chosen.map(lambda found: tuple(sorted(found, key=lambda each: (each == LAST, each))))


REPEATS = st.one_of(
    st.builds(Repeat, st.sampled_from(Unit), st.integers(1, 20), at=TIMES, from_done=st.booleans()),
    st.builds(
        Repeat, st.just(Unit.WEEK), st.integers(1, 9), weekdays=DAYS, at=TIMES, from_done=st.booleans()
    ),
    st.builds(
        Repeat,
        st.just(Unit.MONTH),
        st.integers(1, 9),
        days=_some(st.integers(1, 31) | st.just(LAST)),
        at=TIMES,
    ),
    st.builds(
        Repeat,
        st.just(Unit.MONTH),
        st.integers(1, 9),
        weekdays=st.integers(0, 6).map(lambda day: (day,)) | st.just(WORKING_DAYS),
        nths=_some(st.integers(1, 5) | st.just(LAST)),
        at=TIMES,
    ),
    st.builds(
        Repeat,
        st.just(Unit.YEAR),
        st.integers(1, 9),
        month=st.integers(1, 12),
        days=st.integers(1, 28).map(lambda day: (day,)),
        at=TIMES,
    ),
)


@given(REPEATS)
def test_what_a_pattern_is_called_reads_back_as_the_same(repeat: Repeat) -> None:
    assert every.read(repeat.text) == repeat


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("text", "title", "repeat", "due"),
    [
        (
            "Send status report every friday at 16:00",
            "Send status report",
            "every fri at 16:00",
            "Fri 27 Nov 16:00",
        ),
        ("Standup every monday and friday", "Standup", "every mon and fri", "Fri 27 Nov 17:00"),
        ("every monday: water the plants @bob", "water the plants", "every mon", "Mon 30 Nov 17:00"),
        ("every mon standup every fri", "standup", "every mon and fri", "Fri 27 Nov 17:00"),
        ("Back up every day at 9am", "Back up", "every day at 09:00", "Thu 26 Nov 09:00"),
        ("Back up every day", "Back up", "every day", "Wed 25 Nov 17:00"),
        ("Rotate keys every 2 weeks due fri", "Rotate keys", "every 2 weeks on fri", "Fri 27 Nov 17:00"),
        ("Rotate keys every 2 weeks", "Rotate keys", "every 2 weeks on wed", "Wed 25 Nov 17:00"),
        ("Pay rent every month", "Pay rent", "every 25th", "Wed 25 Nov 17:00"),
        ("Pay rent every last working day", "Pay rent", "every last working day", "Mon 30 Nov 17:00"),
        ("Pay rent every first working day", "Pay rent", "every first working day", "Tue 1 Dec 17:00"),
        ("Pay rent every 15th !high", "Pay rent", "every 15th", "Tue 15 Dec 17:00"),
        ("Run payroll every 1st and 15th", "Run payroll", "every 1st and 15th", "Tue 1 Dec 17:00"),
        (
            "every 2nd and 4th tuesday at 10:00 patch it",
            "patch it",
            "every second and fourth tue at 10:00",
            "Tue 8 Dec 10:00",
        ),
        ("Call mom every fri due fri 3pm", "Call mom", "every fri at 15:00", "Fri 27 Nov 15:00"),
        ("due fri call mom every fri at 4pm", "call mom", "every fri at 16:00", "Fri 27 Nov 16:00"),
        ("Clean filters every! 2 weeks", "Clean filters", "every! 2 weeks", "Wed 25 Nov 17:00"),
        ("Report every year on 1 feb.", "Report", "every year on 1 feb", "Mon 1 Feb 2027 17:00"),
        ("Tidy the pantry (every week)", "Tidy the pantry", "every wed", "Wed 25 Nov 17:00"),
        ("Tidy the pantry (every week).", "Tidy the pantry", "every wed", "Wed 25 Nov 17:00"),
        ("Tidy (the pantry every week)", "Tidy (the pantry)", "every wed", "Wed 25 Nov 17:00"),
    ],
)
def test_a_task_that_repeats_is_due_for_the_first_time_on_a_day_of_its_pattern(
    text: str, title: str, repeat: str, due: str
) -> None:
    request = added(text)

    assert request.repeat is not None
    assert request.due is not None
    assert (request.title, request.repeat.text) == (title, repeat)
    assert calendar.due_text(request.due, HERE.today) == due


def test_after_hours_a_pattern_starts_on_its_next_day() -> None:
    late = grammar.Here(datetime(2026, 11, 25, 18, 0, tzinfo=UTC), "Europe/London", time(9), time(17))

    request = grammar.parse("Back up every week", late)

    assert isinstance(request, Add)
    assert request.due is not None
    assert (request.due.day, request.repeat and request.repeat.text) == (date(2026, 11, 26), "every thu")


@pytest.mark.parametrize(
    "text",
    [
        *("Review every alert", "Every day counts", "Every week somebody breaks it", "Check every host"),
        *("Report that runs every day fails", "For every friday", "Tell Ann of every monday", "Every"),
        *("Not every friday", "Read every book every night owl", "Pay every 1st and 3rd host"),
        "Ring every second working day",
    ],
)
def test_every_in_a_sentence_is_text(text: str) -> None:
    request = added(text)

    assert (request.title, request.repeat, request.due) == (text, None, None)


@pytest.mark.parametrize(
    ("text", "words", "offers"),
    [
        (
            "every friday call mom tomorrow",
            'Thu 26 Nov is no day of "every fri". Nothing was saved. Which one?',
            (("First on Fri 27 Nov", "every friday call mom"), ("Once, on Thu 26 Nov", "call mom tomorrow")),
        ),
        (
            "every fri call mom every 2 weeks",
            "every fri and every 2 weeks cannot both hold. Nothing was saved. Which one?",
            (("every fri", "every fri call mom"), ("every 2 weeks", "every 2 weeks call mom")),
        ),
        (
            "Call mom every fri at 3",
            '"3" alone is not a time. Nothing was saved. Which one?',
            (
                ("every fri at 15:00", "Call mom every fri at 15:00"),
                ("every fri at 03:00", "Call mom every fri at 03:00"),
            ),
        ),
        (
            "Test every 2 weeks after T-4",
            "A repeating task can't wait for another one: it would be blocked for good after the first "
            'round. Drop "every …" or "after …".',
            (('Drop "every …"', "Test after T-4"), ('Drop "after …"', "Test every 2 weeks")),
        ),
        (
            "every monday",
            "There is no title in that line, so nothing was saved. Type what is to be done, for "
            'example "Renew the certificate by fri !p2".',
            (),
        ),
    ],
)
def test_a_repeat_that_cannot_stand_asks(text: str, words: str, offers: tuple[tuple[str, str], ...]) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert request.words == words
    assert tuple((offer.label, offer.line) for offer in request.offers) == offers
    assert not any(isinstance(grammar.parse(offer.line, HERE), Unclear) for offer in request.offers)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("first monday every month", "every first mon"),
        ("on the last fri of every month at 9:00", "every last fri at 09:00"),
        ("15th of every month", "every 15th"),
        ("on the 1st and 15th of every month", "every 1st and 15th"),
        ("2nd and 4th tuesday of every month", "every second and fourth tue"),
        ("last day of every month", "every last day"),
        ("on the last working day of every month", "every last working day"),
        ("2nd business day every month at 9:00", "every second working day of the month at 09:00"),
    ],
)
def test_a_day_in_front_of_every_month_is_the_day_of_the_pattern(words: str, text: str) -> None:
    request = grammar.parse(f"Backups {words}", HERE)

    assert isinstance(request, Add)
    assert request.repeat
    assert (request.title, request.repeat.text) == ("Backups", text)


@pytest.mark.parametrize(
    "words",
    ["every 2nd monday and 4th tuesday", "every 1st monday and 15th", "every first monday and last friday"],
)
def test_no_day_of_a_pattern_that_cannot_be_read_is_taken_for_a_date(words: str) -> None:
    request = grammar.parse(f"Backups {words}", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due, request.repeat) == (f"Backups {words}", None, None)
    assert request.hints[0].startswith(f'"{words}" is no pattern of days, so it stays in the title.')
    assert request.offers == ()


def test_a_date_behind_other_words_with_every_is_read_as_before() -> None:
    request = grammar.parse("Check every second server fri", HERE)

    assert isinstance(request, Add)
    assert request.due is not None
    assert request.title == "Check every second server"
