from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.kit import line
from commands.kit.requests import HOLE
from commands.task import grammar
from commands.task.grammar import Add, Mention, Offer, ProjectRef, Unclear
from storage.vocabulary import Priority

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
ANN, BOB = Mention(None, "ann"), Mention(None, "bob")
A, B = ProjectRef("a", None), ProjectRef("b", "C9")
NO_TITLE = (
    "There is no title in that line, so nothing was saved. "
    'Type what is to be done, for example "Renew the certificate by fri !p2".'
)


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("text", "title", "priority"),
    [
        ("Fix it !p4", "Fix it", Priority.P4),
        ("!URGENT Fix it", "Fix it", Priority.P1),
        ("Fix !normal it", "Fix it", Priority.P3),
        ("Fix it !low.", "Fix it", Priority.P4),
        ("Fix it !!", "Fix it", Priority.P2),
        ("Fix it !!!", "Fix it", Priority.P1),
        ("Fix it !p1 !P1", "Fix it", Priority.P1),
        ("Fix it !high !!", "Fix it", Priority.P2),
        ("Ship it!", "Ship it!", None),
        ("Wow!!!", "Wow!!!", None),
        (r"Say \!high loud", "Say !high loud", None),
        ("Read !important !1984 !hi", "Read !important !1984 !hi", None),
    ],
)
def test_a_priority_is_a_word_of_its_own(text: str, title: str, priority: Priority | None) -> None:
    request = added(text)

    assert (request.title, request.priority) == (title, priority)


@pytest.mark.parametrize(
    ("typed", "known", "saves"),
    [
        ("hgih", "high", "P2"),
        ("urgnt", "urgent", "P1"),
        ("p5", "p4", "P4"),
        ("p0", "p1", "P1"),
        ("lwo", "low", "P4"),
    ],
)
def test_a_misspelt_priority_asks(typed: str, known: str, saves: str) -> None:
    request = grammar.parse(f"Fix !{typed} it", HERE)

    assert request == Unclear(
        f'No priority "{typed}". Did you mean !{known}? Nothing was saved; priorities run from !p1 to !p4.',
        (Offer(f"Save with {saves}", f"Fix !{known} it"), Offer("Save without", "Fix it")),
    )


@pytest.mark.parametrize(
    ("text", "title", "minutes"),
    [
        ("Fix it ~3h", "Fix it", 180),
        ("Fix it ~1.5H", "Fix it", 90),
        ("Fix it ~1,5h", "Fix it", 90),
        ("Fix it ~90m", "Fix it", 90),
        ("Fix it ~2d", "Fix it", 960),
        ("Fix it ~1w, fast", "Fix it fast", 2400),
        ("Fix it ~60m ~1h", "Fix it", 60),
        ("Invite ~50 users", "Invite ~50 users", None),
        ("Fix it ~5", "Fix it ~5", None),
        ("Fix it ~0h", "Fix it ~0h", None),
        (r"Fix \~3h it", "Fix ~3h it", None),
    ],
)
def test_an_estimate_has_a_unit_and_counts_working_time(text: str, title: str, minutes: int | None) -> None:
    request = added(text)

    assert (request.title, request.estimate) == (title, minutes)


@pytest.mark.parametrize(
    ("text", "title", "project"),
    [
        ("#atlas: rack it", "rack it", ProjectRef("atlas", None)),
        ("Rack it #Atlas-2.", "Rack it", ProjectRef("atlas-2", None)),
        ("Rack it <#C9|atlas> today", "Rack it", ProjectRef("atlas", "C9")),
        ("Rack it <#C9|>", "Rack it", ProjectRef(None, "C9")),
        ("Fix #123", "Fix #123", None),
        (r"Rack \#atlas it", "Rack #atlas it", None),
        ("Rack a#b it", "Rack a#b it", None),
        ('Post "<#C9|atlas>" there', 'Post "#atlas" there', None),
    ],
)
def test_a_project_is_a_key_or_a_channel(text: str, title: str, project: ProjectRef | None) -> None:
    request = added(text)

    assert (request.title, request.project) == (title, project)


