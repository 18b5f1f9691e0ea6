"""Circles among many tasks that wait for one another."""

import pytest

from commands.task.circles import circles


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({}, []),
        ({1: {2}, 2: set()}, []),
        ({1: {1}}, [[1, 1]]),
        ({1: {2}, 2: {1}}, [[1, 2, 1]]),
        ({1: {2}, 2: {3}, 3: {2}, 4: {1}}, [[2, 3, 2]]),
        ({1: {2, 3}, 2: {1}, 3: {1}}, [[1, 2, 1]]),  # 3 waits for what is left out, and is in no circle
        ({1: {2}, 2: {3, 4}, 3: {2}, 4: {1}}, [[2, 3, 2]]),  # so does 1
        ({1: {2}, 2: {3}, 3: {1}, 4: {5}, 5: {4, 1}}, [[1, 2, 3, 1], [4, 5, 4]]),
    ],
)
def test_circles_are_found_until_none_is_left_without_them(
    graph: dict[int, set[int]], found: list[list[int]]
) -> None:
    assert list(circles(graph)) == found


def test_a_thousand_circles_and_a_line_of_ten_thousand_are_one_walk() -> None:
    pairs = {2 * n + one: {2 * n + 1 - one} for n in range(1100) for one in (0, 1)}
    line = {n: {n + 1} for n in range(10_000)} | {10_000: set()}

    assert len(list(circles(pairs))) == 1100
    assert list(circles(line)) == []
    assert len(next(circles(line | {10_000: {0}}))) == 10_002
