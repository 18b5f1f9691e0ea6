"""Who is to look at a risk again, on both databases."""

from datetime import timedelta

from sqlmodel import Session

from commands.plan import operations as plan
from commands.plan.grammar import New
from commands.risk import fields, operations, reviewing
from storage import people, risks, workspaces
from tests.store.conftest import NOW, Team

IN_A_WEEK = NOW + timedelta(days=7)


def test_a_review_is_its_owners_or_where_nobody_here_owns_the_risk_the_leads(tx: Session, team: Team) -> None:
    plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.atlas)
    atlas = workspaces.get_channel(tx, team.atlas.id)
    for owner in ("U2", None, "U3"):
        said = fields.request(fields.Fields(may="Racks may be late", owner=owner, probability=4, impact=5))
        operations.add(tx, said, team.act(team.ana), channel=atlas)
    people.save(tx, team.team.id, "U3", is_active=False)

    due = {
        one.name: [risk.number for risk in reviewing.list_due(tx, team.act(one, now=IN_A_WEEK), 9)]
        for one in (team.ana, team.ben)
    }

    assert due == {"Ana Sousa": [2, 3], "Ben Carter": [1]}
    assert reviewing.list_due(tx, team.act(team.ben, now=IN_A_WEEK - timedelta(days=1)), 9) == []
    assert risks.next_review(tx, team.team.id, team.ana.id) == IN_A_WEEK.date()
    assert risks.list_watchers(tx, team.team.id) == {team.ana.id, team.ben.id, team.gil.id}