@pytest.mark.parametrize(
    ("text", "title", "owner"),
    [
        ("@bob, restore it", "restore it", BOB),
        ("@bob: restore it", "restore it", BOB),
        ("restore it @bob", "restore it", BOB),
        ("restore it fri @bob", "restore it", BOB),
        ("restore it @bob due fri", "restore it", BOB),
        ("@bob restore it @bob", "restore it", BOB),
        ("restore it @bob !p1 +ops", "restore it", BOB),
        ("restore it @me", "restore it", Mention(None, "me")),
        ("restore it @Nobody", "restore it", Mention(None, "nobody")),
        ("restore it <@W5>", "restore it", Mention("W5", None)),
        ("restore it @jean-luc.", "restore it", Mention(None, "jean-luc")),
        ("Hand over to @bob", "Hand over to @bob", None),
        ("Fix (ask @bob)", "Fix (ask @bob)", None),
        ("Mail bob@example.com", "Mail bob@example.com", None),
        (r"Write \@bob there", "Write @bob there", None),
        ("@bob's laptop", "@bob's laptop", None),
        ("Tell <!channel> of it", "Tell @channel of it", None),
        ("Ping <!subteam^S1> of it", "Ping @group of it", None),
    ],
)
def test_an_owner_stands_first_or_last(text: str, title: str, owner: Mention | None) -> None:
    request = added(text)

    assert (request.title, request.owner) == (title, owner)


@pytest.mark.parametrize(
    ("text", "title", "watchers"),
    [
        ("Fix it cc @ann", "Fix it", (ANN,)),
        ("Fix it CC: @ann, @bob.", "Fix it", (ANN, BOB)),
        ("cc @ann and @bob, fix it", "fix it", (ANN, BOB)),
        ("Fix it cc <@U2|bob> cc @ann", "Fix it", (Mention("U2", "bob"), ANN)),
        ("@me fix it cc @ann & @ann", "fix it", (ANN,)),
        ("Fix the cc field", "Fix the cc field", ()),
        ("Mail cc @ work", "Mail cc @ work", ()),
    ],
)
def test_who_stands_behind_cc_watches(text: str, title: str, watchers: tuple[Mention, ...]) -> None:
    request = added(text)

    assert (request.title, request.watchers) == (title, watchers)


def test_somebody_behind_a_watcher_watches_too_and_is_offered_as_owner() -> None:
    request = added("Fix it cc @ann @bob")

    assert (request.watchers, request.owner) == ((ANN, BOB), None)
    assert [offer.line for offer in request.offers] == ["assign {id} @bob"]
    assert added("Fix it cc @ann, @bob").offers == ()


def test_a_group_cannot_watch() -> None:
    request = grammar.parse("Fix it cc @ann, <!subteam^S7|@ops> fri", HERE)

    assert request == Unclear(
        "@ops is a group, and only people can watch a task. Nothing was saved.",
        (Offer("Save without", "Fix it fri"),),
    )


@pytest.mark.parametrize(
    ("text", "title", "numbers"),
    [
        ("Fix it after T-4", "Fix it", (4,)),
        ("Fix it, needs T-4, t-5 and T-6.", "Fix it", (4, 5, 6)),
        ("blocked by T-4 fix it after T-4 and T-9", "fix it", (4, 9)),
        ("Fix it after lunch", "Fix it after lunch", ()),
        ("Fix it after T-4x", "Fix it after T-4x", ()),
    ],
)
def test_what_a_task_waits_for_is_named_by_ids(text: str, title: str, numbers: tuple[int, ...]) -> None:
    request = added(text)

    assert (request.title, request.after) == (title, numbers)


@pytest.mark.parametrize(
    ("text", "title", "labels", "points"),
    [
        ("Fix it +ops +DNS +ops", "Fix it", ("ops", "dns"), None),
        ("+größe fix it ~8p", "fix it", ("größe",), 8),
        ("Fix it ~3h ~5p", "Fix it", (), 5),
        ("+1 for it ~0p ~1.5p", "+1 for it ~0p ~1.5p", (), None),
        (r"Use \+ops", "Use +ops", (), None),
        ("Fix it +dns,", "Fix it", ("dns",), None),
        ("Fix it +dns.", "Fix it", ("dns",), None),
        ("Fix it +dns, +web.", "Fix it", ("dns", "web"), None),
        ("Fix it +dns,+web,+ops", "Fix it", ("dns", "web", "ops"), None),
        ("Fix it +dns,+web by fri", "Fix it", ("dns", "web"), None),
        ("+dns,+web fix it", "fix it", ("dns", "web"), None),
        ("Fix +dns, then tell Ana", "Fix +dns, then tell Ana", (), None),
        ("Fix the +moved+ mark", "Fix the +moved+ mark", (), None),
        ("Try C++,+web", "Try C++,+web", (), None),
        ("Fix a,+web", "Fix a,+web", (), None),
    ],
)
def test_labels_and_points_are_words_of_their_own(
    text: str, title: str, labels: tuple[str, ...], points: int | None
) -> None:
    request = added(text)

    assert (request.title, request.labels, request.points) == (title, labels, points)


