"""The table of docs/reliability.md, written from what the tests of this folder say of themselves.

`python -m tests.faults.table` puts it there.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
GUIDE = HERE.parents[1] / "docs" / "reliability.md"
HEAD = "| What fails | What happens | What people see | Test |\n|---|---|---|---|"
_SAID = re.compile(r"(?P<fault>.+?)\n\n\s*Happens: (?P<happens>.+?)\n\s*Seen: (?P<seen>.+)", re.DOTALL)


def tests() -> Iterator[tuple[str, str]]:
    """Yield each test's name, as file::test, and its docstring ("" without one)."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield f"{path.name}::{node.name}", ast.get_docstring(node) or ""


def markdown() -> str:
    """Write the table: a row for each test that says what fails, in the order of files and tests."""
    rows = [HEAD]
    for name, said in tests():
        if found := _SAID.fullmatch(said.strip()):
            cells = [" ".join(found[part].split()).rstrip(".") for part in ("fault", "happens", "seen")]
            rows.append(f"| {' | '.join(cells)} | `{name}` |")
    return "\n".join(rows) + "\n"


def guide() -> str:
    """Return the page as it should be: its words, then the table of now."""
    words = GUIDE.read_text()
    return words[: words.index(HEAD)] + markdown()


if __name__ == "__main__":
    GUIDE.write_text(guide())
