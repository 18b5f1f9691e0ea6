"""What `/standup`, `/digest` and `/project` read, and how they ask."""

from datetime import UTC, date, datetime, time

import pytest

from commands.digest import grammar as digest
from commands.kit.readings import Here
from commands.kit.requests import Help, Mention, ProjectRef, Unclear, Undo
from commands.plan import grammar as plan
from commands.standup import grammar as standup

HERE = Here(datetime(2026, 11, 25, 10, tzinfo=UTC), "UTC", time(9), time(17))


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", standup.Open()),
        ("answer #atlas", standup.Open("#atlas")),
        ("setup", standup.OpenSetUp()),
        ("setup 9:30", standup.SetUp((0, 1, 2, 3, 4), time(9, 30), 240)),
        ("setup mon,wed,fri 9:30", standup.SetUp((0, 2, 4), time(9, 30), 240)),
        ("setup mon,wed 9", standup.SetUp((0, 2), time(9), 240)),
        ("setup mon, wed 9.15", standup.SetUp((0, 2), time(9, 15), 240)),
        ("setup mon &amp; wed at 9", standup.SetUp((0, 2), time(9), 240)),
        ("setup Monday and Wednesday at 9 am for 2h", standup.SetUp((0, 2), time(9), 120)),
        ("setup every weekday at 0930", standup.SetUp((0, 1, 2, 3, 4), time(9, 30), 240)),
        ("setup monday - thursday 10", standup.SetUp((0, 1, 2, 3), time(10), 240)),
        ("setup mon to thu 14", standup.SetUp((0, 1, 2, 3), time(14), 240)),
        ("setup tues/thurs 9:30", standup.SetUp((1, 3), time(9, 30), 240)),
        ("edit Design", standup.OpenSetUp("Design", edit=True)),
        ("pause", standup.Pause()),
        ("pause Design until fri", standup.Pause("Design", date(2026, 11, 27))),
        ("pause until fri", standup.Pause("", date(2026, 11, 27))),
        ("resume", standup.Resume()),
        ("when", standup.When()),
        ("skip on a train", standup.Skip("on a train")),
        ("skip", standup.Skip("")),
        ("remind", standup.Remind()),
        ("holidays", standup.ShowHolidays()),
        ("holidays me", standup.ShowHolidays()),
        ("holidays me PT", standup.Holidays("pt")),
        ("holidays de by", standup.Holidays("de by")),
        ("holidays none", standup.Holidays("")),
        ("holidays me off", standup.Holidays(None)),
        ("blockers", standup.Blockers()),
        ("resolve B-3, b4", standup.Resolve((3, 4))),
        ("history <@U1|ann>", standup.History(Mention("U1", "ann"))),
        ("report", standup.Report()),
        ("report @ann last week csv", standup.Report(Mention(None, "ann"), 1, csv=True)),
        ("export last week", standup.Report(None, 1, csv=True)),
        ("setup mon-thu 8:15 2h", standup.SetUp((0, 1, 2, 3), time(8, 15), 120)),
        ("status", standup.Status()),
        ("stop", standup.Stop()),
        ("ooo until fri", standup.Away(date(2026, 11, 25), date(2026, 11, 27))),
        ("ooo from thu until fri", standup.Away(date(2026, 11, 26), date(2026, 11, 27))),
        ("ooo", standup.Away(date(2026, 11, 25), date(2026, 11, 25))),
        ("back", standup.Back()),
        ("undo", Undo()),
        ("help", Help(None)),
    ],
)
def test_a_standup_line_is_read(text: str, request_: standup.Request) -> None:
    assert standup.parse(text, HERE) == request_


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ooo from fri until thu", "That ends before it starts."),
        ("pause until someday", 'I can\'t read "someday" as a date.'),
        ("resolve it", "Which blocker?"),
        ("history of me", 'I can\'t read "of me"'),
        ("report quarter", 'I can\'t read "quarter"'),
        ("setup fri-mon", '"fri-mon" ends before it starts.'),
        ("setup noonish", 'I can\'t read "noonish"'),
        ("setup 20h", "A window has 1 to 12 hours."),
        ("setup mon 5", 'I can\'t read "5".'),
        ("setup mon 9 60", 'I can\'t read "60".'),
        ("dance", '"dance" is not something /standup does.'),
        ("ooo until someday", 'I can\'t read "someday" as a date.'),
        ("ooo until someday", "Try /standup ooo until fri, or ooo from mon until 27 nov."),
        ("away <@U0BEN|ben> until fri", "Who is away says so themselves"),
        ("away until 31 dec 2099", "Thu 31 Dec 2099 is more than 5 years from now, too long for an absence."),
        ("add <@U0DANA|dana>", "Whom a standup asks is set in its settings"),
        ("remove @ben, @sam", "Whom a standup asks is set in its settings"),
    ],
)
def test_a_standup_line_that_cannot_be_read_says_why(text: str, words: str) -> None:
    found = standup.parse(text, HERE)

    assert isinstance(found, Unclear)
    assert words in found.words
    is_look = text.startswith(("history", "report"))
    assert is_look or "othing was" in found.words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("report ben", "report @ben"),
        ("report Ben last week", "report @ben last week"),
        ("export ben", "report @ben csv"),
        ("history ben", "history @ben"),
    ],
)
def test_a_bare_name_is_offered_as_the_person_of_that_name(text: str, line: str) -> None:
    found = standup.parse(text, HERE)

    assert isinstance(found, Unclear)
    assert [offer.line for offer in found.offers] == [line]
    asked = standup.parse(line, HERE)
    assert isinstance(asked, standup.Report | standup.History)
    assert asked.who == found.offers[0].who


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", digest.Status()),
        ("setup #atlas fri 16:00", digest.SetUp(ProjectRef("atlas", None), 4, time(16))),
        ("setup <#C1|atlas> Monday", digest.SetUp(ProjectRef("atlas", "C1"), 0, time(9))),
        ("setup", digest.SetUp(None, 0, time(9))),
        ("setup #atlas friday at 9", digest.SetUp(ProjectRef("atlas", None), 4, time(9))),
        ("setup 9:30 fri #atlas", digest.SetUp(ProjectRef("atlas", None), 4, time(9, 30))),
        ("setup Fridays at 4 pm for #atlas", digest.SetUp(ProjectRef("atlas", None), 4, time(16))),
        ("setup every Thursday, 14:00 of <#C1|atlas>", digest.SetUp(ProjectRef("atlas", "C1"), 3, time(14))),
        ("setup weekly on tues at 0815", digest.SetUp(None, 1, time(8, 15))),
        ("setup mon 9am", digest.SetUp(None, 0, time(9))),
        ("setup #atlas noon wed", digest.SetUp(ProjectRef("atlas", None), 2, time(12))),
        ("preview", digest.Preview(None)),
        ("preview atlas", digest.Preview(ProjectRef("atlas", None))),
        ("stop", digest.Stop(None)),
        ("stop <#C1|atlas>", digest.Stop(ProjectRef("atlas", "C1"))),
        ("undo", Undo()),
        ("help", Help(None)),
    ],
)
def test_a_digest_line_is_read(text: str, request_: digest.Request) -> None:
    assert digest.parse(text) == request_


