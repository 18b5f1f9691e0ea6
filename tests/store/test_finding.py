"""Tasks are found by the words of their titles and notes, on both databases, whatever happened to them."""

import pytest
from sqlmodel import Session

from storage import changes, facts, task_words, tasks
from storage.vocabulary import Noun
from tests.store.conftest import Team
from tests.store.test_changes import add


def found(tx: Session, act: facts.Act, words: str) -> list[str]:
    """Return the titles found."""
    return [task.title for task in tasks.list_open(tx, act, where=[task_words.containing(tx, words)])]


@pytest.mark.parametrize(
    "words", ["racks", "RACK", "ord rac", "the order", "vendor's", "racks & vendor", "call-off"]
)
def test_every_word_may_be_a_beginning_in_title_or_notes(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Order the racks", notes="Ask for the vendor's call-off")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == ["Order the racks"]


@pytest.mark.parametrize(
    "words", ["rocks", "racks certificate", "!?", "", "acks", '" OR "x', "racks NOT order"]
)
def test_what_holds_not_every_word_is_not_found(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Order the racks")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "証明書",
        "更新",
        "TLS証明書",
        "tls証明書を更新する",
        "限",
        "「証明書」",
        "tls 更新",
        "証明書、",
        "期限 証明書",
    ],
)
def test_words_of_a_script_without_spaces_are_found_wherever_they_stand(
    tx: Session, team: Team, words: str
) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="TLS証明書を更新する", notes="期限は金曜日")
    add(tx, team, act, title="明証書")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == ["TLS証明書を更新する"]


@pytest.mark.parametrize("words", ["書明証", "証明書 請求", "証明書 racks", "ル"])
def test_signs_in_another_order_or_elsewhere_are_not_found(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="TLS証明書を更新する", notes="期限は金曜日")

    assert found(tx, act, words) == []


@pytest.mark.parametrize(
    ("title", "words", "other"),
    [
        ("ต่ออายุใบรับรองที่นี่", "ที่", "ต่ออายุใบรับรองทอง"),
        ("보안을 점검한다", "보안", "안보"),
        ("ປ່ຽນລະຫັດຜ່ານ", "ລະຫັດ", "ຫັດລະ"),
        ("ពិនិត្យវិញ្ញាបនបត្រ", "វិញ្ញាបនបត្រ", "វិញ្ញាបន"),
        ("更新𰀀𠮷", "𰀀𠮷", "𠮷𰀀"),
        ("ในໜကឳ㐀鿋", "ໜကឳ㐀鿋", "ໜကឳ㐀"),
        ("가힣豈𠀀", "힣豈𠀀", "힣豈"),
    ],
)
def test_each_such_script_is_found_with_its_marks(
    tx: Session, team: Team, title: str, words: str, other: str
) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title=title)
    add(tx, team, act, title=other)

    assert found(tx, act, words) == [title]


def test_signs_far_into_long_notes_are_found(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Long", notes="x" * 1_000 + "証" + "あ" * 254 + "明" + "い" * 3_000 + "書")

    assert found(tx, act, "あ明い") == ["Long"]
    assert found(tx, act, "い書") == ["Long"]


def test_a_new_title_is_found_by_its_signs_and_the_old_one_no_longer(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    task = add(tx, team, act, title="Renew the certificate")

    titles = []
    for place, title in enumerate(("証明書を更新する", "棚を注文する", "Order the racks")):
        changes.apply(tx, team.act(team.ana, group=f"g{place}"), Noun.TASK, task, {"title": title})
        titles.append([found(tx, act, words) for words in ("証明書", "棚", "する")])

    assert titles == [
        [["証明書を更新する"], [], ["証明書を更新する"]],
        [[], ["棚を注文する"], ["棚を注文する"]],
        [[], [], []],
    ]


@pytest.mark.parametrize("words", ["resume", "RÉSUMÉ", "re\u0301sume\u0301", "nguyen", "Nguyễn", "łukasz"])
def test_letters_with_and_without_accents_are_the_same_words(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Read the résumé of Nguyễn", notes="Łukasz has it")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == ["Read the résumé of Nguyễn"]


@pytest.mark.parametrize(
    "words", ["resume-check", "Résumé-check", "RÉSUMÉ-CHECK", "resume-ch", "resume-check,", "a-b_c"]
)
def test_a_word_with_signs_is_found_with_and_without_its_accents(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Do the Résumé-check", notes="as à-ḃ_ç")
    add(tx, team, act, title="Resume the check", notes="à-ḃxç")

    assert found(tx, act, words) == ["Do the Résumé-check"]


@pytest.mark.parametrize(
    "words",
    [
        "CI/CD",
        "cd",
        "build.gradle",
        "gradle",
        "v2.3",
        "x.org/a",
        "me@x.org",
        "a_b",
        "e-mail",
        "use<b>it",
    ],
)
def test_what_looks_like_a_path_a_host_a_number_or_a_tag_is_found_whole_and_by_its_parts(
    tx: Session, team: Team, words: str
) -> None:
    act = team.act(team.ana)
    title = "Fix CI/CD of build.gradle in v2.3, https://x.org/a?b=1, me@x.org, a_b, e-mail, use<b>it"
    add(tx, team, act, title=title)
    add(tx, team, act, title="Fix the build of v2")

    assert found(tx, act, words) == [title]


@pytest.mark.parametrize("words", ["über-prüfung", "ÜBER-PRÜFUNG", "Über-Prüfung"])
def test_capitals_with_accents_are_the_same_letters_also_in_a_word_with_signs(
    tx: Session, team: Team, words: str
) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Die Über-Prüfung")
    add(tx, team, act, title="Prüfung über-")
    add(tx, team, act, title="Aber-Prüfung")

    assert found(tx, act, words) == ["Die Über-Prüfung"]


def test_a_new_title_is_found_and_the_old_one_no_longer(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"title": "Buy the shelves"})

    assert found(tx, team.act(team.ana), "shelves") == ["Buy the shelves"]
    assert found(tx, team.act(team.ana), "racks") == []


def test_what_one_may_not_see_is_not_found(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana), channel_id=team.secret.id)

    assert found(tx, team.act(team.ben), "racks") == []
    assert found(tx, team.act(team.ben, here=team.secret.id), "racks") == ["Order the racks"]


@pytest.mark.parametrize("words", ["الآن", "йод", "Ёлку", "αθήνα", "İstanbul"])
def test_letters_of_any_script_are_found_as_they_are_typed(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Move الآن, йод, ёлку, Αθήνα, İstanbul")

    assert found(tx, act, words) == ["Move الآن, йод, ёлку, Αθήνα, İstanbul"]
