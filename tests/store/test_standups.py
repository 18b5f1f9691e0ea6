"""Standups, answers and blockers on both databases, and what the migration to them makes of older rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from commands.standup import operations, questions
from commands.standup.operations import naming
from storage import answers, blockers, changes, facts, histories, people, posts, standups, timers, workspaces
from storage.upgrade import downgrade, upgrade
from storage.vocabulary import DayState, Noun, TimerState
from tests.store.conftest import NOW, Team

TODAY = date(2026, 11, 24)
PROMPT = "standup.prompt"


@pytest.fixture
def standup(tx: Session, team: Team) -> facts.Standup:
    """A standup of Ana and Ben in #atlas at 10:00 UTC, an hour from now."""
    workspaces.set_members(tx, team.atlas.id, [team.ana.id, team.ben.id, team.gil.id], now=NOW)
    want = operations.Wanted("#atlas", (0, 1, 2, 3, 4), time(10), 120)
    made = operations.set_up(tx, want, team.act(team.ana), team.atlas)
    assert isinstance(made, operations.Made)
    return made.standup


def asked(tx: Session, team: Team, standup: facts.Standup, who: facts.Member) -> facts.Answer:
    """Ask somebody and return their answer to fill in."""
    until = NOW + timedelta(hours=3)
    operations.ask(tx, team.team.id, standup, who, TODAY, until=until, now=NOW + timedelta(hours=1))
    day = standups.find_day(tx, standup.id, TODAY)
    found = answers.find(tx, day.id, who.id) if day else None
    assert found is not None
    return found


def say(
    tx: Session, team: Team, who: facts.Member, found: facts.Answer, *, group: str, **said: str
) -> operations.Saved:
    """Answer."""
    act = team.act(who, group=group, now=NOW + timedelta(hours=1, minutes=5))
    saved = operations.answer(tx, operations.target_of(tx, found), said, act)
    assert saved is not None
    return saved


