"""Text as people type it and as Slack keeps it."""

import pytest

from bot.sandbox import START
from bot.sandbox.seed import seeded
from bot.sandbox.text import mentions, pinged, stored, typed

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
