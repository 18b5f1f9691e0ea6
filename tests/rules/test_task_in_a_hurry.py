"""Commands as people in a hurry type them: with other words, arrows and colons, and several in a line."""

import pytest

from commands.kit.requests import Mention
from commands.task import grammar, requests
from commands.task.grammar import Add, Listing, Unclear
from tests.rules.test_task_slips import HERE, read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("T-4 -> fri", "T-4 fri"),
        ("T-4 -&gt; fri", "T-4 fri"),
        ("T-4 → fri", "T-4 fri"),
        ("T-4 prio high", "T-4 !high"),
        ("T-4 priority: high", "T-4 !high"),
        ("T-4 high priority", "T-4 !high"),
        ("T-4 urgent!", "T-4 !urgent"),
        ("T-4 est 2h", "T-4 ~2h"),
        ("T-4 mine", "assign T-4 @me"),
        ("assign me T-4", "assign T-4 @me"),
        ("T-4 unassign", "assign T-4 @nobody"),
        ("reassign T-4 from @ana to @ben", "assign T-4 @ben"),
        ("set T-4 due date to fri", "due T-4 fri"),
        ("change T-4 date to fri", "due T-4 fri"),
        ("T-4 deadline: fri", "due T-4 fri"),
        ("make T-4 p1", "T-4 !p1"),
        ("make T-4 high priority", "T-4 !high"),
        ("T-4 owner: @ben", "T-4 @ben"),
        ("T-4 label dns", "T-4 +dns"),
        ("push T-4 to next week", "due T-4 next week"),
        ("push T-4 back to mon", "due T-4 mon"),
        ("push T-4 back a week", "postpone T-4 a week"),
        ("delay T-4 by 2 days", "postpone T-4 2 days"),
        ("defer T-4 2 days", "postpone T-4 2 days"),
        ("extend T-4 to fri", "due T-4 fri"),
        ("move T-4 from thu to mon", "due T-4 mon"),
        ("reschedule T-4 for Monday", "due T-4 Monday"),
        ("any update on T-4?", "show T-4"),
        ("what's up with T-4", "show T-4"),
        ("done T-4, start T-5", "done T-4; start T-5"),
        ("done T-4 and start T-5", "done T-4; start T-5"),
        ("done T-4 then start T-5.", "done T-4; start T-5."),
        ("done T-4 &amp; assign T-5 to @ben", "done T-4; assign T-5 to @ben"),
        ("T-4 done, start T-5", "done T-4; start T-5"),
        ("bump T-4 to p1", "T-4 !p1"),
        ("raise T-4 to high", "T-4 !high"),
        ("T-4 p1 now", "T-4 !p1"),
        ("T-4 urgent please", "T-4 !urgent"),
        ("T-4 eta friday", "due T-4 friday"),
        ("prio 1 T-4", "T-4 !p1"),
        ("estimate 3h for T-4", "T-4 ~3h"),
        ("cc me on T-4", "T-4 cc @me"),
        ("cc T-4 dana", "T-4 cc @dana"),
        ("T-4 due date?", "show T-4"),
        ("T-4: owner?", "show T-4"),
        ("T-4 status?", "show T-4"),
        ("delete T-4 pls, dupe", "delete T-4 dupe"),
        ("hand over T-4 to @ben", "assign T-4 @ben"),
        ("hand T-4 to @ben", "assign T-4 @ben"),
        ("hand T-4 over to @ben", "assign T-4 @ben"),
        ("Hand off T-4, T-5 to @ben please", "assign T-4, T-5 @ben"),
        ("pass T-4 to @ben", "assign T-4 @ben"),
        ("pass on T-4 to @ben", "assign T-4 @ben"),
        ("transfer T-4 to @ben", "assign T-4 @ben"),
        ("delegate T-4 to @ben", "assign T-4 @ben"),
        ("T-4 hand over to @ben", "assign T-4 @ben"),
        ("split T-4 1) a 2) b", "split T-4 a; b"),
        ("split T-4 1. a 2. b 3. c, d", "split T-4 a; b; c, d"),
        ("split T-4 into (1) a; (2) b", "split T-4 a; b"),
        ("split T-4: 1)a, 2)b and 3)c", "split T-4 a; b; c"),
        ("split T-4 - a - b", "split T-4 a; b"),
        ("split T-4 • a • b", "split T-4 a; b"),
        ("done T-4 and start T-5, drop T-6 no budget", "done T-4; start T-5; drop T-6 no budget"),
    ],
)
def test_a_command_in_a_hurry_is_that_command(text: str, meant: str) -> None:
    request = read(text)

    assert request == read(meant)
    assert isinstance(request, requests.Change | requests.Show)