def test_an_answer_is_late_by_when_it_was_first_given_and_not_once_it_says_nothing(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found, closed = asked(tx, team, standup, team.ana), NOW + timedelta(hours=4)

    def given(group: str, text: str, at: datetime) -> bool:
        target = operations.target_of(tx, answers.get(tx, found.id))
        saved = operations.answer(tx, target, {"done": text}, team.act(team.ana, group=group, now=at))
        assert saved is not None
        return saved.answer.is_late

    in_time = [given("g2", "Racks", NOW + timedelta(hours=2)), given("g3", "Racks and cables", closed)]
    emptied = given("g4", "", closed)
    too_late = given("g5", "Cables", closed)
    changes.undo(tx, team.act(team.ana, group="g6", now=closed), histories.list_group(tx, team.team.id, "g5"))

    assert in_time == [False, False]
    assert (emptied, too_late) == (False, True)
    assert answers.get(tx, found.id).is_late is False


def test_a_late_answer_that_says_nothing_any_more_is_late_no_more(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found, closed = asked(tx, team, standup, team.ana), NOW + timedelta(hours=4)
    for group, text in (("g2", "Racks"), ("g3", "")):
        target = operations.target_of(tx, answers.get(tx, found.id))
        operations.answer(tx, target, {"done": text}, team.act(team.ana, group=group, now=closed))

    after = answers.get(tx, found.id)

    assert (after.is_late, after.answered_at) == (False, None)


def test_a_standup_asks_its_channel_but_no_guest_and_nobody_who_left(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    assert [one.name for one in standups.list_members(tx, standup)] == ["Ana Sousa", "Ben Carter"]
    assert standups.list_asking(tx, team.team.id, team.gil.id) == []

    people.save(tx, team.team.id, "U2", is_active=False)

    assert standups.list_asking(tx, team.team.id, team.ben.id) == []
    assert standups.list_asking(tx, team.team.id, team.ana.id) == [standup]


def test_members_by_name_are_changed_and_taken_back_whole(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    want = operations.Wanted("#atlas", (0,), time(10), 120, member_ids=(team.ben.id,))
    act = team.act(team.ana, group="g2")
    operations.edit(tx, standup.id, want, act, version=standup.version)
    narrowed = [one.name for one in standups.list_members(tx, standups.get(tx, standup.id))]

    changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert narrowed == ["Ben Carter"]
    assert standups.get(tx, standup.id).weekdays == (0, 1, 2, 3, 4)
    assert len(standups.list_members(tx, standups.get(tx, standup.id))) == 2
    assert timers.find_next(tx, "standup.again", str(standup.id)) is not None


def test_an_answer_is_asked_once_said_in_the_words_of_its_questions_and_taken_back(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found = asked(tx, team, standup, team.ana)
    again = answers.ask(tx, found.day_id, team.ana.id, closes_at=found.closes_at, asked_at=NOW)
    say(tx, team, team.ana, found, group="g2", today="Racks", blocked="The key\nThe lift")
    given = answers.get(tx, found.id)
    stuck = blockers.list_open(tx, team.team.id, standup.id)

    changes.undo(tx, team.act(team.ana, group="g3", now=NOW), histories.list_group(tx, team.team.id, "g2"))

    assert again is None
    assert given.said == {"today": "Racks", "blocked": "The key\nThe lift"}
    assert [one.number for one in stuck] == [1, 2]
    assert answers.get(tx, found.id).said == {}
    assert blockers.list_open(tx, team.team.id, standup.id) == []
    assert operations.roll(tx, found.day_id, NOW).given == ()


def test_a_post_called_off_before_slack_had_it_is_owed_again(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found = asked(tx, team, standup, team.ana)
    say(tx, team, team.ana, found, group="g2", today="Racks")
    changes.undo(tx, team.act(team.ana, group="g3", now=NOW), histories.list_group(tx, team.team.id, "g2"))
    called_off = posts.find(tx, f"answer:{found.id}")

    say(tx, team, team.ana, found, group="g4", today="Racks after all")

    owed = posts.find(tx, f"answer:{found.id}")
    assert called_off is not None
    assert owed is not None
    assert (called_off.state.value, owed.state.value, owed.id) == ("cancelled", "due", called_off.id)


def test_moods_are_counted_by_day_and_kept_with_nobody(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found = asked(tx, team, standup, team.ana)
    for mood in ("4", "4", "2"):
        standups.count_mood(tx, found.day_id, mood)

    assert standups.get_day(tx, found.day_id).moods == {"4": 2, "2": 1}


def test_a_day_keeps_the_questions_it_opened_with(tx: Session, team: Team, standup: facts.Standup) -> None:
    found = asked(tx, team, standup, team.ana)
    changes.apply(
        tx,
        team.act(team.ana, group="g2"),
        Noun.STANDUP,
        standup.id,
        {"questions": standups.plain_questions(questions.DEFAULT[:1])},
    )

    assert standups.get_day(tx, found.day_id).questions == questions.DEFAULT
    assert standups.get(tx, standup.id).questions == questions.DEFAULT[:1]


def test_an_absence_in_the_middle_is_found_and_one_taken_back_is_not(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.go_away(tx, act, TODAY, TODAY + timedelta(days=2))

    assert people.find_absence(tx, team.ana.id, TODAY + timedelta(days=1)) is not None
    assert people.find_absence(tx, team.ana.id, TODAY + timedelta(days=3)) is None
    assert list(people.absent_on(tx, [team.ana.id, team.ben.id], TODAY)) == [team.ana.id]

    changes.undo(tx, team.act(team.ana, group="g2"), histories.list_group(tx, team.team.id, "g1"))

    assert people.find_absence(tx, team.ana.id, TODAY) is None


def test_the_next_prompt_replaces_what_is_ahead_and_leaves_what_is_overdue(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    subject = f"{standup.id}:{team.ana.id}"
    later = NOW + timedelta(hours=2)  # the prompt of 10:00 is overdue: Muster was not running

    operations.set_next(tx, team.team.id, standup, team.ana, later)

    overdue = timers.find_next(tx, PROMPT, subject)
    ahead = timers.find_next(tx, PROMPT, subject, after=later)
    assert overdue is not None
    assert ahead is not None
    assert (overdue.occurrence, ahead.occurrence) == ("2026-11-24", "2026-11-25")
    assert timers.last_over(tx, PROMPT, subject, now=later) == "2026-11-24"
    assert overdue.state is TimerState.DUE


def test_a_close_is_as_late_as_the_last_window_of_those_who_are_there(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    found = asked(tx, team, standup, team.ana)
    people.save(tx, team.team.id, "U2", zone="America/New_York")
    operations.reset_member(tx, people.get(tx, team.ben.id), team.team.id, NOW)
    with_ben = timers.find_next(tx, "standup.close", str(found.day_id))

    operations.go_away(tx, team.act(team.ben, now=NOW), TODAY, TODAY)

    without = timers.find_next(tx, "standup.close", str(found.day_id))
    assert with_ben is not None
    assert without is not None
    assert with_ben.due_at == datetime(2026, 11, 24, 17, tzinfo=NOW.tzinfo)
    assert without.due_at == found.closes_at
    assert standups.get_day(tx, found.day_id).state is DayState.OPEN


OLD: dict[str, list[dict[str, Any]]] = {
    "team": [{"id": 1, "slack_id": "T1", "name": "N", "bot_user_id": "UB", "created_at": NOW}],
    "member": [
        {
            "id": 1,
            "team_id": 1,
            "slack_id": "U1",
            "name": "Ana",
            "handle": "ana",
            "zone": "UTC",
            "work_start": time(9),
            "work_end": time(17),
            "is_admin": False,
            "is_guest": False,
            "is_bot": False,
            "is_active": True,
        }
    ],
    "channel": [
        {
            "id": 1,
            "team_id": 1,
            "slack_id": "C1",
            "name": "atlas",
            "is_private": False,
            "is_dm": False,
            "has_bot": True,
            "is_archived": False,
        }
    ],
    "standup": [
        {
            "id": 1,
            "team_id": 1,
            "channel_id": 1,
            "name": "#atlas",
            "weekdays": "01234",
            "at": time(10),
            "window": 120,
            "created_at": NOW,
        }
    ],
    "standup_day": [{"id": 1, "standup_id": 1, "day": TODAY, "state": "open", "opened_at": NOW}],
    "answer": [
        {
            "id": 1,
            "day_id": 1,
            "member_id": 1,
            "asked_at": NOW,
            "yesterday": "Audit",
            "today": "",
            "blocked": "The key",
            "is_late": False,
            "version": 1,
        }
    ],
    "blocker": [{"id": 5, "team_id": 1, "answer_id": 1, "member_id": 1, "text": "The key", "opened_at": NOW}],
}


def test_answers_and_blockers_of_the_release_before_are_kept_both_ways(empty_url: str) -> None:
    upgrade(empty_url, "0004")
    with opened(empty_url) as connection:
        filled(connection, OLD)

    upgrade(empty_url)
    with opened(empty_url) as connection, Session(connection) as tx:
        answer, blocker, standup = answers.get(tx, 1), blockers.get(tx, 5), standups.get(tx, 1)
        next_number = changes.number(tx, 1, Noun.BLOCKER)
    downgrade(empty_url, "0004")
    with opened(empty_url) as connection:
        row = connection.execute(sa.text("SELECT yesterday, today, blocked FROM answer")).one()

    assert answer.said == {"yesterday": "Audit", "blocked": "The key"}
    assert answer.closes_at == NOW + timedelta(minutes=120)
    assert (blocker.number, next_number) == (1, 2)
    assert standup.questions == questions.DEFAULT
    assert tuple(row) == ("Audit", "", "The key")


@contextmanager
def opened(url: str) -> Iterator[sa.Connection]:
    """Open a database for a moment, in one transaction."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def filled(connection: sa.Connection, old: dict[str, list[dict[str, Any]]]) -> None:
    """Put rows of an older release into tables."""
    tables = sa.MetaData()
    tables.reflect(connection)
    naive = connection.dialect.name == "sqlite"
    for name, rows in old.items():
        given = [{key: _stored(value, naive=naive) for key, value in row.items()} for row in rows]
        connection.execute(sa.insert(tables.tables[name]), given)


def _stored(value: Any, *, naive: bool) -> Any:
    return value.replace(tzinfo=None) if naive and isinstance(value, datetime) else value


def test_a_reminder_of_the_release_before_is_not_sent_and_one_that_stands_in_slack_stays(
    empty_url: str,
) -> None:
    upgrade(empty_url, "0019")
    post: dict[str, Any] = {
        "team_id": 1,
        "noun": "answer",
        "subject_id": 1,
        "place": "dm",
        "member_id": 1,
        "wanted": 1,
        "shown": 0,
        "attempts": 0,
        "looks": 0,
        "reason": "",
        "not_before": NOW,
    }
    kinds = {"standup.remind": "due", "standup.blockers": "posted", "standup.prompt": "due"}
    with opened(empty_url) as connection:
        posts = [{**post, "key": kind, "once": kind, "kind": kind, "state": kinds[kind]} for kind in kinds]
        filled(connection, {"team": OLD["team"], "member": OLD["member"], "post": posts})

    upgrade(empty_url)

    with opened(empty_url) as connection:
        rows = connection.execute(sa.text("SELECT kind, state FROM post")).all()
    assert dict(map(tuple, rows)) == {
        "standup.remind": "cancelled",
        "standup.blockers": "cancelled",
        "standup.prompt": "due",
    }


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("waiting for @Ana Sousa Lima to sign", "waiting for @Ana Sousa Lima to sign"),
        ("waiting for @Ana Sousa to sign", "waiting for @Ana Sousa to sign"),
        ("waiting for @lima to sign", "waiting for @Ana Sousa Lima to sign"),
    ],
)
def test_a_whole_name_stays_as_it_stands_and_a_handle_becomes_one(
    tx: Session, team: Team, typed: str, shown: str
) -> None:
    people.save(tx, team.team.id, "U9", name="Ana Sousa Lima", handle="lima")

    assert naming.with_names(tx, team.act(team.ana), typed) == shown
