"""What Slack sends, as it is read."""

import pytest

from bot.payload import Spoken, spoken


def test_a_message_that_leaves_a_stone_for_its_thread_is_changed_to_nothing() -> None:
    stone = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "ts": "1.2"}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": "D1",
        "message": stone,
        "previous_message": {"user": "U0BEN", "text": "Today: the portal", "ts": "1.2"},
    }

    assert spoken(event) == Spoken(
        user="U0BEN",
        channel="D1",
        text="",
        ts="1.2",
        thread_ts=None,
        is_edit=True,
        was="Today: the portal",
    )


@pytest.mark.parametrize(
    ("kind", "is_said"),
    [
        (None, True),
        ("file_share", True),
        ("thread_broadcast", True),
        ("me_message", True),
        ("channel_join", False),
        ("channel_topic", False),
    ],
)
def test_what_people_say_is_heard_however_they_say_it_and_not_what_slack_says_of_them(
    kind: str | None, is_said: bool
) -> None:
    event = {"type": "message", "subtype": kind, "user": "U0BEN", "channel": "C1", "text": "x", "ts": "1.2"}

    assert (spoken(event) is not None) is is_said
