"""Every move a post can make, on both databases."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from storage import attempts, facts, people, posts, workspaces
from storage.db import Store
from storage.loop_facts import Outcome
from storage.vocabulary import Noun, Place, PostState
from tests.store.conftest import NOW, Team

LEASE = timedelta(seconds=60)


def owe(tx: Session, team: Team, once: str, **values: Any) -> int:
    """Owe a post in #atlas unless told otherwise."""
    given = {
        "noun": Noun.TASK,
        "subject_id": 1,
        "place": Place.CHANNEL,
        "channel_id": team.atlas.id,
        **values,
    }
    made = posts.owe(tx, team.team.id, once=once, kind="task.card", now=NOW, **given)
    assert made is not None
    return made


def claim(tx: Session, **later: float) -> list[tuple[facts.Post, str]]:
    """Claim what is due, some seconds later."""
    at = NOW + timedelta(**later)
    return claim_at(tx, at)


def claim_at(tx: Session, at: datetime, worker: str = "one", limit: int = 10) -> list[tuple[facts.Post, str]]:
    """Have a worker claim what may be sent at an instant."""
    ids = attempts.list_sendable(tx, now=at, real=at, worker=worker, limit=limit)
    return attempts.claim(tx, ids, now=at, real=at, lease=LEASE, worker=worker)


def state(tx: Session, post_id: int) -> PostState:
    """Read a post's state anew."""
    return posts.get(tx, post_id).state


def send(tx: Session, post_id: int, ts: str = "1.0") -> None:
    """Claim one post and settle it as posted."""
    lease = next(token for post, token in claim(tx) if post.id == post_id)
    assert settle(tx, post_id, lease, PostState.POSTED, ts=ts, slack_channel="C1", shown=1)


def settle(tx: Session, post_id: int, lease: str, state: PostState, **values: Any) -> bool:
    """Settle one post; tell whether its lease still held."""
    return attempts.settle(tx, [Outcome(posts.get(tx, post_id), lease, state, **values)]) == 1


def test_a_post_of_one_name_is_owed_once(tx: Session, team: Team) -> None:
    owe(tx, team, "a")

    where = {"noun": Noun.TASK, "subject_id": 1, "place": Place.CHANNEL, "channel_id": team.atlas.id}
    again = posts.owe(tx, team.team.id, once="a", kind="task.card", now=NOW, **where)

    assert again is None


def test_a_channel_gets_one_post_at_a_time_oldest_first(tx: Session, team: Team) -> None:
    first = owe(tx, team, "a")
    owe(tx, team, "b")
    other = owe(tx, team, "c", channel_id=team.secret.id)

    claimed = [post.id for post, _ in claim(tx)]

    assert claimed == [first, other]
    assert claim(tx) == []


def test_a_reply_waits_for_its_parent(tx: Session, team: Team) -> None:
    parent = owe(tx, team, "root")
    reply = owe(tx, team, "reply", place=Place.THREAD, parent_id=parent)

    send(tx, parent)

    assert [post.id for post, _ in claim(tx)] == [reply]


def test_a_reply_waits_while_its_parent_is_held(tx: Session, team: Team) -> None:
    parent = owe(tx, team, "root")
    owe(tx, team, "reply", place=Place.THREAD, parent_id=parent)
    [(_, lease)] = claim(tx)

    settle(tx, parent, lease, PostState.HELD, reason="is_archived")

    assert claim(tx) == []


def test_a_reply_to_what_was_never_sent_is_cancelled(tx: Session, team: Team) -> None:
    parent = owe(tx, team, "root", not_after=NOW + timedelta(hours=1))
    reply = owe(tx, team, "reply", place=Place.THREAD, parent_id=parent)

    attempts.skip_late(tx, now=NOW + timedelta(hours=2))

    assert (state(tx, parent), state(tx, reply)) == (PostState.SKIPPED, PostState.CANCELLED)


