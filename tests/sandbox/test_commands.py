"""Slash commands, response_url and ephemerals, played by a Bolt app."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Place


async def test_a_slash_command_is_answered_by_its_ack(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"Heard {command['text']}")

    await place.connect()

    answer = await place.post(
        "command", **{"as": "ana"}, channel="#atlas", command="/task", text="patch @nobody"
    )

    assert answer["ok"]
    assert [one["text"] for one in answer["ephemerals"]] == ["Heard patch @nobody"]


async def test_mentions_channels_and_signs_arrive_escaped_where_the_manifest_asks(place: Place) -> None:
    heard: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command["text"])
        await ack()

    await place.connect()

    for _ in range(2):
        typed = "a & b <3 @ben in #atlas or #vendor-terms see https://x.example/y?z=1&q=2."
        await place.post("command", **{"as": "ana"}, channel="C0ATLAS", command="task", text=typed)

    tail = " in <#C0ATLAS|atlas> or <#C0VENDOR|> see <https://x.example/y?z=1&amp;q=2>."
    assert set(heard) == {f"a &amp; b &lt;3 <@U0BEN>{tail}", f"a &amp; b &lt;3 <@U0BEN|ben>{tail}"}


async def test_a_command_without_escaping_arrives_as_typed(place: Place) -> None:
    heard: list[str] = []

    @place.app.command("/raw")
    async def raw(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command["text"])
        await ack()

    await place.connect()

    await place.post("command", **{"as": "ana"}, channel="atlas", command="/raw", text="@ben & co")

    assert heard == ["@ben & co"]


async def test_a_command_not_in_the_manifest_tells_the_person(place: Place) -> None:
    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/foo", text="")

    assert answer["error"] == '"/foo is not a valid command"'


async def test_a_command_with_nobody_connected_fails_for_the_person(place: Place) -> None:
    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answer["error"] == '/task failed with the error "dispatch_failed"'


async def test_an_ack_later_than_the_patience_is_an_operation_timeout(place: Place) -> None:
    @place.app.command("/task")
    async def task() -> None:
        """Never acks."""

    place.sandbox.core.sockets.patience = 0.1
    await place.connect()

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answer["error"] == '/task failed with the error "operation_timeout"'


async def test_a_response_url_works_five_times(place: Place) -> None:
    statuses: list[int] = []

    @place.app.command("/task")
    async def task(ack: Any, respond: Any) -> None:
        await ack()
        for number in range(6):
            statuses.append((await respond(f"answer {number}")).status_code)

    await place.connect()

    answer = await place.post("command", **{"as": "ana"}, channel="general", command="/task", text="x")

    assert statuses == [200] * 5 + [404]
    assert len(answer["ephemerals"]) == 5


async def test_a_response_url_dies_after_thirty_minutes_of_domain_time(place: Place) -> None:
    urls: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        await ack()

    await place.connect()
    await place.post("command", **{"as": "ana"}, channel="general", command="/task", text="x")

    place.clock.pass_by(timedelta(minutes=31))

    async with place.session.post(urls[0], json={"text": "late"}) as answer:
        assert (answer.status, await answer.text()) == (404, "expired_url")


async def test_an_in_channel_answer_is_seen_by_everybody_even_where_the_bot_is_not(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack(response_type="in_channel", text="For all")

    await place.connect()

    await place.post("command", **{"as": "ana"}, channel="vendor-terms", command="/task", text="x")

    seen = await place.messages("vendor-terms", **{"as": "dana"})
    assert [(one["user"], one["text"]) for one in seen] == [("U0ANA", "/task x"), ("U0MUSTER", "For all")]


@pytest.mark.parametrize(
    ("ack", "shown"),
    [
        ({"response_type": "in_channel"}, ["/task &lt;b&gt; <@U0BEN>"]),
        ({"response_type": "ephemeral", "text": "Only you"}, []),
        ({"response_type": "in_channel", "text": "x", "blocks": [{"type": "nothing"}]}, []),
        (None, []),
    ],
)
async def test_what_was_typed_is_shown_to_others_only_where_the_ack_is_for_the_channel(
    place: Place, ack: dict[str, Any] | None, shown: list[str]
) -> None:
    heard: list[dict[str, Any]] = []

    @place.app.command("/task")
    async def task(context: Any) -> None:
        await context.ack(**(ack or {}))

    @place.app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event)

    await place.connect()

    await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="<b> @ben")

    assert [one["text"] for one in await place.messages("atlas", **{"as": "ben"})] == shown
    assert heard == []


async def test_only_the_person_asked_sees_an_ephemeral_and_only_until_they_reload(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack("Only you")

    await place.connect()
    await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    seen = {who: await place.messages("atlas", **{"as": who}) for who in ("ana", "ben")}
    await place.post("reload", **{"as": "ana"})

    assert [one["is_ephemeral"] for one in seen["ana"]] == [True]
    assert seen["ben"] == []
    assert await place.messages("atlas", **{"as": "ana"}) == []


async def test_people_act_only_where_they_are_and_only_while_they_are_active(place: Place) -> None:
    outside = await place.post("command", **{"as": "ben"}, channel="steering", command="/task", text="x")
    gone = await place.post("command", **{"as": "otto"}, channel="general", command="/task", text="x")

    assert outside["error"] == "Ben Carter is not in #steering."
    assert gone["error"] == "Otto Lind is deactivated and cannot do anything."
