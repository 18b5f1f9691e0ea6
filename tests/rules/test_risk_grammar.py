from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.kit.requests import HOLE
from commands.risk import grammar
from commands.risk.grammar import (
    Add,
    Close,
    Help,
    Listing,
    Mention,
    Offer,
    OpenForm,
    Own,
    ProjectRef,
    Reopen,
    Score,
    Show,
    Top,
    Unclear,
    Undo,
)
from storage.vocabulary import Band

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
ANN = Mention(None, "ann")
LATE = "Because the vendor is late, racks may miss the window, leading to a moved cutover"
PROBABILITY = "Probability runs from 1 (under 10 %) to 5 (over 70 %)"
IMPACT = "Impact runs from 1 (very low) to 5 (very high)"


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


def test_a_whole_sentence_becomes_cause_event_and_effect_with_its_score() -> None:
    request = added(f"add {LATE} p4 i5 @ann mitigate +schedule")

    assert (request.cause, request.event) == ("the vendor is late", "racks may miss the window")
    assert request.effect == "a moved cutover"
    assert (request.probability, request.impact, request.owner) == (4, 5, ANN)
    assert request.statement == f"{LATE} mitigate +schedule"


@pytest.mark.parametrize(
    "tokens",
    [
        "mitigate +schedule p4 i5 @ann",
        "p4 mitigate +schedule i5 @ann",
        "p4 i5 +schedule mitigate @ann",
        "p4 i5 @ann Mitigate +schedule,+racks",
        "mitigate, +schedule review fri p4 i5 @ann",
    ],
)
def test_a_response_and_a_category_are_no_part_of_the_effect_wherever_they_stand(tokens: str) -> None:
    request = added(f"add {LATE} {tokens}")

    assert (request.effect, request.owner) == ("a moved cutover", ANN)
    assert (request.probability, request.impact) == (4, 5)


@pytest.mark.parametrize(
    "text", ["Vendors may share", "Nobody may accept +ops advice", "Who may avoid +1 delays"]
)
def test_a_response_word_in_a_sentence_is_a_word_of_it(text: str) -> None:
    assert added(f"add {text}").event == text.replace("+ops ", "")


def test_a_topic_is_kept_as_it_stands_and_is_no_cause_event_or_effect() -> None:
    assert added("add Supply chain") == Add("Supply chain", "", "", "", None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (LATE, ("the vendor is late", "racks may miss the window", "a moved cutover")),
        (
            "As A, B and C are ill, the release might slip resulting in lost trust.",
            ("A, B and C are ill", "the release might slip", "lost trust"),
        ),
        (
            "SINCE it rains, the roof could leak; which would stop us",
            ("it rains", "the roof could leak", "stop us"),
        ),
        ("racks may burn, leading to a fire", ("", "racks may burn", "a fire")),
        ("Because it rains, the roof may leak", ("it rains", "the roof may leak", "")),
        ("because of the rain", ("of the rain", "", "")),
        ("Mayor could be late", ("", "Mayor could be late", "")),
        ("The mayor", ("", "", "")),
    ],
)
def test_a_statement_is_split_as_far_as_its_words_go(text: str, parts: tuple[str, str, str]) -> None:
    request = added(text)

    assert (request.cause, request.event, request.effect) == parts


@pytest.mark.parametrize(
    ("tokens", "score"),
    [
        ("p4 i5", (4, 5)),
        ("P4, I5.", (4, 5)),
        ("4x5", (4, 5)),
        ("4×5", (4, 5)),
        ("p? i3", (None, 3)),
        ("p2", (2, None)),
        ("p3 3x4", (3, 4)),
        ("24x7 p44x", (None, None)),
    ],
)
def test_a_score_is_given_in_tokens_of_its_own(tokens: str, score: tuple[int | None, int | None]) -> None:
    request = added(f"Cloud bill {tokens} rises")

    assert (request.probability, request.impact) == score


@pytest.mark.parametrize(
    ("token", "words", "mended"),
    [
        ("p7", f'{PROBABILITY}; "p7" is outside. Nothing was saved.', "p5"),
        ("p0", f'{PROBABILITY}; "p0" is outside. Nothing was saved.', "p1"),
        ("i9", f'{IMPACT}; "i9" is outside. Nothing was saved.', "i5"),
        ("9x3", f'{PROBABILITY}; "9x3" is outside. Nothing was saved.', "5x3"),
        ("3x9", f'{IMPACT}; "3x9" is outside. Nothing was saved.', "3x5"),
    ],
)
def test_a_step_off_the_scale_is_refused_with_the_nearest(token: str, words: str, mended: str) -> None:
    request = grammar.parse(f"add Cloud bill {token} ok", HERE)

    assert request == Unclear(words, (Offer(mended, f"add Cloud bill {mended} ok"),))


