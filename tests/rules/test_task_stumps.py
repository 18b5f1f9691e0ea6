"""Tokens taken out of a line leave no empty bracket, no "and", no "in" and no smile behind in its title."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear, explain
from commands.task.grammar.capture import Captured

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
FRIDAY = "Fri 27 Nov 17:00"


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


def due(made: Add) -> str | None:
    return calendar.due_text(made.due, HERE.today) if made.due else None


@pytest.mark.parametrize(
    ("line", "day"),
    [("Cutover fri @ben", FRIDAY), ("Cutover sat 28 nov 22:00 @ben !p1", "Sat 28 Nov 22:00")],
)
def test_who_stands_behind_the_date_owns_even_a_task_of_one_word(line: str, day: str) -> None:
    made = added(line)

    assert made.owner
    assert (made.title, due(made), made.owner.name) == ("Cutover", day, "ben")


@pytest.mark.parametrize("line", ["Call @ben", "Call @ben fri", "Call @ben !p1"])
def test_who_stands_right_behind_one_word_is_part_of_the_title(line: str) -> None:
    made = added(line)

    assert (made.title, made.owner) == ("Call @ben", None)


@pytest.mark.parametrize(
    "line",
    [
        "Renew it (@ben, fri)",
        "Renew it (fri, @ben)",
        "Renew it [@ben by fri]",
        "Renew it &lt;@ben, due fri&gt;",
        "Renew it (@ben, fri) !p1",
    ],
)
def test_a_bracket_of_nothing_but_tokens_goes_with_them(line: str) -> None:
    made = added(line)

    assert made.owner
    assert (made.title, due(made), made.owner.name) == ("Renew it", FRIDAY, "ben")


@pytest.mark.parametrize("line", ["Renew it [due fri]", "Renew it &lt;due fri&gt;", "Renew it (by fri)"])
def test_a_bracket_round_a_date_with_its_keyword_goes_with_it(line: str) -> None:
    assert (added(line).title, due(added(line))) == ("Renew it", FRIDAY)


def test_a_bracket_round_what_a_task_waits_for_goes_with_it() -> None:
    made = added("Renew it (after T-12 and by fri)")

    assert (made.title, made.after, due(made)) == ("Renew it", (12,), FRIDAY)


@pytest.mark.parametrize(
    "title",
    [
        "Renew it (@ben)",
        "Renew it (#atlas)",
        "Renew it (+dns)",
        "Renew it [fri]",
        "Renew it (due to the move)",
        "Renew it (call @ben first)",
        "Compare a &lt;by b&gt;",
    ],
)
def test_a_bracket_that_may_belong_to_the_title_stays_whole(title: str) -> None:
    made = added(title)

    assert (made.title, made.owner, made.due, made.project) == (
        title.replace("&lt;", "<").replace("&gt;", ">"),
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "line",
    [
        "Renew it,@ben,fri",
        "Renew it fri,@ben",
        "Renew it @ben,fri",
        "Renew it fri pls @ben thx",
    ],
)
def test_a_missing_space_and_a_please_between_leave_nothing(line: str) -> None:
    made = added(line)

    assert made.owner
    assert (made.title, due(made), made.owner.name) == ("Renew it", FRIDAY, "ben")


@pytest.mark.parametrize("title", ["Call the owner", "Name a product owner", "Change owner"])
def test_who_the_owner_of_a_thing_is_belongs_to_the_title(title: str) -> None:
    assert added(f"{title} @ben").title == title


@pytest.mark.parametrize(
    "title", ["Move Mon,Tue shifts", "Run `a,@ben` again", "Ask owner @ben about it", "Fix a,+web"]
)
def test_a_comma_or_an_owner_inside_a_title_stays(title: str) -> None:
    assert added(title).title == title


def test_labels_without_a_space_behind_a_priority_are_labels() -> None:
    made = added("Renew it !high,+web")

    assert (made.title, made.labels) == ("Renew it", ("web",))


def test_a_bracket_of_words_loses_only_its_date() -> None:
    made = added("Renew it (with Ann, by fri)")

    assert (made.title, due(made)) == ("Renew it (with Ann)", FRIDAY)


@pytest.mark.parametrize(
    "line",
    [
        "Renew it after T-12 and by fri",
        "Renew it by fri and after T-12",
        "Renew it by fri &amp; after T-12",
        "Renew it after T-12, and by fri",
    ],
)
def test_what_joins_two_tokens_stays_in_no_title(line: str) -> None:
    made = added(line)

    assert (made.title, made.after, due(made)) == ("Renew it", (12,), FRIDAY)


@pytest.mark.parametrize(
    "line", ["Renew it in #atlas", "Renew it for #atlas by fri", "Renew it in <#C1|atlas>"]
)
def test_in_goes_with_the_project_behind_it(line: str) -> None:
    made = added(line)

    assert made.project
    assert (made.title, made.project.text) == ("Renew it", "#atlas")


@pytest.mark.parametrize(
    "title",
    ["Post the news to #atlas", "Ask in #atlas about it", "Tell the #atlas team", "Print #atlas on a badge"],
)
def test_a_project_the_sentence_speaks_of_stays_in_it(title: str) -> None:
    made = added(f"{title} by fri")

    assert made.project
    assert (made.title, made.project.text, due(made)) == (title, "#atlas", FRIDAY)


@pytest.mark.parametrize("line", ["Renew it @ben and by fri", "Renew it due fri, please, @ben"])
def test_an_owner_may_be_joined_to_the_date(line: str) -> None:
    made = added(line)

    assert made.owner
    assert (made.title, due(made), made.owner.name) == ("Renew it", FRIDAY, "ben")


@pytest.mark.parametrize("days", ["mon &amp; fri", "mon, wed &amp; fri 9:30", "mon and fri"])
def test_of_two_days_joined_none_is_set(days: str) -> None:
    made = added(f"Renew it {days}")

    assert (made.title, made.due) == (f"Renew it {days.replace('&amp;', '&')}", None)


@pytest.mark.parametrize(
    "ending",
    [
        "by fri please :)",
        "by fri, thank you very much",
        "by fri, thanks a lot! :)",
        "by fri 👍",
        "by fri 👍🏽",
        "by fri :+1:",
        "by fri :thumbsup::skin-tone-3:",
        "by fri;",
        "by fri; !high",
    ],
)
def test_politeness_of_several_words_a_thumb_and_a_semicolon_do_not_stop_a_date(ending: str) -> None:
    made = added(f"Renew it {ending}")

    assert (made.title, due(made), made.hints) == ("Renew it", FRIDAY, ())


def test_an_emoji_behind_no_token_is_part_of_the_title() -> None:
    assert added("Plan the party 🎉").title == "Plan the party 🎉"


def test_a_date_with_its_keyword_and_a_colon_leads_a_title() -> None:
    made = added("due fri: renew it")

    assert (made.title, due(made)) == ("renew it", FRIDAY)


@pytest.mark.parametrize("line", ["by fri: renew it", "on fri: renew it", "fri: renew it"])
def test_a_day_in_front_of_a_title_is_offered_without_a_word(line: str) -> None:
    made = added(line)

    assert (made.title, made.due, made.hints) == (line, None, ())
    assert [offer.label for offer in made.offers] == [f"Due {FRIDAY}"]


def test_what_is_refused_is_said_in_the_signs_people_typed() -> None:
    asked = grammar.parse("Renew it due 3 decc&gt;", HERE)

    assert isinstance(asked, Unclear)
    assert asked.words.startswith('I can\'t read "3 decc>" as a date.')


def test_an_explanation_shows_tokens_in_a_bracket_without_its_signs() -> None:
    found = grammar.read("Renew it (@ben, by fri)", HERE)

    assert isinstance(found, Captured)
    assert [(part.words, part.role) for part in explain.parts(found)[:-1]] == [
        ("Renew it", "title"),
        ("@ben,", "owner"),
        ("by fri", "due"),
    ]


@pytest.mark.parametrize("title", ["Set up SSO sign in", "Fix log in", "Test opt in"])
def test_an_in_that_belongs_to_its_verb_stays_before_a_project(title: str) -> None:
    made = added(f"{title} #atlas")

    assert made.project
    assert (made.title, made.project.key) == (title, "atlas")


@pytest.mark.parametrize("title", ["Ship it :rocket:", "Celebrate :+1:", "Fix the :bug: in :tada:"])
def test_the_colon_that_closes_an_emoji_stays_in_front_of_a_date(title: str) -> None:
    assert (added(f"{title} fri").title, due(added(f"{title} fri"))) == (title, FRIDAY)


def test_a_colon_in_front_of_a_date_goes_with_it() -> None:
    assert added("Review the plan: fri").title == "Review the plan"


@pytest.mark.parametrize("title", ["Fix the build in #atlas today or never", "Fix the build in #atlas !"])
def test_an_in_is_never_left_alone_where_its_project_is_inside_a_title(title: str) -> None:
    assert added(title).title == title
