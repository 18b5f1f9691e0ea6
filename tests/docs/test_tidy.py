"""The project's own rules of size, time and faults, held by reading the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "commands", "storage")
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("time", "time"), ("date", "today")}
BROAD = {
    *("bot/listeners.py", "bot/ticker.py", "bot/delivery.py", "bot/loop.py"),
    "commands/task/operations/importing.py",  # around one row of a file
}


def product() -> Iterator[tuple[str, ast.Module, int]]:
    """Yield each file's path, tree and length; migrations are history, not product."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text()
                yield path.relative_to(ROOT).as_posix(), ast.parse(text), len(text.splitlines())


def test_no_function_is_longer_than_sixty_lines_and_no_file_than_four_hundred() -> None:
    long_files = [name for name, _, lines in product() if lines > 400]
    long_functions = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree, _ in product()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 60
    ]

    assert long_files == []
    assert long_functions == []


def test_only_the_clock_reads_the_time() -> None:
    readers = [
        f"{name}:{node.lineno}"
        for name, tree, _ in product()
        if name != "bot/clock.py" and not name.startswith("bot/sandbox/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]

    assert readers == []


def test_only_the_edges_catch_everything() -> None:
    catchers = {
        name
        for name, tree, _ in product()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        and not name.startswith("bot/sandbox/")
    }

    assert catchers <= BROAD
