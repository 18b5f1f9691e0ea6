"""Titles pasted from lists, mails and calendars keep their words, without what joined them to a token."""

import pytest

from commands.kit.requests import HOLE
from commands.task import grammar, requests
from commands.task.grammar import Add, Unclear
from tests.rules.test_dates_in_a_hurry import HERE, added


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("• Renew the certificate by fri", "Renew the certificate"),
        ("- Renew the certificate", "Renew the certificate"),
        ("* Renew the certificate fri", "Renew the certificate"),
        ("- [ ] Renew the certificate", "Renew the certificate"),
        ("☐ Renew the certificate", "Renew the certificate"),
        ("[x] Renew the certificate", "[x] Renew the certificate"),
        ("[DNS] Move the zone", "[DNS] Move the zone"),
        ("1. Renew the certificate", "1. Renew the certificate"),
        ("*Renew* the certificate", "*Renew* the certificate"),
        ("Budget review | Thu, Nov 26, 2026 2:00 PM", "Budget review"),
        ("Budget review @ Thu 3pm", "Budget review"),
        ("Renew the certificate -> @ben", "Renew the certificate"),
        ("Renew the certificate -&gt; @ben", "Renew the certificate"),
        ("Renew the certificate → @ben", "Renew the certificate"),
        ("Renew the certificate owner: @ben", "Renew the certificate"),
        ("Compare a -> b by fri", "Compare a -> b"),
        ("Price &gt; 5 by fri", "Price > 5"),
        ("Ping legal // fri", "Ping legal"),
        ("Ping legal - due COB Thursday, owner @ben", "Ping legal"),
        ("Ping legal @10am", "Ping legal"),
        ("Ping legal every mon-fri at 9:00", "Ping legal"),
        ("Ping legal fortnightly on fri", "Ping legal"),
        ("Ping legal twice a week", "Ping legal twice a week"),
        ("Chase legal by friday pls @ben", "Chase legal"),
        ("Renew the certificate +dns, +web, by fri", "Renew the certificate"),
        ("Renew the certificate +dns, then call", "Renew the certificate +dns, then call"),
    ],
)
def test_a_pasted_title_keeps_its_words_alone(text: str, title: str) -> None:
    assert added(text).title == title


def test_labels_parted_by_commas_are_all_read() -> None:
    assert added("Renew it +dns, +web, by fri").labels == ("dns", "web")


def test_please_between_a_date_and_an_owner_hides_neither() -> None:
    request = added("Chase legal by friday pls @ben")

    assert request.due
    assert request.owner
    assert (request.due.day.isoformat(), request.owner.name) == ("2026-11-27", "ben")


def test_a_command_pasted_from_a_list_is_that_command() -> None:
    assert grammar.parse("• done T-4", HERE) == requests.Finish((4,))


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("URGENT: renew it", "Priority urgent", "{id} !urgent"),
        ("P1 renew it", "P1", "{id} !p1"),
        ("Renew it (P1)", "P1", "{id} !p1"),
        ("Renew it, high prio", "Priority high", "{id} !high"),
        ("Renew it - prio: low", "Priority low", "{id} !low"),
        ("Submit it each friday", "Repeat every fri", "{id} every fri"),
        ("TODO renew it", 'Drop "TODO"', 'edit {id} "renew it"'),
        ("Re: Fwd: Renew it", 'Drop "Re: Fwd:"', 'edit {id} "Renew it"'),
    ],
)
def test_what_is_likely_meant_stays_in_the_title_and_is_offered(text: str, label: str, line: str) -> None:
    request = added(text)

    assert request.title == text
    assert [(offer.label, offer.line) for offer in request.offers] == [(label, line)]


@pytest.mark.parametrize("text", ["Fix the P1 sensor", "Renew it P1 !p2", "Urgent care visits"])
def test_a_priority_inside_a_title_or_beside_its_token_is_not_offered(text: str) -> None:
    assert added(text).offers == ()


def test_a_date_nobody_can_read_is_finished_by_a_button() -> None:
    request = grammar.parse("Renew it due tbd", HERE)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers] == [
        f"Renew it due {HOLE}",
        "Renew it",
        '"Renew it due tbd"',
    ]
    assert isinstance(grammar.parse(request.offers[1].line, HERE), Add)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("every mon-fri", "every weekday"),
        ("every Mon - Fri at 9:00", "every weekday at 09:00"),
        ("every monday to friday", "every weekday"),
        ("fortnightly on fri", "every 2 weeks on fri"),
    ],
)
def test_a_working_week_and_a_fortnight_are_patterns(words: str, text: str) -> None:
    request = added(f"Ping legal {words}")

    assert request.repeat
    assert (request.title, request.repeat.text) == ("Ping legal", text)


def test_a_date_nobody_can_read_and_no_title_offers_no_empty_line() -> None:
    request = grammar.parse("due tbd", HERE)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers] == ['"due tbd"']
