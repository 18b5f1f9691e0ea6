"""What is refused is quoted as it was typed: nothing in it is bold, a mention or a link. Mon 26 Oct 2026."""

import json

import pytest

from tests.world import Json, Person, labels, words

LOUD = "*loud*<!here>"


def markup(message: Json) -> str:
    """Return the text of a message's sections as Slack gets it."""
    sections = [block["text"] for block in message["blocks"] if block["type"] == "section"]
    assert all(text["type"] == "mrkdwn" for text in sections)
    return json.dumps([text["text"] for text in sections], ensure_ascii=False)


@pytest.mark.parametrize(
    "line",
    [
        f"/task T-1 {LOUD}",
        f"/task due T-1 {LOUD}",
        f"/task list {LOUD} *loud*",
        f"/task explain due T-1 {LOUD}",
        f"/risk R-1 {LOUD}",
        f"/standup {LOUD} now",
        f"/standup setup {LOUD}",
        f"/standup history {LOUD} of",
        f"/standup report {LOUD} of",
        f"/standup remove {LOUD}",
        f"/digest {LOUD}",
        f"/digest setup {LOUD}",
        f"/project {LOUD}",
        f"/project bind {LOUD}",
        f"/muster {LOUD}",
    ],
)
async def test_what_was_typed_never_reads_as_markup(ana: Person, line: str) -> None:
    await ana.types("/task Order the racks")

    told = await ana.types(line)

    assert "*loud*" in told
    assert "*loud*" not in markup(ana.shown[-1])
    assert "<!" not in markup(ana.shown[-1])


async def test_who_and_where_a_message_names_is_quoted_by_name(ana: Person) -> None:
    await ana.types("/task Order the racks")

    await ana.writes("/task due T-1 ask @ben in #general", "@muster")

    [*_, told] = await ana.dms()

    assert "ask @Ben Carter in #general" in words(told)


async def test_somebody_else_is_chosen_to_lead_where_nobody_has_that_name(ana: Person) -> None:
    await ana.types("/project new Atlas")

    told = await ana.types("/project lead @nobody-here")

    assert "Nothing was changed." in told
    assert labels(ana.shown[-1]) == ["Choose a person"]