def test_people_inside_the_sentence_are_offered_only_while_nobody_owns_it() -> None:
    inside = added("Ask @bob, @me and <@U4> about @bob today")
    owned = added("@ann ask @bob about it")

    assert inside.offers == (
        Offer("Assign to @bob", "assign {id} @bob", BOB),
        Offer("Assign to <@U4>", "assign {id} <@U4>", Mention("U4", None)),
    )
    assert (owned.owner, owned.offers) == (ANN, ())


@pytest.mark.parametrize(
    ("text", "words", "offers"),
    [
        (
            "@ann review it @bob",
            "@ann and @bob could both own this. Nothing was saved. Who owns it?",
            (
                Offer("@ann", "@ann review it", ANN, kept="@bob \\@ann review it"),
                Offer("@bob", "@bob review it", BOB, kept="@ann review it \\@bob"),
            ),
        ),
        (
            "@ann @bob review it\nsoon",
            "@ann and @bob could both own this. Nothing was saved. Who owns it?",
            (
                Offer("@ann", "@ann review it\nsoon", ANN, kept="@bob \\@ann review it\nsoon"),
                Offer("@bob", "@bob review it\nsoon", BOB, kept="@ann \\@bob review it\nsoon"),
            ),
        ),
        (
            "add Ping @everyone tomorrow",
            "A task needs one owner; @everyone is a group. Nothing was saved.",
            (
                Offer("Choose a person", f"add {HOLE} Ping tomorrow", pick="person"),
                Offer("Me", "add @me Ping tomorrow"),
                Offer("Nobody yet", "add @nobody Ping tomorrow"),
            ),
        ),
        (
            "Fix it !p1 !p2 !p1",
            "P1 and P2 cannot both hold. Nothing was saved. Which one?",
            (Offer("P1", "Fix it !p1"), Offer("P2", "Fix it !p2")),
        ),
        (
            "Fix it ~1h ~2h",
            "~1h and ~2h cannot both hold. Nothing was saved. Which one?",
            (Offer("~1h", "Fix it ~1h"), Offer("~2h", "Fix it ~2h")),
        ),
        (
            "Fix #a it <#C9|b>",
            "#a and #b cannot both hold. Nothing was saved. Which one?",
            (
                Offer("#a", "Fix #a it", kept="Fix \\#a it <#C9|b>", project=A),
                Offer("#b", "Fix <#C9|b> it", kept="Fix #a it \\#b", project=B),
                Offer("Keep #a as text", "Fix \\#a it <#C9|b>", project=B),
                Offer("Keep #b as text", "Fix #a it \\#b", project=A),
            ),
        ),
    ],
)
def test_what_contradicts_itself_asks(text: str, words: str, offers: tuple[Offer, ...]) -> None:
    assert grammar.parse(text, HERE) == Unclear(words, offers)


@pytest.mark.parametrize(
    "text", ["due fri", "by fri", "@bob", "!p1 #atlas", "+security", "@bob due fri ~2h", "add !p1"]
)
def test_tokens_alone_are_no_task_unless_quotes_say_so(text: str) -> None:
    asked = grammar.parse(text, HERE)

    assert isinstance(asked, Unclear)
    assert asked.words.startswith(NO_TITLE)
    assert [offer for offer in asked.offers if not offer.line.startswith("list ")] == []
    title = text.removeprefix("add ")
    assert added(f'add "{title}"').title == title


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("@bob", "List @bob", "list @bob"),
        ("<@U2|bob>", "List <@U2>", "list <@U2|bob>"),
        ("#word", "List #word", "list #word"),
        ("!p1 #atlas", "List !p1 #atlas", "list !p1 #atlas"),
        ("add +security", "List +security", "list +security"),
    ],
)
def test_tokens_that_filter_offer_the_list_that_they_narrow(text: str, label: str, line: str) -> None:
    asked = grammar.parse(text, HERE)

    assert isinstance(asked, Unclear)
    assert (asked.offers[0].label, asked.offers[0].line) == (label, line)


