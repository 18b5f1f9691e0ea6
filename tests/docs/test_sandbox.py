"""The tables of docs/sandbox.md, held against what the sandbox does."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.sandbox.blockkit import reference
from bot.sandbox.blockkit.check import check
from bot.sandbox.control import ACTIONS
from bot.sandbox.faults import KINDS, PREFIXES, SOCKET_KINDS, Switches
from bot.sandbox.signing import FORGERIES
from bot.sandbox.webapi.serve import METHODS

ROOT = Path(__file__).parents[2]
SANDBOX = ROOT / "bot" / "sandbox"
GUIDE = (ROOT / "docs" / "sandbox.md").read_text()
SURFACES = ("message", "modal", "home")
HOLDERS = ("section", "actions", "input", "context", "context_actions")


def table(*heads: str) -> list[list[str]]:
    """Return the cells of the guide's one table whose head begins so; no first cell stands twice."""
    head = "| " + " | ".join(heads)
    assert GUIDE.count(f"\n{head}") == 1, f"the guide has not one table {head}"
    lines = GUIDE[GUIDE.index(f"\n{head}") + 1 :].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    firsts = [row[0].replace("`", "") for row in rows]
    assert len(set(firsts)) == len(firsts), f"the table {head} names something twice"
    return [[first, *row[1:]] for first, row in zip(firsts, rows, strict=True)]


def names(rows: list[list[str]]) -> list[str]:
    """Return what the rows are about."""
    return [row[0] for row in rows]


def written(folder: Path) -> Iterator[str]:
    """Yield every text in the code of a folder."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def is_known(kind: str, block: dict[str, Any], surface: str) -> bool:
    """Tell whether a surface takes a block or element of a kind, whatever else is wrong with it."""
    title = {"type": "plain_text", "text": "A title"}
    view = {"type": surface, "title": title, "blocks": [block]}
    found = check([block] if surface == "message" else view, surface)
    return not any(one.startswith(f"unsupported type: {kind} ") for one in found)


def held_in(holder: str, element: str) -> dict[str, Any]:
    """Make a block of the kind `holder` with an element that is only its type."""
    words, inner = {"type": "plain_text", "text": "Words"}, {"type": element}
    match holder:
        case "section":
            return {"type": holder, "text": words, "accessory": inner}
        case "input":
            return {"type": holder, "label": words, "element": inner}
        case _:
            return {"type": holder, "elements": [inner]}


def collected() -> set[str]:
    """Return each test of the sandbox that pytest would run, as file::name."""
    return {
        f"{path.name}::{node.name}"
        for path in (ROOT / "tests" / "sandbox").glob("test_*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def stands(kind: str, holder: str, surface: str) -> bool:
    """Tell whether an element may stand in a block on a surface."""
    return is_known(holder, {"type": holder}, surface) and is_known(kind, held_in(holder, kind), surface)


def kinds() -> set[str]:
    """Return every word of the validator's code that could be the type of a block or an element."""
    return {text for text in written(SANDBOX / "blockkit") if re.fullmatch(r"[a-z_]+", text)}


def test_the_guide_lists_every_call_of_control_and_no_other() -> None:
    assert sorted(names(table("Call", "Takes"))) == sorted(f"{verb} {name}" for verb, name in ACTIONS)


def test_the_guide_lists_every_fault_and_no_other() -> None:
    ordered = {re.sub(r"<.*>", "", name) for name in names(table("Kind", "What happens |"))}

    assert ordered == {*KINDS, *PREFIXES}
    assert set(names(table("Kind", "What happens to"))) == set(SOCKET_KINDS)


def test_the_guide_lists_every_switch_and_no_other() -> None:
    assert names(table("Switch", "With it on")) == [one.name for one in fields(Switches)]


def test_the_guide_lists_every_forgery_and_no_other() -> None:
    assert names(table("Forgery", "A request")) == list(FORGERIES)


def test_the_guide_tells_of_each_method_how_true_it_is() -> None:
    rows = table("Method", "How")

    assert {how for _, how, _ in rows} <= {"imitated", "partly", "refused"}
    assert {name for name, (_, how, _) in zip(names(rows), rows, strict=True) if how != "refused"} == set(
        METHODS
    )
    assert [name for name, how, missing in rows if (how == "partly") is not bool(missing)] == []


def test_the_guide_carries_the_tables_the_validator_writes_of_itself() -> None:
    assert GUIDE.endswith(f"\n\n{reference.markdown()}"), "put there what reference.markdown() writes now"


def test_the_guide_tells_of_each_block_where_it_is_taken() -> None:
    told = {name: set(on.split(", ")) for name, on, *_ in table("Block", "Surfaces")}

    taken = {
        kind: {surface for surface in SURFACES if is_known(kind, {"type": kind}, surface)}
        for kind in kinds() | told.keys()
    }
    assert told == {kind: on for kind, on in taken.items() if on}


def test_the_guide_tells_of_each_element_where_it_may_stand() -> None:
    told = {
        (name, holder): set(on.split(", "))
        for name, on, holders, *_ in table("Element", "Surfaces")
        for holder in holders.split(", ")
        if holder in HOLDERS
    }

    taken = {
        (kind, holder): {surface for surface in SURFACES if stands(kind, holder, surface)}
        for kind in kinds() - {"plain_text", "mrkdwn"} | {name for name, _ in told}
        for holder in HOLDERS
    }
    assert told == {place: on for place, on in taken.items() if on}


def test_the_guide_names_the_payloads_and_events_the_sandbox_sends() -> None:
    said = set(written(SANDBOX))
    sent = {name: how != "refused" for name, how, _ in table("Payload", "How")}
    sent |= {name: how != "never sent" for name, _, how in table("Event", "Needs")}

    for name, is_sent in sent.items():
        endings = {name, re.sub(r"^(channel|group)_", "_", name)}  # one place names both kinds of channel
        assert bool(endings & said) is is_sent, name


def test_the_guide_tells_of_each_trap_which_test_shows_it() -> None:
    rows = table("Trap", "On Slack")
    named = [(trap, test) for trap, *_, tests in rows for test in re.findall(r"`(.*?)`", tests)]
    there = collected()

    assert [row[0] for row in rows] == [str(number) for number in range(1, 46)]
    assert [(trap, test) for trap, test in named if test not in there] == []
    assert {trap for trap, _, here, *_ in rows if here.startswith("not yet")} == {row[0] for row in rows} - {
        trap for trap, _ in named
    }
