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
        self._unsettled = 0  # changed in the loop's thread alone
        self._calls: queue.SimpleQueue[bool] = queue.SimpleQueue()  # True for each job, False ends a thread
        self._threads = [
            threading.Thread(target=self._run, name=f"store-write-{n}", daemon=True) for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is written or waits to be, as the loop knows it."""
        return self._unsettled == 0

    def submit(self, work: Callable[[], T], *, urgent: bool) -> asyncio.Future[T]:
        """Have work done; its future belongs to the running loop."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._unsettled += 1
        (self._urgent if urgent else self._other).append((work, future))
        self._calls.put(True)
        return future

    def _run(self) -> None:
        while self._calls.get():
            work, future = self._next()
            settle: Callable[[], object] = future.cancel
            if not future.cancelled():
                try:
                    settle = partial(future.set_result, work())
                except BaseException as error:  # the awaiting call decides what it means
                    settle = partial(future.set_exception, error)
            with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits
                future.get_loop().call_soon_threadsafe(self._settle, future, settle)

    def _settle(self, future: asyncio.Future[Any], settle: Callable[[], object]) -> None:
        self._unsettled -= 1
        if not future.cancelled():
            settle()

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