@pytest.mark.parametrize("text", ["@bob due fri ~2h", "@here"])
def test_tokens_that_filter_nothing_offer_no_list(text: str) -> None:
    asked = grammar.parse(text, HERE)

    assert isinstance(asked, Unclear)
    assert not [offer for offer in asked.offers if offer.label.startswith("List")]


def test_a_line_that_would_be_a_verb_without_its_date_is_offered_as_a_title() -> None:
    request = grammar.parse("Done due 24/11", HERE)

    assert isinstance(request, Unclear)
    assert request.offers[-1] == Offer("No date", "+ Done")


@pytest.mark.parametrize(
    ("text", "title", "notes"),
    [
        ("\n\nFix it\nline &amp; two\n\nend", "Fix it", "line & two\n\nend"),
        ("Fix R&amp;D &lt;b&gt; &amp;lt;", "Fix R&D <b> &lt;", ""),
        ("Fix\u00a0the  \u200bbox\u0000", "Fix the box", ""),
        ("Cafe\u0301", "Café", ""),
        ("Say 👩\u200d💻 hi", "Say 👩\u200d💻 hi", ""),
        ("a\u200db", "ab", ""),
        ("‘it’s’ fine", "'it's' fine", ""),
        ('"all of it fri"', "all of it fri", ""),
        ('say "one" and "two"', 'say "one" and "two"', ""),
        ('half a "quote', 'half a "quote', ""),
        ("`a  b` &amp;  c", "`a  b` & c", ""),
        ("Compare &lt;x&gt; !p1", "Compare <x>", ""),
        ("Compare &lt;x&gt;; !p1", "Compare <x>", ""),
        ("Order the &lt;b&gt;kit&lt;/b&gt; by fri", "Order the <b>kit</b>", ""),
        ("Ask for R&amp; by fri", "Ask for R&", ""),
        ("See <https://x.y/z>", "See https://x.y/z", ""),
        ("See <http://x.y|x.y>", "See x.y", ""),
        ("See https://x.y/@bob?due=fri", "See https://x.y/@bob?due=fri", ""),
        ("Mail <mailto:a@b.c|a@b.c>", "Mail a@b.c", ""),
        ("See <https://x.y|the &lt;b&gt; page> ok", "See the <b> page ok", "the <b> page: https://x.y"),
    ],
)
def test_text_is_cleaned_and_decoded_once(text: str, title: str, notes: str) -> None:
    request = added(text)

    assert (request.title, request.notes) == (title, notes)


def test_a_long_title_is_cut_at_a_word_and_kept_whole_in_the_notes() -> None:
    request = added("word " * 60 + "\nmore")

    assert request.cut
    assert request.title == ("word " * 50).strip() + "…"
    assert request.notes == ("word " * 60).strip() + "\nmore"


def test_a_single_word_that_is_too_long_is_cut_where_it_must() -> None:
    assert line.fitted("x" * 300) == ("x" * 249 + "…", True)
    assert line.fitted("x" * 250) == ("x" * 250, False)


TOKENS = [
    *(
        "@bob",
        "<@U2|bob>",
        "#atlas",
        "<#C1|x>",
        "!high",
        "!hgih",
        "!!",
        "~3h",
        "+ops",
        "due",
        "by",
        "before",
        "on",
    ),
    *(
        "fri",
        "next",
        "31/12",
        "3pm",
        "in 2 weeks",
        "until",
        "someday",
        "T-4",
        "done",
        "add",
        "list",
        "for",
        "to",
    ),
    *(
        "(",
        ")",
        '"',
        "`",
        "\n",
        ",",
        ".",
        "&lt;",
        "Renew",
        "TLS",
        "\\",
        "<",
        ">",
        "|",
        "<!here>",
        "<https://x|y>",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=9).map(" ".join) | st.text(max_size=60))
def test_parsing_never_raises_and_what_is_added_has_a_title(text: str) -> None:
    request = grammar.parse(text, HERE)

    if isinstance(request, Add):
        assert request.title
        assert len(request.title) <= line.LONGEST_TITLE
    if isinstance(request, Unclear):
        assert all(0 < len(offer.label) <= 75 for offer in request.offers)


QUOTABLE = st.lists(
    st.sampled_from([token for token in TOKENS if token not in ('"', "`", "\n", "\\")]), min_size=1
)