def test_the_other_places_of_a_line_are_owner_project_and_review() -> None:
    request = added("<@U2|bob> Backups may fail #atlas review next fri")

    assert (request.statement, request.owner) == ("Backups may fail", Mention("U2", "bob"))
    assert (request.project, request.review) == (ProjectRef("atlas", None), date(2026, 12, 4))


@pytest.mark.parametrize(
    "text",
    ["code review may slip", "The review 5 days ago was thin", "The review may slip", "accept it may fail"],
)
def test_words_that_are_no_token_stay_in_the_statement(text: str) -> None:
    request = added(text)

    assert (request.statement, request.review) == (text, None)


@pytest.mark.parametrize(
    ("text", "words", "offers"),
    [
        (
            "Cloud bill p3 p4 i2",
            "p3 and p4 are two probabilities. Nothing was saved. Which one?",
            (("p3", "Cloud bill p3 i2"), ("p4", "Cloud bill p4 i2")),
        ),
        (
            "Cloud bill 2x2 i3",
            "i2 and i3 are two impacts. Nothing was saved. Which one?",
            (("i2", "Cloud bill i2 p2"), ("i3", "Cloud bill i3 p2")),
        ),
        (
            "Cloud bill #a #b",
            "#a and #b cannot both hold. Nothing was saved. Which one?",
            (("#a", "Cloud bill #a"), ("#b", "Cloud bill #b")),
        ),
        (
            "Backups may fail <!here>",
            "A risk needs one owner; @here is a group. Nothing was saved.",
            (
                ("Choose a person", "… Backups may fail"),
                ("Me", "@me Backups may fail"),
                ("Nobody yet", "@nobody Backups may fail"),
            ),
        ),
        (
            "Backups may fail review 30 feb",
            '30 Feb 2026 is not on the calendar. Nothing was saved. Try "review 27 feb" or pick a date.',
            (
                ("Sat 27 Feb 2027", "Backups may fail review 2027-02-27 17:00"),
                ("Pick a date", "Backups may fail review …"),
                ("No date", "Backups may fail"),
            ),
        ),
        (
            "p4 i5 @ann",
            "There is no statement in that line, so nothing was saved. Say what could happen, for example "
            f'"{LATE} p4 i5".',
            (),
        ),
        (
            "score R-8",
            "How likely and how bad is R-8? Nothing was changed. Try /risk score R-8 p3 i5.",
            (),
        ),
        (
            "score R-8 p3 please",
            "How likely and how bad is R-8? Nothing was changed. Try /risk score R-8 p3 i5.",
            (),
        ),
        ("score R-8 p9", f'{PROBABILITY}; "p9" is outside. Nothing was saved.', (("p5", "score R-8 p5"),)),
        (
            "own R-8",
            "Who should own R-8? Nothing was changed. Type /risk own R-8 @name.",
            (("Choose a person", "own R-8 …"), ("Me", "own R-8 @me"), ("Nobody yet", "own R-8 @nobody")),
        ),
        (
            "close R-8 R-9",
            "Why are they closed? Nothing was changed. Try /risk close R-8, R-9 and why.",
            (("Close R-8", "close R-8"), ("Close R-9", "close R-9")),
        ),
        (
            "show R-8 now",
            'I can\'t read "now" after R-8. Nothing was changed.',
            (("Show R-8", "show R-8"),),
        ),
        (
            "scroe R-8 p3",
            '"scroe" is not a command. Nothing was saved.',
            (("score R-8 p3", "score R-8 p3"), ("Add it as a risk", 'add "scroe R-8 p3"')),
        ),
        (
            'dance R-8 "so"',
            '"dance" is not a command. Nothing was saved.',
            (("show R-8", "show R-8"), ("Add it as a risk", 'add dance R-8 "so"')),
        ),
    ],
)
def test_what_lacks_or_contradicts_something_says_so(
    text: str, words: str, offers: tuple[tuple[str, str], ...]
) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert request.words == words
    assert [(offer.label, offer.line.replace(HOLE, "…")) for offer in request.offers] == list(offers)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", Top()),
        ("add", OpenForm()),
        ("log", OpenForm()),
        ("undo", Undo()),
        ("help", Help(None)),
        ("help scroe", Help("score")),
        ("score", Help("score")),
        ("list", Listing()),
        ("List all", Listing(all=True, typed="all")),
        ("ls closed #atlas", Listing(closed=True, project=ProjectRef("atlas", None), typed="closed #atlas")),
        ("list high page 2", Listing(band=Band.HIGH, page=2, typed="high")),
        ("show R-8 page 2", Show(8, 2)),
        ("review R-8", Score(8, None, None)),
        ("score r-8 p3 i5", Score(8, 3, 5)),
        ("score R-8 2x4", Score(8, 2, 4)),
        ("score R-8 p?  i2", Score(8, None, 2)),
        ("own R-8 @ann", Own(8, ANN)),
        ("assign R-8 to <@U2>", Own(8, Mention("U2", None))),
        ("close R-8", Close(8, "")),
        ("close R-8: because it &amp; all shipped", Close(8, "it & all shipped")),
        ("reopen R–8", Reopen(8)),
        ("show R-8", Show(8)),
        ("R-8", Show(8)),
    ],
)
def test_a_verb_with_what_it_needs_is_a_command(text: str, request_: grammar.Request) -> None:
    assert grammar.parse(text, HERE) == request_


