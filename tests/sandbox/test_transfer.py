"""A workspace out and in as one file, and back to how it started."""

import copy
from collections import deque
from collections.abc import Callable, Mapping, Set
from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Place

Json = dict[str, Any]


async def live(place: Place) -> None:
    """Leave a trace of each kind in the workspace."""
    channel = "C0ATLAS"
    parent = await place.client.chat_postMessage(channel=channel, text="Racks <@U0BEN>", metadata=MARK)
    await place.client.chat_postMessage(channel=channel, text="Here", thread_ts=parent["ts"])
    await place.client.reactions_add(channel=channel, timestamp=parent["ts"], name="eyes")
    await place.client.chat_postMessage(channel="U0BEN", text="Only you", blocks=[SECTION])
    await place.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [SECTION]})
    await place.post("channel", channel="#general", archived=True)
    await place.post("member", **{"as": "ben", "status_text": "Away"})
    await place.post("read", **{"as": "ben", "channel": "#atlas"})
    place.clock.pass_by(timedelta(days=3))


MARK = {"event_type": "made", "event_payload": {"id": "1"}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


async def test_what_was_exported_is_imported_whole(place: Place, make_place: Callable[..., Any]) -> None:
    await live(place)
    exported = await place.get("export")
    other = await make_place()

    answer = await other.post("import", **exported)

    assert answer == {"ok": True, "now": exported["now"]}
    assert await other.get("export") == exported
    for person in ("ana", "ben"):
        shown = [await one.get("unread", **{"as": person}) for one in (place, other)]
        assert shown[0] == shown[1]
    assert await other.messages("#atlas") == await place.messages("#atlas")


async def test_an_export_of_the_first_version_is_imported_beside_a_new_second_team(
    place: Place, make_place: Callable[..., Any]
) -> None:
    await live(place)
    exported = await place.get("export")
    head = {"format": exported["format"], "version": 1, "now": exported["now"]}
    other = await make_place()

    answer = await other.post("import", **head, workspace=exported["teams"][0]["workspace"])

    assert answer["ok"], answer
    assert await other.messages("#atlas") == await place.messages("#atlas")
    assert [one["installed"] for one in (await other.get("state"))["teams"]] == [True, False]


async def test_the_second_team_and_the_token_the_app_has_there_are_kept(
    place: Place, make_place: Callable[..., Any]
) -> None:
    await place.post("app", team="harbour", installed=True, scopes_added=["chat:write"])
    await place.post("message", **{"as": "mara"}, team="harbour", channel="quay", text="Crane 2")
    token = (await place.get("state", team="harbour"))["tokens"]["bot"]
    snapshot = place.sandbox.snapshot()

    again = await make_place(snapshot=snapshot)

    assert (await again.api("auth.test", token=token))["team_id"] == "T1HARBOUR"
    assert [one["text"] for one in await again.messages("quay", team="harbour")] == ["Crane 2"]
    assert again.sandbox.snapshot() == snapshot


async def test_an_export_leaves_out_what_only_one_person_saw(place: Place) -> None:
    await place.client.chat_postEphemeral(channel="C0ATLAS", user="U0ANA", text="Psst")

    assert "Psst" not in str(await place.get("export"))
    assert "Psst" in str(await place.messages("#atlas", **{"as": "ana"}))


def broken(*path: Any, value: Any) -> Callable[[Json], Json]:
    """Make a change to an export: the value at `path` is replaced, or taken out when None."""

    def change(exported: Json) -> Json:
        found: Any = exported
        for key in path[:-1]:
            found = found[key]
        if value is None:
            del found[path[-1]]
        else:
            found[path[-1]] = value
        return exported

    return change


FIRST = ("teams", 0, "workspace")
ATLAS = (*FIRST, "channels", "C0ATLAS")
BROKEN = [
    (broken("format", value="chess"), 'Its "format" is not "muster-sandbox".'),
    (broken("version", value=7), 'Its "version" is 7; this sandbox reads 1 and 2.'),
    (broken("now", value="soon"), 'Its "now" is no moment.'),
    (broken("now", value="2026-10-26T08:00:00"), 'Its "now" has no zone.'),
    (broken("teams", value={}), "teams is not a list."),
    (broken("teams", value=[]), "It has 0 teams, not 1 to 2."),
    (broken(*FIRST, value=[]), "teams[0].workspace is not an object."),
    (broken(*FIRST, "members", value=None), 'teams[0].workspace has no "members".'),
    (broken("teams", 1, "rights", "scopes", value="all"), "teams[1].rights.scopes is not a list."),
    (broken(*FIRST, "members", "U0BEN", "tz", value=3), "teams[0].workspace.members.U0BEN.tz is not text."),
    (
        broken(*FIRST, "members", "U0BEN", "deleted", value=1),
        "teams[0].workspace.members.U0BEN.deleted is not true or false.",
    ),
    (
        broken(*FIRST, "members", "U0BEN", "id", value="U0X"),
        "teams[0].workspace.members.U0BEN has the id U0X.",
    ),
    (broken(*FIRST, "bot", value="U0NOBODY"), "teams[0].workspace.bot is U0NOBODY, who is no member."),
    (
        broken(*ATLAS, "pinned", value=True),
        'teams[0].workspace.channels.C0ATLAS has a field this version does not know: "pinned".',
    ),
    (
        broken(*ATLAS, "canvas", value="F0NO"),
        "teams[0].workspace.channels.C0ATLAS.canvas is F0NO, which is not there.",
    ),
    (
        broken(*ATLAS, "pins", value={"1.000000": {"by": "U0BEN", "created": 1}}),
        "teams[0].workspace.channels.C0ATLAS.pins names a message that is not there.",
    ),
    (
        broken(*FIRST, "groups", "S0ATLAS", "users", value=["U0NOBODY"]),
        "teams[0].workspace.groups.S0ATLAS has somebody in it who is nobody.",
    ),
    (
        broken(
            *(*FIRST, "scheduled"),
            value={"Q1": {"id": "Q1", "channel": "C0NO", "post_at": 1, "created": 1, "content": {}}},
        ),
        "teams[0].workspace.scheduled.Q1 is for a channel C0NO that is not there.",
    ),
    (
        broken(*ATLAS, "members", value=["U0NOBODY"]),
        "teams[0].workspace.channels.C0ATLAS has a member U0NOBODY who is nobody.",
    ),
    (broken(*ATLAS, "members", value=[7]), "teams[0].workspace.channels.C0ATLAS.members[0] is not text."),
    (
        broken(*ATLAS, "replies", value={"1.000000": []}),
        "teams[0].workspace.channels.C0ATLAS.replies.1.000000 names a message that is not there.",
    ),
    (
        broken(*ATLAS, "messages", value={"soon": {"ts": "soon", "user": "U0BEN", "text": ""}}),
        "teams[0].workspace.channels.C0ATLAS.messages.soon has the ts soon.",
    ),
]


@pytest.mark.parametrize(("change", "why"), BROKEN, ids=[why for _, why in BROKEN])
async def test_what_cannot_be_imported_is_named_and_changes_nothing(
    place: Place, change: Callable[[Json], Json], why: str
) -> None:
    before = await place.get("export")

    answer = await place.post("import", **change(copy.deepcopy(before)))

    said = f"This is no workspace that can be imported. {why} Nothing was changed."
    assert answer == {"ok": False, "error": said}
    assert await place.get("export") == before


async def test_the_workspace_of_another_app_is_not_imported(
    place: Place, make_place: Callable[..., Any]
) -> None:
    other = await make_place(manifest={"display_information": {"name": "Ping"}})

    answer = await place.post("import", **await other.get("export"))

    assert answer["error"] == "This is the workspace of Ping; here is that of Muster. Nothing was changed."


async def test_a_reset_leaves_nothing_of_what_was(place: Place) -> None:
    fresh = {name: await place.get(name) for name in LOOKED_AT}
    at = place.clock.now()
    await live(place)
    await place.post("faults", method="*", kind="fatal_error", times=9)
    await place.post("app", limits=True, scopes_removed=["im:write"], scopes_added=["pins:write"])
    await place.post("switches", metadata_refused=True)
    await place.post("app", revoked=True)
    changed = {name: await place.get(name) for name in LOOKED_AT}
    assert all(changed[name] != fresh[name] for name in LOOKED_AT)

    place.clock.move(at)
    await place.post("reset")

    assert {name: await place.get(name) for name in LOOKED_AT} == fresh
    assert (await place.api("auth.test"))["ok"]


LOOKED_AT = ("state", "export", "log", "switches")


def picture(one: Any, seen: tuple[int, ...] = ()) -> Any:
    """Draw what an object of the sandbox holds, down to plain values; connections and clocks are left out."""
    if id(one) in seen:
        return "seen"
    seen = (*seen, id(one))
    if isinstance(one, Mapping):
        return {str(key): picture(value, seen) for key, value in one.items()}
    if isinstance(one, Set):
        return sorted(map(str, one))
    if isinstance(one, list | tuple | deque):
        return [picture(value, seen) for value in one]
    if type(one).__module__.startswith("bot.sandbox"):
        names = [*getattr(one, "__dict__", {}), *getattr(one, "__slots__", ())]
        return {name: picture(getattr(one, name), seen) for name in names if name not in LEFT_OUT}
    return one if isinstance(one, str | int | float | bool | None) else type(one).__name__


LEFT_OUT = {"clock", "live", "sockets", "count", "__weakref__"}


async def test_a_reset_leaves_nothing_in_any_part_of_the_sandbox(place: Place) -> None:
    at, before = place.clock.now(), picture(place.sandbox.core)
    await live(place)
    await place.post("faults", method="*", kind="fatal_error", times=9)
    await place.post("app", limits=True, scopes_removed=["im:write"])
    await place.post("switches", unlisted=True, no_new_blocks=True)
    await place.post("command", **{"as": "ana", "channel": "#atlas", "command": "/task", "text": "Racks"})
    await place.post("app", revoked=True)
    changed = {name for name, part in picture(place.sandbox.core).items() if part != before[name]}
    assert {"workspace", "scopes", "revoked", "faults", "limits", "journal", "responses"} <= changed

    place.clock.move(at)
    await place.post("reset")

    assert picture(place.sandbox.core) == before