def test_without_its_lease_a_worker_writes_nothing(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    claim(tx)

    kept = settle(tx, post, "another", PostState.POSTED, ts="1.0", slack_channel="C1", shown=1)

    assert not kept
    assert state(tx, post) is PostState.SENDING


def test_what_changed_while_it_was_sent_is_due_again(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    lease = claim(tx)[0][1]
    posts.stale(tx, Noun.TASK, 1)

    settle(tx, post, lease, PostState.POSTED, ts="1.0", slack_channel="C1", shown=1)

    assert state(tx, post) is PostState.DUE


def test_a_frozen_post_never_becomes_stale(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a", frozen={"text": "as approved", "blocks": []})
    send(tx, post)

    posts.stale(tx, Noun.TASK, 1)

    assert state(tx, post) is PostState.POSTED


@pytest.mark.parametrize(("is_sent", "found"), [(False, PostState.UNCERTAIN), (True, PostState.DUE)])
def test_a_lease_that_ran_out_leaves_a_first_post_uncertain_and_an_update_due(
    tx: Session, team: Team, *, is_sent: bool, found: PostState
) -> None:
    post = owe(tx, team, "a")
    if is_sent:
        send(tx, post)
        posts.stale(tx, Noun.TASK, 1)
    claim(tx)

    attempts.recover(tx, real=NOW + timedelta(seconds=61))

    assert state(tx, post) is found


def test_a_lease_that_runs_is_left_alone(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    claim(tx)

    attempts.recover(tx, real=NOW + timedelta(seconds=59))

    assert state(tx, post) is PostState.SENDING


def test_only_a_second_look_that_finds_nothing_sends_it_anew(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    claim(tx)
    attempts.recover(tx, real=NOW, everything=True)

    attempts.not_found(tx, posts.get(tx, post), look_again=NOW + timedelta(seconds=45))
    after_one = state(tx, post)
    attempts.not_found(tx, posts.get(tx, post), look_again=None)

    assert (after_one, state(tx, post)) == (PostState.UNCERTAIN, PostState.DUE)


def test_what_is_uncertain_anew_is_looked_for_twice_again(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    [(_, lease)] = claim(tx)
    settle(tx, post, lease, PostState.UNCERTAIN)
    attempts.not_found(tx, posts.get(tx, post), look_again=NOW)
    attempts.not_found(tx, posts.get(tx, post), look_again=None)

    [(_, lease)] = claim(tx, seconds=60)
    settle(tx, post, lease, PostState.UNCERTAIN)

    assert posts.get(tx, post).looks == 0


def test_what_cannot_be_looked_for_is_held_whatever_comes_and_looked_for_when_released(
    tx: Session, team: Team
) -> None:
    post = owe(tx, team, "a", not_after=NOW)
    claim(tx)
    attempts.recover(tx, real=NOW, everything=True)
    attempts.hold(tx, posts.get(tx, post), reason="cannot look")
    held = state(tx, post)

    posts.cancel(tx, "a", reason="taken back")
    attempts.skip_late(tx, now=NOW + LEASE)
    posts.release(tx, team.team.id)

    assert (held, state(tx, post)) == (PostState.HELD, PostState.UNCERTAIN)


def test_two_workers_never_claim_the_same_post(store: Store) -> None:
    with Session(store.engine) as tx, tx.begin():
        team = Team(tx)
        for number in range(4):
            owe(tx, team, f"p{number}", channel_id=None, member_id=None, place=Place.HOME)
        ids = attempts.list_sendable(tx, now=NOW, real=NOW, worker="one", limit=10)
    given: dict[str, Any] = {"now": NOW, "real": NOW, "lease": LEASE}
    if store.is_sqlite:
        with Session(store.engine) as one, one.begin():
            first = attempts.claim(one, ids, worker="one", **given)
        with Session(store.engine) as two, two.begin():
            second = attempts.claim(two, ids, worker="two", **given)
    else:
        with Session(store.engine) as one, one.begin(), Session(store.engine) as two, two.begin():
            first = attempts.claim(one, ids, worker="one", **given)
            second = attempts.claim(two, ids, worker="two", **given)

    assert {post.id for post, _ in first}.isdisjoint(post.id for post, _ in second)
    assert first


def test_on_postgresql_a_team_has_one_worker_until_its_lease_is_over(store: Store) -> None:
    with Session(store.engine) as tx, tx.begin():
        team = Team(tx)
        owe(tx, team, "a")
        owe(tx, team, "b", channel_id=team.secret.id)

        first = claim_at(tx, NOW, "one", limit=1)
        meanwhile = claim_at(tx, NOW + LEASE / 2, "two")
        later = claim_at(tx, NOW + LEASE, "two")

    assert [len(first), len(meanwhile), len(later)] == ([1, 1, 0] if store.is_sqlite else [1, 0, 1])


def test_a_worker_that_chose_before_another_took_the_team_claims_none_of_it(store: Store) -> None:
    with Session(store.engine) as tx, tx.begin():
        team = Team(tx)
        owe(tx, team, "a")
        owe(tx, team, "b", channel_id=team.secret.id)
        chosen = attempts.list_sendable(tx, now=NOW, real=NOW, worker="two", limit=10)
        claim_at(tx, NOW, "one", limit=1)

        late = attempts.claim(tx, chosen, now=NOW, real=NOW, lease=LEASE, worker="two")

    assert len(late) == (1 if store.is_sqlite else 0)


def test_a_worker_turns_to_teams_nobody_has_however_much_another_workers_team_owes(store: Store) -> None:
    with Session(store.engine) as tx, tx.begin():
        team = Team(tx)
        owe(tx, team, "a")
        owe(tx, team, "b", channel_id=team.secret.id)
        claim_at(tx, NOW, "one", limit=1)
        harbour = workspaces.save_team(tx, "T2", name="Harbour", bot_user_id="UB2", now=NOW)
        pier = workspaces.save_channel(tx, harbour.id, "C9", name="pier", has_bot=True)
        where = {"noun": Noun.TASK, "subject_id": 1, "place": Place.CHANNEL, "channel_id": pier.id}
        posts.owe(tx, harbour.id, once="pier", kind="task.card", now=NOW, **where)

        [(claimed, _)] = claim_at(tx, NOW, "two", limit=1)

    assert claimed.team_id == (team.team.id if store.is_sqlite else harbour.id)


def test_a_worker_that_stops_leaves_its_teams_to_others_at_once(tx: Session, team: Team) -> None:
    owe(tx, team, "a")
    second = owe(tx, team, "b", channel_id=team.secret.id)
    claim_at(tx, NOW, "one", limit=1)

    attempts.free_teams(tx, "one")

    assert [post.id for post, _ in claim_at(tx, NOW, "two")] == [second]


def test_teams_take_turns_however_much_one_of_them_owes(tx: Session, team: Team) -> None:
    harbour = workspaces.save_team(tx, "T2", name="Harbour", bot_user_id="UB2", now=NOW)
    pier = workspaces.save_channel(tx, harbour.id, "C9", name="pier", has_bot=True)
    people_of_first = [people.save(tx, team.team.id, f"U1{n}", name=f"P{n}") for n in range(5)]
    for member in people_of_first:
        owe(tx, team, f"dm{member.id}", place=Place.DM, channel_id=None, member_id=member.id)
    where = {"noun": Noun.TASK, "subject_id": 1, "place": Place.CHANNEL, "channel_id": pier.id}
    posts.owe(tx, harbour.id, once="pier", kind="task.card", now=NOW + timedelta(seconds=1), **where)

    at = NOW + timedelta(seconds=2)
    claimed = claim_at(tx, at, limit=2)

    assert {post.team_id for post, _ in claimed} == {team.team.id, harbour.id}


def test_a_person_gets_one_direct_message_at_a_time(tx: Session, team: Team) -> None:
    where = {"place": Place.DM, "channel_id": None, "member_id": team.ana.id}
    first = owe(tx, team, "a", **where)
    second = owe(tx, team, "b", **where)

    claimed = [post.id for post, _ in claim(tx)]
    send_again = claim(tx)
    assert (claimed, send_again) == ([first], [])

    attempts.recover(tx, real=NOW, everything=True)
    assert [post.id for post, _ in claim(tx)] == [second]


def test_what_follows_in_a_channel_waits_until_what_may_be_in_slack_was_looked_for(
    tx: Session, team: Team
) -> None:
    first = owe(tx, team, "a")
    owe(tx, team, "b")
    claim(tx)
    attempts.recover(tx, real=NOW, everything=True)

    while_uncertain = claim(tx)
    [uncertain] = attempts.list_uncertain(tx, real=NOW, first_look=timedelta(0))
    attempts.not_found(tx, uncertain, look_again=None)

    assert while_uncertain == []
    assert [post.id for post, _ in claim(tx)] == [first]


def test_a_look_that_ended_after_another_look_changes_nothing(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    claim(tx)
    attempts.recover(tx, real=NOW, everything=True)
    slow = posts.get(tx, post)
    attempts.found(tx, posts.get(tx, post), ts="1.0", slack_channel="C1")

    attempts.not_found(tx, slow, look_again=None)

    assert posts.get(tx, post).ts == "1.0"


def test_no_query_of_the_outbox_reads_all_posts_on_sqlite(database: Path) -> None:
    asked: list[tuple[str, Any]] = []
    with Store(f"sqlite:///{database}") as store, Session(store.engine) as tx, tx.begin():

        @event.listens_for(store.engine, "before_cursor_execute")
        def note(_: Any, __: Any, sql: str, parameters: Any, *___: Any) -> None:
            asked.append((f"EXPLAIN QUERY PLAN {sql}", parameters))

        attempts.recover(tx, real=NOW)
        attempts.skip_late(tx, now=NOW)
        claim_at(tx, NOW)
        attempts.has_work(tx, now=NOW, real=NOW)
        attempts.list_uncertain(tx, real=NOW, first_look=LEASE)
        posts.next_due(tx)
        posts.is_any_open(tx, now=NOW)
        event.remove(store.engine, "before_cursor_execute", note)
        plans = [row[3] for sql, given in asked for row in tx.connection().exec_driver_sql(sql, given)]

    assert [plan for plan in plans if plan.startswith("SEARCH post USING INDEX ix_post_waiting")]
    assert not [plan for plan in plans if plan.startswith("SCAN post")]


def test_a_workspace_that_refuses_muster_gets_nothing_until_released(tx: Session, team: Team) -> None:
    post = owe(tx, team, "a")
    waiting = owe(tx, team, "b")
    [(_, lease)] = claim(tx)
    posts.hold_all(tx, team.team.id, reason="token_revoked")
    settle(tx, post, lease, PostState.HELD, reason="token_revoked")
    held = claim(tx)

    posts.release(tx, team.team.id)

    assert held == []
    assert [claimed.id for claimed, _ in claim(tx)] == [post]
    assert state(tx, waiting) is PostState.DUE
