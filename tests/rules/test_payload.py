"""What Slack sends, as it is read."""

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
