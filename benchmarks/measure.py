"""How a row is measured and printed: both sides in turn, the median of each, and their ratio."""

import statistics
import time
from collections.abc import Awaitable, Callable

ROUNDS = 300
WARM = 30
Timed = Callable[[], Awaitable[float]]


async def alternate(*sides: Timed, rounds: int = ROUNDS, warm: int = WARM) -> list[float]:
    """Return each side's median in seconds, measured in turn after a few rounds that do not count."""
    took: list[list[float]] = [[] for _ in sides]
    for number in range(warm + rounds):
        for side, times in zip(sides, took, strict=True):
            seconds = await side()
            if number >= warm:
                times.append(seconds)
    return [statistics.median(times) for times in took]


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Return the seconds some work takes."""
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


def show(what: str, ours: float, theirs: float, goal: float) -> None:
    """Print one row: the ratio, its goal, and both medians."""
    print(f"{what}: {ours / theirs:.2f} × (goal: {goal:g} ×; {ours * 1e3:.2f} ms / {theirs * 1e3:.2f} ms)")
