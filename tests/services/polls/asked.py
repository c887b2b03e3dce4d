"""Asking the circle, and looking at what came of it."""

from collections.abc import Coroutine, Generator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.polls.drafting import Typed
from bot.domain.polls.methods import Verdict
from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.refusals import Refusal
from bot.services.house import House
from bot.storage.ballots import BallotBoxes
from tests.services.circle import HOST

TEA = Typed("What shall we drink?", "Tea\nWater", "single", 60, standing=False)


def boxes_of(house: House) -> BallotBoxes:
    """The sealed boxes beneath the use cases, to see what is left there."""
    return house.polls._boxes  # pyright: ignore[reportPrivateUsage]


async def ask(house: House, typed: Typed = TEA, person: Person = HOST) -> str:
    """Open a poll in the person's channel; return its id."""
    proposal = await house.polls.asking.propose(person, typed)
    await house.polls.asking.open(person, proposal.poll_id)
    return proposal.poll_id


async def posted(house: House, poll_id: str) -> Poll:
    """The poll as it stands."""
    return await house.polls.asking.posted(poll_id)


async def result_of(house: House, poll_id: str) -> Result | None:
    """What the poll tells, if it is closed."""
    return (await posted(house, poll_id)).result


def outcome(
    turnout: tuple[int, int], *, leading: int | None = None, shares: tuple[Share, ...] = ()
) -> Result:
    """What a choice without a quorum tells: the option ahead, or a tie."""
    verdict = Verdict.TIE if leading is None else Verdict.AHEAD
    return Result(Kind.OUTCOME, verdict, turnout, leading=leading, shares=shares)


@contextmanager
def refused(kind: type[Refusal], key: str) -> Generator[None]:
    """Expect a refusal of this kind and with this sentence."""
    with pytest.raises(kind) as refusal:
        yield
    assert refusal.value.key == key


class UpTo:
    """Awaited, it takes a coroutine through so many of its waits, and then stops it for good.

    What the last of them waited for is finished, and nothing after it has begun: this is where
    a process can be stopped between two steps. Says whether it was stopped.
    """

    def __init__(self, waits: int, coroutine: Coroutine[Any, Any, object]) -> None:
        self._waits = waits
        self._coroutine = coroutine

    def __await__(self) -> Generator[Any, Any, bool]:
        for _ in range(self._waits):
            try:
                waited = self._coroutine.send(None)
            except StopIteration:
                return False
            # What the wait raises, the coroutine raises itself when it goes on.
            with suppress(Exception):
                yield waited
        self._coroutine.close()
        return True


class Meanwhile:
    """Awaited, it lets something else happen after so many waits of a coroutine, then ends both.

    Returns what the coroutine returns.
    """

    def __init__(
        self, waits: int, coroutine: Coroutine[Any, Any, object], other: Coroutine[Any, Any, object]
    ) -> None:
        self._waits = waits
        self._coroutine = coroutine
        self._other = other

    def __await__(self) -> Generator[Any, Any, object]:
        for _ in range(self._waits):
            waited = self._coroutine.send(None)
            with suppress(Exception):
                yield waited
        yield from self._other.__await__()
        return (yield from self._coroutine.__await__())
