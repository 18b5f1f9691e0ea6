"""The inputs the grammar is specified by, typed as people type them: their exact meaning and words.

It is Wed 25 Nov 2026, 10:00; days come before months; #atlas is bound to the project Atlas; who types is Ana.
"""

import re
from dataclasses import dataclass

from tests.world import Person, World, labels

PEOPLE = [
    ("U0BOB", "bob", "Bob Roy"),
    ("U0ANN", "ann", "Ann Lee"),
    ("U0ANNA", "anna", "Anna Kim"),
    ("U0JOSE", "jose", "José Núñez"),
    ("U0LUKASZ", "łukasz", "Łukasz Żak"),
    ("U0LILEI", "lilei", "李雷"),
]
ANA = "Ana Sousa"
LATER = ("Edit", "Undo")  # on every reply to a new task
BLOCKED_FOR_GOOD = (
    "A repeating task can't wait for another one: it would be blocked for good after the first round. "
    'Drop "every …" or "after …".'
)
UNREAD = (
    'I can\'t read "someday" as a date. Nothing was saved. Try fri, next tue 3pm, in 2 weeks, 31/12 or eom – '
    'or put the words in "quotes" to keep them in the title.'
)


@dataclass(frozen=True)
class Row:
    """What is typed after `/task`, what is told, and the buttons beside Edit and Undo."""

    typed: str
    told: str
    buttons: tuple[str, ...] = ()


def added(*said: str) -> str:
    return "Added " + " · ".join(said)


ROWS = [
    Row(
        "Renew TLS certificate <@U0BOB|bob> fri !high #atlas ~3h +security",
        added("Renew TLS certificate", "Bob Roy", "due Fri 27 Nov 17:00", "P2", "3 h", "+security")
        + "\nBob Roy hears of it by Thu 26 Nov at 09:00.",
    ),
    Row(
        "add Send cutover plan to vendor by next tue 3pm",
        added("Send cutover plan to vendor", ANA, "due Tue 1 Dec 15:00"),
        ('Keep "add"',),
    ),
    Row("Prepare Monday review", added("Prepare Monday review", ANA)),
    Row("Prepare Monday review by Thursday", added("Prepare Monday review", ANA, "due Thu 26 Nov 17:00")),
    Row("Monday", added("Monday", ANA)),
    Row("Move old monitor to the attic", added("Move old monitor to the attic", ANA)),
    Row("Prepare slides for Friday", added("Prepare slides for Friday", ANA), ("Due Fri 27 Nov 17:00",)),
    Row(
        "delete mails up to january 30th",
        added("delete mails up to january 30th", ANA),
        ("Due Sat 30 Jan 2027",),
    ),
    Row(
        "“Read the Friday report” due tomorrow morning",
        added("Read the Friday report", ANA, "due Thu 26 Nov 09:00"),
    ),
    Row("Rotate keys in 2 weeks", added("Rotate keys", ANA, "due Wed 9 Dec 17:00")),
    Row("Patch servers EOD", added("Patch servers", ANA, "due Wed 25 Nov 17:00")),
    Row("Close the books end of month", added("Close the books", ANA, "due Mon 30 Nov 17:00")),
    Row("Renew domain 31/12", added("Renew domain", ANA, "due Thu 31 Dec 17:00")),
    Row("Renew domain due 12-31", added("Renew domain", ANA, "due Thu 31 Dec 17:00")),
    Row(
        "Book room due 5/6",
        added("Book room", ANA, "due Sat 5 Jun 2027 17:00"),
        ("Fri 4 Jun", "6 May 2027 instead"),
    ),
    Row("Pay invoice 5/6", added("Pay invoice 5/6", ANA), ("Due 5 Jun 2027",)),
    Row("Keep support line up 24/7", added("Keep support line up 24/7", ANA)),
    Row(
        "Send minutes due 24/11",
        "Tue 24 Nov is already past, so nothing was saved. Pick a new date.",
        ("Today EOD", "Tomorrow", "Wed 24 Nov 2027", "No date"),
    ),
    Row(
        "Sign lease due 30 feb",
        '30 Feb 2026 is not on the calendar. Nothing was saved. Try "due 27 feb" or pick a date.',
        ("Sat 27 Feb 2027", "Pick a date", "No date"),
    ),
    Row("Ask vendor due someday", UNREAD, ("Pick a date", "No date", "Keep it in the title")),
    Row(
        "Ping auditors next fri", added("Ping auditors", ANA, "due Fri 4 Dec 17:00"), ("Fri 27 Nov instead",)
    ),
    Row("Standup notes wed", added("Standup notes", ANA, "due Wed 2 Dec 17:00"), ("Today instead",)),
    Row("Fix #123 in the parser", added("Fix #123 in the parser", ANA)),
    Row(
        "Check <https://ci.example.com/job/7?due=fri|build 7> logs !p1",
        added("Check build 7 logs", ANA, "P1"),
    ),
    Row(
        "Run `rm -rf @old #tmp !now` on staging tomorrow",
        added("Run `rm -rf @old #tmp !now` on staging", ANA, "due Thu 26 Nov 17:00"),
    ),
    Row(
        "Deploy build after T-12 and T-15",
        added("Deploy build", ANA, "after T-12") + "\nT-15 is already done, so only T-12 holds this up",
    ),
    Row(
        "Deploy build after T-99",
        'There is no T-99 here. Nothing was saved. Leave "after …" out, or find the number with '
        "/task find build.",
    ),
    Row(
        "Send status report every friday at 16:00",
        added("Send status report", ANA, "due Fri 27 Nov 16:00", "repeats every fri at 16:00"),
    ),
    Row(
        "Standup every monday and friday",
        added("Standup", ANA, "due Fri 27 Nov 17:00", "repeats every mon and fri"),
    ),
    Row("Review every alert", added("Review every alert", ANA)),
    Row("Plan party after lunch", added("Plan party after lunch", ANA)),
    Row(
        "@łukasz restore the database, mon",
        added("restore the database", "Łukasz Żak", "due Mon 30 Nov 17:00")
        + "\nŁukasz Żak hears of it by Thu 26 Nov at 09:00.",
    ),
    # Two in the table; Ana, who types here, is the third.
    Row(
        "@an review the runbook",
        "Three people match @an. Who owns this?",
        ("Ana Sousa", "Ann Lee", "Anna Kim"),
    ),
    Row(
        "Ask <@U0BOB|bob> to pair with <@U0JOSE|jose> on DNS",
        added("Ask @bob to pair with @jose on DNS", ANA),
        ("Assign to Bob Roy", "Assign to José Núñez"),
    ),
    # Slack sends a name of other letters with its handle, and an emoji by its code.
    Row(
        "Give @李雷 access 🔑 tomorrow",
        added("Give @lilei access :key:", ANA, "due Thu 26 Nov 17:00"),
        ("Assign to 李雷",),
    ),
    Row(
        "Upgrade firewall !hgih",
        'No priority "hgih". Did you mean !high? Nothing was saved; priorities run from !p1 to !p4.',
        ("Save with P2", "Save without"),
    ),
    Row(
        "Upgrade firewall #atlsa",
        'No project "atlsa". Nothing was saved yet.',
        ("Atlas", "Keep as text", "Save without"),
    ),
    Row(
        "doen T-4",
        '"doen" is not a command. Nothing was saved. Try /task done T-4.',
        ("Mark T-4 done", "Add it as a task"),
    ),
    Row(
        "<!subteam^S7|@ops> clean the rack",
        "A task needs one owner; @ops is a group. Nothing was saved.",
        ("Choose a person", "Me", "Nobody yet"),
    ),
    Row("Test every 2 weeks after T-4", BLOCKED_FOR_GOOD, ('Drop "every …"', 'Drop "after …"')),
]


