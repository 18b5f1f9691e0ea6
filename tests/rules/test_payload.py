"""What Slack sends, as it is read."""

import pytest

from bot.payload import spoken


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