@settings(max_examples=200, deadline=None)
@given(QUOTABLE.map(" ".join), st.sampled_from('"`'))
def test_what_is_quoted_is_never_parsed(words: str, quote: str) -> None:
    request = added(f"Read {quote}{words}{quote} well")

    assert (request.owner, request.due, request.priority, request.estimate) == (None, None, None, None)
    assert (request.project, request.offers) == (None, ())
    assert request.title == line.spoken(f"Read {quote}{words}{quote} well")


@settings(max_examples=5, deadline=2000)
@given(st.sampled_from(["due ", "by fri ", "@a ", "!p1 ", '"', "(", "T-1 ", "#a ", "in ", "1 ", "a"]))
def test_a_wall_of_text_is_read_in_good_time(piece: str) -> None:
    grammar.parse(piece * (8000 // len(piece)), HERE)


@pytest.mark.parametrize(
    ("text", "labels", "line"),
    [
        ("Renew by 9 mon", ["Mon 30 Nov 09:00", "Mon 30 Nov 21:00"], "Renew due 2026-11-30 09:00"),
        ("Deliver by 3.12", ["Thu 3 Dec", "Thu 26 Nov 03:12"], "Deliver due 2026-12-03 17:00"),
        ("Meet by fri 10-12", ["Fri 27 Nov 10:00", "Fri 27 Nov 22:00"], "Meet due 2026-11-27 10:00"),
        ("Order by fri by mon", ["Fri 27 Nov 17:00", "Mon 30 Nov 17:00"], "Order due 2026-11-27 17:00"),
        (
            "Renew at 9:00 by mon",
            ["Mon 30 Nov 09:00", "Thu 26 Nov 09:00", "Mon 30 Nov 17:00"],
            "Renew due 2026-11-30 09:00",
        ),
    ],
)
def test_a_date_that_could_be_two_asks_with_each_of_them(text: str, labels: list[str], line: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == labels
    assert request.offers[0].line == line


def test_the_same_date_said_twice_leaves_neither_in_the_title() -> None:
    request = grammar.parse("Fix it by fri by fri", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due is None) == ("Fix it", False)


def test_hours_behind_a_day_are_no_date_but_offered() -> None:
    request = grammar.parse("Meet fri 10-12", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due) == ("Meet fri 10-12", None)
    assert [offer.label for offer in request.offers] == ["Due Fri 27 Nov 10:00", "Due Fri 27 Nov 22:00"]


@pytest.mark.parametrize("text", ["Order racks cc @dev @sam by fri", "Order racks cc @dev and @sam by fri"])
def test_everybody_behind_cc_watches(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add)
    assert (request.title, request.owner) == ("Order racks", None)
    assert [who.text for who in request.watchers] == ["@dev", "@sam"]


@pytest.mark.parametrize(
    "text",
    [
        "Call by fri, please",
        "Call by fri thanks",
        "Call fri pls!",
        "Call by fri :)",
        "Call by fri \U0001f64f",
        "Call by fri. Thank you.",
        "Call @me by fri please",
    ],
)
def test_thanks_behind_a_token_are_no_part_of_the_title(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add)
    assert request.due is not None
    assert (request.title, f"{request.due.day}", request.offers) == ("Call", "2026-11-27", ())


@pytest.mark.parametrize("text", ["Write to Ann and say thanks", "please", "Call, please"])
def test_thanks_behind_other_words_stay_in_the_title(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add)
    assert request.title == text


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        *(("Please add ", "Call the vendor"), ("ADD ", "Order"), ("add: ", "Call"), ("TODO: ", "call")),
        *(
            ("make a task ", "call"),
            ("can you remind me to ", "call Ben"),
            ("task: ", "Call"),
            ("please ", "fix"),
        ),
    ],
)
def test_what_only_asks_for_a_task_can_be_dropped_from_its_title(lead: str, title: str) -> None:
    request = grammar.parse(f"{lead}{title} tomorrow", HERE)

    assert isinstance(request, Add)
    assert request.title == f"{lead}{title}"
    drop = Offer(f'Drop "{lead.strip()}"', f'edit {{id}} "{title}"')
    assert request.offers == (drop,)


def test_a_dotted_number_without_a_keyword_stays_text() -> None:
    request = grammar.parse("Support Python 3.12", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due, request.offers) == ("Support Python 3.12", None, ())