async def prepared(world: World, ana: Person) -> None:
    """Have the people, the project, T-1 to T-15 of which T-15 is done, and the day the table speaks of."""
    for id_, handle, name in PEOPLE:
        await world.post("member", new={"id": id_, "name": handle, "real_name": name, "tz": "Europe/Lisbon"})
    await ana.types("/project new Atlas")
    for number in range(1, 16):
        await ana.types(f'/task add "Task number {number}"')
    await world.clock(to="2026-11-25T10:00:00+00:00")
    await ana.types("/task done T-15")


async def test_each_input_of_the_table_means_and_says_what_stands_beside_it(
    world: World, ana: Person
) -> None:
    await prepared(world, ana)

    wrong = []
    for row in ROWS:
        told = await ana.types(f"/task {row.typed}")
        buttons = tuple(label for label in labels(ana.shown[-1]) if label not in LATER)
        text = told.removesuffix("\n".join(labels(ana.shown[-1]))).strip("\n")
        text = re.sub(r"^Added \*T-\d+\* ", "Added ", text)
        if (text, buttons) != (row.told, row.buttons):
            wrong.append((row.typed, text, buttons))
    assert wrong == []


async def test_who_is_one_of_two_is_chosen_and_the_line_is_finished(world: World, ana: Person) -> None:
    await prepared(world, ana)
    await ana.types("/task @an review the runbook by fri")

    told = await ana.presses("Anna Kim", ana.shown[-1])

    assert "review the runbook · Anna Kim · due Fri 27 Nov 17:00" in told