@pytest.mark.parametrize(
    "text",
    [
        "list of vendors may be stale",
        "Undo may fail",
        "help may be late",
        "New vendor",
        "score may drop",
        "own goals may happen",
    ],
)
def test_a_verb_without_what_it_needs_is_a_statement(text: str) -> None:
    assert added(text).statement == text


def test_further_lines_belong_to_the_statement() -> None:
    request = added("Because it rains,\nthe roof may leak,\nleading to water p2")

    assert (request.cause, request.event, request.effect) == ("it rains", "the roof may leak", "water")
    assert request.probability == 2


PIECES = [
    *("because", "as", "it rains", ",", "racks", "may", "leading to", "which would", "p4", "i9", "4x5", "p?"),
    *("@ann", "<@U2>", "<!here>", "#a", "<#C1|b>", "review", "fri", "30 feb", "5", "mitigate", "+ops", "R-8"),
    *("score", "close", "list", "help", "add", '"', "`", "(", "\n", "&lt;", "own"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join) | st.text(max_size=60))
def test_parsing_never_raises_and_a_risk_has_a_statement(text: str) -> None:
    request = grammar.parse(text, HERE)

    if isinstance(request, Add):
        assert request.statement


QUOTABLE = st.lists(st.sampled_from(sorted({*PIECES} - {'"', "`", "\n"})), min_size=1).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(QUOTABLE, st.sampled_from('"`'))
def test_what_is_quoted_is_never_a_token(words: str, quote: str) -> None:
    request = added(f"Read {quote}{words}{quote} well")

    assert (request.probability, request.impact, request.owner) == (None, None, None)
    assert (request.project, request.review) == (None, None)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("R-8 p3 i5", Score(8, 3, 5)),
        ("R-8 @ann", Own(8, Mention(None, "ann"))),
        ("R-8 close it is over", Close(8, "it is over")),
    ],
)
def test_what_stands_behind_the_number_of_a_risk_is_of_that_risk(
    text: str, request_: grammar.Request
) -> None:
    assert grammar.parse(text, HERE) == request_


@pytest.mark.parametrize(
    "text",
    ["find lawyer", "delete it", "list foo", "help foo", "show lawyer", "hepl", "R-8 foo bar", "export csv"],
)
def test_a_line_that_begins_like_a_command_logs_no_risk_unasked(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert "Nothing was saved." in request.words
    assert not isinstance(grammar.parse(request.offers[0].line, HERE), Unclear | grammar.Add)
    logged = grammar.parse(request.offers[-1].line, HERE)
    assert isinstance(logged, grammar.Add)
    assert logged.statement == text


@pytest.mark.parametrize(
    "text", ["Supply chain", "Find a lawyer in time", "lost data", "review of the plan may slip"]
)
def test_a_short_statement_is_logged(text: str) -> None:
    assert isinstance(grammar.parse(text, HERE), grammar.Add)