def test_a_snooze_til_a_day_lasts_until_it() -> None:
    request, plain = read("snooze T-4 til mon"), read("snooze T-4 mon")

    assert isinstance(request, requests.Snooze)
    assert isinstance(plain, requests.Snooze)
    assert request.until
    assert plain.until
    assert request.until.day == plain.until.day


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("note T-4 see this, done T-5", "see this, done T-5"),
        ("note T-4 ask, then move T-5 on", "ask, then move T-5 on"),
    ],
)
def test_words_for_people_hold_no_second_command(text: str, note: str) -> None:
    assert read(text) == requests.Note((4,), note)


@pytest.mark.parametrize(
    "text", ["Push the release", "push 2 commits", "delay the launch by 2 days", "Extend the lease"]
)
def test_other_words_for_a_move_are_titles_where_no_number_follows(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("T-4 slipped to next fri", "move T-4 to next fri"),
        ("T-4 has been pushed to next fri", "move T-4 to next fri"),
        ("T-4 delayed to 4 dec", "move T-4 to 4 dec"),
        ("T-4, over to @ben", "assign T-4 @ben"),
        ("T-4 for @ben", "assign T-4 @ben"),
        ("can't make T-4 by friday", "propose T-4"),
        ("I won't finish T-4 in time", "propose T-4"),
        ("need more time for T-4", "propose T-4"),
        ("unassign @ben from T-4", "assign T-4 @nobody"),
        ("unassign me from T-4", "assign T-4 @nobody"),
        ("loop in @dana on T-4", "T-4 cc @dana"),
        ("note for T-4: call back mon", "note T-4: call back mon"),
        ("a note on T-4 call back", "note T-4 call back"),
        ("give ben T-4", "give T-4 @ben"),
        ("T-4 title Order 14 racks", "edit T-4 Order 14 racks"),
    ],
)
def test_what_is_nearly_a_command_in_a_hurry_asks_for_it(text: str, meant: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == meant
    assert isinstance(read(meant), requests.Change | Unclear)
    assert request.offers[-1].label == "Add it as a task"


@pytest.mark.parametrize(
    ("text", "both", "alone"),
    [
        ("push T-4 a week, vendor late", "push T-4 a week; note T-4: vendor late", "push T-4 a week"),
        (
            "due T-4, T-5 fri because the vendor is late",
            "due T-4, T-5 fri; note T-4, T-5: the vendor is late",
            "due T-4, T-5 fri",
        ),
        ("move T-4 to mon - no power", "move T-4 to mon; note T-4: no power", "move T-4 to mon"),
        ("T-4 fri, vendor late", "due T-4 fri; note T-4: vendor late", "due T-4 fri"),
        (
            "pass T-4 to @ben because I'm away",
            "assign T-4 @ben; note T-4: I'm away",
            "assign T-4 @ben",
        ),
        (
            "extend T-4 by 3 days because of the audit",
            "extend T-4 by 3 days; note T-4: the audit",
            "extend T-4 by 3 days",
        ),
        ("snooze T-4 mon (freeze)", "snooze T-4 mon; note T-4: freeze", "snooze T-4 mon"),
        ("T-4 @ben, he knows", "assign T-4 @ben; note T-4: he knows", "assign T-4 @ben"),
        ("due T-4 fri because of `a;b`", "due T-4 fri; note T-4: `a;b`", "due T-4 fri"),
        ("due T-4 fri because of R&amp;D", "due T-4 fri; note T-4: R&amp;D", "due T-4 fri"),
        ("assign T-4 @ben (R&amp;D)", "assign T-4 @ben; note T-4: R&amp;D", "assign T-4 @ben"),
    ],
)
def test_a_reason_behind_a_new_date_or_owner_is_offered_as_a_note_with_the_move(
    text: str, both: str, alone: str
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers[:2]] == [both, alone]
    assert isinstance(read(both), requests.Together)
    assert isinstance(read(alone), requests.Change)


def test_a_second_date_is_no_reason() -> None:
    request = read("snooze T-4 mon, tue")

    assert isinstance(request, Unclear)
    assert not [offer for offer in request.offers if "note" in offer.line]


def test_a_name_alone_behind_a_number_may_be_the_owner() -> None:
    request = read("T-4 ben")

    assert isinstance(request, Unclear)
    owner = next(offer for offer in request.offers if offer.who)
    assert (owner.label, owner.line) == ("Assign T-4 to @ben", "assign T-4 @ben")


@pytest.mark.parametrize("text", ["list ben", "list for Ben", "ls late ben"])
def test_a_bare_name_behind_list_may_be_whose_it_is(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    offer = next(each for each in request.offers if each.who)
    listed = read(offer.line)
    assert isinstance(listed, Listing)
    assert offer.who
    assert (listed.owner, offer.who) == (offer.who, Mention(None, offer.who.name))


def test_a_bare_name_behind_cc_is_offered_as_who_watches() -> None:
    request = read("Renew the cert cc dana")

    assert isinstance(request, Add)
    assert request.title == "Renew the cert cc dana"
    assert (request.offers[0].line, request.offers[0].who) == ("{id} cc @dana", Mention(None, "dana"))


@pytest.mark.parametrize("text", ["Renew the cert after T-4 done", "Renew the cert needs T-4 done by fri"])
def test_what_a_task_waits_for_may_be_said_to_be_done_in_one_word(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert (request.title, request.after) == ("Renew the cert", (4,))


def test_what_begins_behind_a_number_with_done_stays_in_the_title() -> None:
    request = read("After T-4 closed beta starts")

    assert isinstance(request, Add)
    assert request.title == "closed beta starts"


def test_medium_is_the_normal_priority() -> None:
    assert read("Renew the cert !medium") == read("Renew the cert !normal")


@pytest.mark.parametrize(
    ("text", "line"),
    [("what did i do today?", "list done today"), ("what did we finish this week", "list done this week")],
)
def test_what_was_done_in_a_time_is_offered_as_a_list(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == line
    assert isinstance(read(line), Listing)


def test_an_undo_behind_an_interjection_is_asked_about() -> None:
    request = read("oops, undo")

    assert isinstance(request, Unclear)
    assert request.offers[0].line == "undo"


def test_a_title_that_says_asap_is_offered_as_urgent() -> None:
    request = read("Order 12 disks asap!")

    assert isinstance(request, Add)
    assert (request.title, request.offers[0].line) == ("Order 12 disks asap!", "{id} !urgent")


@pytest.mark.parametrize(
    "text",
    [
        "raise the budget to 2k",
        "prio list for the audit",
        "estimate the racks for atlas",
        "loop in @dana on the budget",
        "note for the auditors: call back",
        "give ben access",
        "slipped deadlines: talk to Ana",
        "cc me on the mails",
    ],
)
def test_the_same_words_without_a_number_make_a_title(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("split T-4 1. order 12 racks", "order 12 racks"),
        ("split T-4 update to 2. stage", "update to 2. stage"),
        ("split T-4 buy 2) b 3) c", "buy 2) b 3) c"),
        ("split T-4 1) a 3) c", "a 3) c"),
        ("split T-4 order - by mail - the racks", "order - by mail - the racks"),
    ],
)
def test_a_number_inside_a_step_begins_no_other(text: str, step: str) -> None:
    assert read(text) == requests.Split(4, (step,))


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("please add order the racks", "order the racks", "please add"),
        ("pls add order the racks", "order the racks", "pls add"),
        ("can you add order the racks", "order the racks", "can you add"),
        ("could you please add: order the racks", "order the racks", "could you please add:"),
        ("Can you please add: order the racks", "order the racks", "Can you please add:"),
        ("please add a task to order the racks", "order the racks", "please add a task to"),
        ("Please create a task: order the racks", "order the racks", "Please create a task:"),
        ("can you make me a task called Rack 12", "Rack 12", "can you make me a task called"),
        ("add a task to order the racks", "order the racks", "add a task to"),
        ("add a new task: order the racks", "order the racks", "add a new task:"),
    ],
)
def test_a_polite_command_is_no_part_of_the_title_and_can_be_put_back(
    text: str, title: str, kept: str
) -> None:
    request = read(f"{text} @ben by fri")

    assert isinstance(request, Add)
    assert (request.title, request.owner) == (title, Mention(None, "ben"))
    assert request.due
    keep = request.offers[-1]
    assert (keep.label, keep.line) == (f'Keep "{kept}"', f'edit {{id}} "{kept} {title}"')


@pytest.mark.parametrize(
    "text",
    [
        "Please add support for IPv6",
        "Can you add a dark mode",
        "please renew the certificates",
        "please add a task to the board view",
        "add a task to the board view",
        "please add task scheduler",
        "add a task scheduler",
        "add tasks for the audit",
        "Add a task to order the racks",
        "TODO: order the racks",
    ],
)
def test_what_may_be_a_title_keeps_its_polite_words(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.title in (text, text.removeprefix("please add ").removeprefix("add "))


def test_what_a_polite_command_asks_is_answered_with_its_title() -> None:
    request = read("please add order the racks by firday")

    assert isinstance(request, Unclear)
    answered = read(request.offers[0].line)
    assert isinstance(answered, Add)
    assert answered.title == "order the racks"


def test_what_is_no_date_is_shown_as_it_was_typed() -> None:
    request = read("due T-4 R&amp;D")

    assert isinstance(request, Unclear)
    assert request.words.startswith('I can\'t read "R&D" as a date.')


@pytest.mark.parametrize("who", ["@ben", "<@U2|ben>", "<@U2>"])
def test_a_name_however_slack_writes_it_is_taken_from_a_task(who: str) -> None:
    request = read(f"unassign {who} from T-4")

    assert isinstance(request, Unclear)
    assert request.offers[0].line == "assign T-4 @nobody"


def test_a_hand_over_with_notes_below_loses_none_of_them() -> None:
    assert not isinstance(read("hand over T-4 to @ben\nThe keys are in the safe."), requests.Assign)


@pytest.mark.parametrize("text", ["prio 1 T-4 and more", "cc me on T-4 because I know it"])
def test_words_behind_a_number_that_follows_its_value_are_not_lost(text: str) -> None:
    assert not isinstance(read(text), requests.Change)


def test_a_letter_alone_behind_a_number_is_nobody() -> None:
    request = read("T-4 x")

    assert isinstance(request, Unclear)
    assert not [offer for offer in request.offers if offer.label.startswith("Assign")]


def test_a_list_of_steps_counts_from_one() -> None:
    assert read("split T-4 5) order 2) rack") == requests.Split(4, ("order 2) rack",))


@pytest.mark.parametrize(
    "text", ["hand over T-4 to @ben because I left; he knows", "T-4 fri, vendor late; no power"]
)
def test_a_reason_in_two_parts_is_no_note_as_its_line_would_be_more_commands(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert not [offer for offer in request.offers if ";" in offer.line and "; note" in offer.line]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("please add Renew it", grammar.Weight.LINE),
        ("add Renew it", grammar.Weight.LINE),
        ("Please add Renew it", grammar.Weight.NONE),
        ("Renew it", grammar.Weight.NONE),
    ],
)
def test_a_direct_message_is_a_new_task_only_where_it_asks_for_one(text: str, weight: grammar.Weight) -> None:
    assert grammar.weigh(text, HERE) is weight


def test_a_snooze_without_a_day_offers_no_end_of_today() -> None:
    request = read("snooze T-4")

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == ["Tomorrow", "Next Monday", "Pick a date"]
