"""Votes that wait are written together, and each is answered after its commit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from bot.storage.ballots.boxfile import Job, Outcome
from bot.storage.ballots.errors import NotStored

Waiting: TypeAlias = list[tuple[Job, asyncio.Future[bool]]]


class Writer:
    """Gathers jobs and hands all that wait to `write`, at most once every `rest` seconds.

    A job that comes alone goes at once. The task that does this lives only while something
    waits, so there is nothing to start or to stop.
    """

    def __init__(
        self, write: Callable[[Sequence[Job]], Awaitable[list[Outcome]]], rest: float
    ) -> None:
        self._write = write
        self._rest = rest
        self._waiting: Waiting = []
        self._taken: Waiting = []  # what is being written just now
        self._task: asyncio.Task[None] | None = None
        self._last = float("-inf")  # loop time of the last commit, in seconds

    async def submit(self, job: Job) -> bool:
        """What the job returned, once it is on disk. Raises its refusal, or `NotStored`.

        A waiter that is cancelled leaves its job in the list: it may still be written.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((job, answer))
        if self._task is None:
            self._task = loop.create_task(self._work(loop), name="ballots-writer")
            self._task.add_done_callback(self._ended)
        return await answer

    async def drained(self) -> None:
        """Wait until nothing waits to be written."""
        while self._task is not None:
            await asyncio.wait({self._task})

    async def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            await asyncio.sleep(max(0.0, self._last + self._rest - loop.time()))
            self._taken, self._waiting = self._waiting, []
            outcomes = await self._outcomes([job for job, _ in self._taken])
            self._last = loop.time()
            for (_, answer), outcome in zip(self._taken, outcomes, strict=True):
                _settle(answer, outcome)
            self._taken = []
        self._task = None  # in one step with the look at `_waiting`, so no job falls between

    def _ended(self, task: asyncio.Task[None]) -> None:
        """If the task was cancelled from outside, nobody may wait for ever."""
        if self._task is task:
            self._task = None
            for _, answer in self._taken + self._waiting:
                answer.cancel()
            self._taken, self._waiting = [], []

    async def _outcomes(self, jobs: Sequence[Job]) -> Sequence[Outcome]:
        try:
            return await self._write(jobs)
        except Exception as error:  # noqa: BLE001 - whatever it was, everybody hears of it
            return [_not_stored(error) for _ in jobs]


def _settle(answer: asyncio.Future[bool], outcome: Outcome) -> None:
    if answer.done():  # the waiter was cancelled
        return
    if isinstance(outcome, bool):
        answer.set_result(outcome)
    else:
        answer.set_exception(outcome)


def _not_stored(error: Exception) -> NotStored:
    """One for each waiter: an exception that several tasks raise mixes up their tracebacks."""
    own = NotStored(error.reason if isinstance(error, NotStored) else type(error).__name__)
    own.__cause__ = error
    return own
