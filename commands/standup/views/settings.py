"""The form that sets a standup up or changes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands.kit import blocks, calendar
from commands.kit.blocks import Block
from commands.standup import questions
from commands.standup.operations import Wanted

OWN, MOOD, SHARED = "own", "mood", "shared"
WINDOWS = (60, 120, 180, 240, 360, 480, 600, 720)  # minutes


@dataclass(frozen=True, slots=True)
class Draft:
    """A standup's settings as the form starts with them."""

    wanted: Wanted
    channel: str  # Slack id
    members: tuple[str, ...]  # Slack ids; () for whoever is in the channel
    zones: tuple[str, ...]  # where the team's people are
    standup: str = ""  # "id:version" of the one that is changed; "" for a new one
    today: str = ""  # what a change does not touch


def settings_form(draft: Draft) -> Block:
    """Draw the form: where, whom, when, what, and who reads reports."""
    want = draft.wanted
    body = [blocks.context(draft.today)] if draft.today else []
    body += _where(draft) + _when(want, draft.zones) + _what(want)
    return blocks.modal(
        "standup.settings",
        "Change the standup" if draft.standup else "Set up a standup",
        body,
        carry=f"{draft.channel}|{draft.standup}",
    )


def _where(draft: Draft) -> list[Block]:
    name = blocks.text_input("name", start=draft.wanted.name, most=80)
    people = blocks.people_menu("Everybody in the channel", "members", draft.members)
    fields = [blocks.field("name", "Name", name)]
    if not draft.standup:
        fields.append(
            blocks.field("channel", "Channel of its threads", blocks.channel_menu("channel", draft.channel))
        )
    hint = "Leave it empty to ask whoever is in the channel, also who joins later."
    return [*fields, blocks.field("members", "Whom it asks", people, optional=True, hint=hint)]


def _when(want: Wanted, zones: Sequence[str]) -> list[Block]:
    days = [(name, str(day)) for day, name in enumerate(calendar.WEEKDAYS)]
    chosen = [str(day) for day in want.weekdays]
    clocks = [("Each member's own", OWN), *((zone, zone) for zone in dict.fromkeys([*zones[:98]]))]
    if want.zone and want.zone not in zones:
        clocks.append((want.zone, want.zone))
    spans = [(f"{minutes // 60} h", str(minutes)) for minutes in sorted({*WINDOWS, want.window})]
    return [
        blocks.field("days", "Days", blocks.boxes("days", days, chosen)),
        blocks.field("at", "Time", blocks.time_menu("at", f"{want.at:%H:%M}")),
        blocks.field("zone", "On whose clock", blocks.menu("zone", clocks, want.zone or OWN)),
        blocks.field("window", "How long people have", blocks.menu("window", spans, str(want.window))),
    ]


def _what(want: Wanted) -> list[Block]:
    asked = blocks.text_input("questions", start=questions.lines(want.questions), lines=True)
    types = "One a line. Types in brackets: done, plan, blocked, yes-no, 1-5, task; none for text."
    extra = [("Ask for the mood, without names", MOOD), ("Everybody it asks may read reports", SHARED)]
    ticked = [value for value, is_set in ((MOOD, want.asks_mood), (SHARED, want.shares_reports)) if is_set]
    place = blocks.text_input("holidays", start=want.holidays, most=12, hint="PT, DE-BY, US-CA")
    return [
        blocks.field("questions", "Questions", asked, hint=types),
        blocks.field(
            "holidays",
            "Holidays of",
            place,
            optional=True,
            hint="Country, and region after a hyphen. Nobody is asked on its public holidays.",
        ),
        blocks.field("extra", "Also", blocks.boxes("extra", extra, ticked), optional=True),
    ]
