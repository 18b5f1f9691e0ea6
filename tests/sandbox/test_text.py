"""Text as people type it and as Slack keeps it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.sandbox import START, emoji
from bot.sandbox.blockkit.stored import stored_blocks
from bot.sandbox.seed import seeded
from bot.sandbox.text import kept, mentions, pinged, stored, typed

WORKSPACE = seeded(START, "Muster")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("give @ben the key", "give <@U0BEN> the key"),
        ("@Ben, please", "<@U0BEN>, please"),
        ("ask @ben.", "ask <@U0BEN>."),
        ("mail ana@ben.example", "mail ana@ben.example"),
        ("@nobody", "@nobody"),
        ("#atlas and #nowhere", "<#C0ATLAS|atlas> and #nowhere"),
        ("#vendor-terms", "<#C0VENDOR|>"),
        ("@here", "<!here>"),
        ("a<b & c>d", "a&lt;b &amp; c&gt;d"),
        ("(https://x.example/a?b=1&c=2)", "(<https://x.example/a?b=1&amp;c=2>)"),
        ("<@U0BEN> and <#C0ATLAS|atlas>", "<@U0BEN> and <#C0ATLAS|atlas>"),
        ("<!here> & <b>", "<!here> &amp; &lt;b&gt;"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_what_people_type_becomes_tokens_and_entities(written: str, kept: str) -> None:
    assert typed(written, WORKSPACE, labels=False) == kept


@pytest.mark.parametrize("keep", [stored, lambda sent: kept(sent, WORKSPACE)])
@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("Done 🎉 & shipped 👍", "Done :tada: &amp; shipped :+1:"),
        ("https://x.example/🎉", "<https://x.example/🎉>"),
    ],
)
def test_emoji_are_named_for_apps_and_people_but_not_in_an_address(
    keep: Callable[[str], str], sent: str, named: str
) -> None:
    assert keep(sent) == named


def test_old_clients_add_the_name_to_a_mention() -> None:
    assert typed("@ben", WORKSPACE, labels=True) == "<@U0BEN|ben>"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a & b", "a &amp; b"),
        ("a &amp; b", "a &amp; b"),
        ("1 < 2", "1 &lt; 2"),
        ("> quoted", "&gt; quoted"),
        ("<@U0BEN> <https://x.example|x>", "<@U0BEN> <https://x.example|x>"),
        ("<!date^1^{date}|then>", "<!date^1^{date}|then>"),
        ("see https://x.example.", "see <https://x.example>."),
        ("@ben", "@ben"),
    ],
)
def test_what_apps_send_is_kept_with_stray_signs_escaped(sent: str, kept: str) -> None:
    assert stored(sent) == kept


def test_a_text_pings_each_person_and_group_once() -> None:
    assert pinged("<@U0BEN> <@U0BEN|ben> <!here> <@U0NOBODY> &lt;!channel&gt;", WORKSPACE) == [
        "U0BEN",
        "here",
    ]
    assert mentions("hi <@U0MUSTER>", "U0MUSTER")
    assert not mentions("hi &lt;@U0MUSTER&gt;", "U0MUSTER")


def test_emoji_are_stored_by_their_names_and_unknown_ones_as_they_are() -> None:
    assert stored("Racks 🎉 <@U0BEN> ✅ 🧿") == "Racks :tada: <@U0BEN> :white_check_mark: 🧿"


def test_emoji_in_blocks_are_stored_by_their_names() -> None:
    sent = {"type": "section", "text": {"type": "mrkdwn", "text": "Late 🔥"}, "block_id": "b"}

    (kept,) = stored_blocks([sent])

    assert kept["text"]["text"] == "Late :fire:"
    assert sent["text"] == {"type": "mrkdwn", "text": "Late 🔥"}


def test_every_emoji_has_one_name_and_one_sign() -> None:
    kept = json.loads((Path(emoji.__file__).parent / "page" / "emoji.json").read_text())
    pairs = [pair for named in kept["sets"].values() for pair in named.items()]

    assert len(pairs) > 500
    assert len({name for name, _ in pairs}) == len({sign for _, sign in pairs}) == len(pairs)
    assert [name for name, _ in pairs if not re.fullmatch(r"[a-z0-9_+-]+", name)] == []
    assert set(kept["aliases"].values()) <= {name for name, _ in pairs}
    assert {stored(sign) for _, sign in pairs} == {f":{name}:" for name, _ in pairs}


def test_a_sign_joined_of_several_is_not_torn_apart() -> None:
    assert emoji.named("The 👩‍👩‍👧 and a 👩") == "The 👩‍👩‍👧 and a :woman:"
