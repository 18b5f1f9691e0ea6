"""Tasks that wait for one another in a circle, found among many at once. Pure."""

from collections.abc import Iterator, Mapping, Set
from itertools import takewhile


def circles(graph: Mapping[int, Set[int]]) -> Iterator[list[int]]:
    """Find circles until there is none left but through what is in one: 1 waits for 2 for 1 is [1, 2, 1].

    `graph`: what each waits for, all of it among its keys. Each link is followed once.
    """
    over: set[int] = set()  # in a circle, or known to lead to none
    for first in sorted(graph):
        path = {first: iter(sorted(graph[first]))} if first not in over else {}
        while path:
            last = next(reversed(path))
            step = next((one for one in path[last] if one not in over), None)
            if step is None:
                ended = [last]
            elif step not in path:
                path[step] = iter(sorted(graph[step]))
                continue
            else:
                ended = [*takewhile(step.__ne__, reversed(path)), step]
                yield [*reversed(ended), step]
            over.update(ended)
            for one in ended:
                del path[one]
