"""The threads in which everything is written. Knows no database."""

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[], Any], asyncio.Future[Any]]


class Writer:
    """Threads that write, urgent work first, otherwise in the order it came."""

    def __init__(self, threads: int) -> None:
        self._urgent: deque[_Job] = deque()
        self._other: deque[_Job] = deque()
        self._calls: queue.SimpleQueue[bool] = queue.SimpleQueue()  # True for each job, False ends a thread
        self._threads = [
            threading.Thread(target=self._run, name=f"store-write-{n}", daemon=True) for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], T], *, urgent: bool) -> asyncio.Future[T]:
        """Have work done; its future belongs to the running loop."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._other).append((work, future))
        self._calls.put(True)
        return future

    def _run(self) -> None:
        while self._calls.get():
            work, future = self._next()
            if future.cancelled():
                continue
            try:
                settle = partial(_settle, future, future.set_result, work())
            except BaseException as error:  # the awaiting call decides what it means
                settle = partial(_settle, future, future.set_exception, error)
            with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits
                future.get_loop().call_soon_threadsafe(settle)

    def _next(self) -> _Job:
        try:
            return self._urgent.popleft()
        except IndexError:  # then one waits among the others: there was a call for it
            return self._other.popleft()

    def close(self) -> None:
        """Finish what waits, then end every thread."""
        for _ in self._threads:
            self._calls.put(False)
        for thread in self._threads:
            thread.join()


def _settle(future: asyncio.Future[T], set_: Callable[[Any], None], outcome: object) -> None:
    if not future.cancelled():
        set_(outcome)