@pytest.mark.parametrize(
    "text",
    [
        "setup whenever",
        "setup mon and fri 9:00",
        "setup fri 9 10",
        "setup #a #b fri",
        "setup fri 5",
        "setup monthly 09:00",
        "setup sunshine",
        "dance",
        "stop #atlas #garden",
        "preview <#C1|atlas> last week",
    ],
)
def test_a_digest_line_that_cannot_be_read_changes_nothing(text: str) -> None:
    found = digest.parse(text)

    assert isinstance(found, Unclear)
    assert "Nothing was changed." in found.words


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", plan.Projects()),
        ("new Atlas", plan.New("Atlas", "atlas")),
        ('new "Office Move"', plan.New("Office Move", "office-move")),
        ("new R&amp;D", plan.New("R&D", "r-d")),
        ("new Release 4.2 (EU)", plan.New("Release 4.2 (EU)", "release-4-2-eu")),
        ("bind #atlas", plan.Bind(ProjectRef("atlas", None))),
        ("undo", Undo()),
        ("bind <#C1|>", plan.Bind(ProjectRef(None, "C1"))),
        ("help", Help(None)),
    ],
)
def test_a_project_line_is_read(text: str, request_: plan.Request) -> None:
    assert plan.parse(text) == request_


@pytest.mark.parametrize("text", ["new", "new !", "bind", "dance"])
def test_a_project_line_that_cannot_be_read_saves_nothing(text: str) -> None:
    found = plan.parse(text)

    assert isinstance(found, Unclear)
    assert "Nothing was" in found.words
