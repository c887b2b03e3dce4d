"""One copy of everything but the link, keys too, pairs voters with ballots no better than chance.

Each trial is a file of its own with one poll of 12 voters who vote in order, each choosing
something else. The attacker knows every member's id, so also who has which tag, and saw in which
order people voted. Three pairs of orders are compared (tags with ballots, casting with ballots,
casting with tags), each by every fixed rule of the kind "shift by d", forwards and backwards.

A rule that knows nothing hits one of 12 in each trial on average, with a variance of one. Over
300 trials its rate is 1/12 = 8.3 % with a standard deviation of 1/12/sqrt(300) = 0.48 %. The bound
is five of these: 10.7 %. 72 rules are tried, so an honest layout fails this test once in 48,000
runs.
"""

import asyncio
import itertools
import math
import os
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.storage.ballots import BallotBoxes, held_link
from tests.storage.ballots import attacker

VOTERS = 12
TRIALS = 300
POLL = "p"


@dataclass(frozen=True)
class Trial:
    """Who voted in which order (by choice, so who is whom), and what the attacker reads."""

    casting: Sequence[int]
    tags: Sequence[int]
    ballots: Sequence[int]


def read(folder: Path, users: Sequence[int], link: bytes) -> Trial:
    """Voter number i chose i; tags and ballots are named by their voter, for scoring only."""
    inside = attacker.opened(folder, POLL)
    keys = attacker.Keys.of(folder, POLL)
    by_tag = {keys.tag(user): number for number, user in enumerate(users)}
    assert {keys.head(attacker.code(link, POLL, user)) for user in users} == set(inside.heads)
    return Trial(
        casting=range(VOTERS),
        tags=[by_tag[tag] for tag in inside.tags],
        ballots=[choice[0] for choice in inside.choices],
    )


def rules() -> Iterator[Callable[[Sequence[int]], list[int]]]:
    """Every way to read one list against another: from any place on, forwards and backwards."""

    def rule(shift: int, step: int) -> Callable[[Sequence[int]], list[int]]:
        return lambda order: [order[(shift + step * at) % VOTERS] for at in range(VOTERS)]

    return (rule(shift, step) for shift in range(VOTERS) for step in (1, -1))


def best_rate(trials: Sequence[Trial]) -> float:
    """How often the attacker's best rule names the right voter."""
    pairs: list[Callable[[Trial], tuple[Sequence[int], Sequence[int]]]] = [
        lambda trial: (trial.tags, trial.ballots),
        lambda trial: (trial.casting, trial.ballots),
        lambda trial: (trial.casting, trial.tags),
    ]
    rates: list[float] = []
    for pair, rule in itertools.product(pairs, rules()):
        hits = 0
        for trial in trials:
            one, other = pair(trial)
            hits += sum(a == b for a, b in zip(one, rule(other), strict=True))
        rates.append(hits / (VOTERS * len(trials)))
    return max(rates)


def bound(trials: int) -> float:
    """Chance and five standard deviations."""
    return 1 / VOTERS + 5 / (VOTERS * math.sqrt(trials))


async def one_trial(folder: Path) -> Trial:
    users = random.sample(range(10**17, 10**18), VOTERS)
    link = held_link(None)
    boxes = await BallotBoxes.open(folder, link, rest=0)
    await boxes.create(POLL, 1)
    for number, user in enumerate(users):
        await boxes.put(POLL, user, bytes([number]))
    await boxes.close()
    return read(folder, users, link)


async def test_a_copy_with_its_keys_pairs_no_better_than_chance(tmp_path: Path) -> None:
    trials: list[Trial] = []
    for first in range(0, TRIALS, 10):
        folders = [tmp_path / str(number) for number in range(first, first + 10)]
        trials += await asyncio.gather(*map(one_trial, folders))
    assert best_rate(trials) < bound(TRIALS)


Layout: TypeAlias = Callable[[list[bytes], list[bytes]], tuple[list[bytes], list[bytes]]]
NAIVE: dict[str, Layout] = {
    "both in the order of casting": lambda tags, ballots: (tags, ballots),
    "the latest first": lambda tags, ballots: (tags[::-1], ballots[::-1]),
    "ballots in the order of casting": lambda tags, ballots: (sorted(tags), ballots),
    "tags in the order of casting": lambda tags, ballots: (tags, sorted(ballots)),
    "both sorted by the tag": lambda tags, ballots: (
        sorted(tags),
        [ballot for _, ballot in sorted(zip(tags, ballots, strict=True))],
    ),
    "sorted, but turned by where the last one went": lambda tags, ballots: (
        sorted(tags)[3:] + sorted(tags)[:3],
        [ballot for _, ballot in sorted(zip(tags, ballots, strict=True))],
    ),
}


def naive_trial(folder: Path, layout: Layout) -> Trial:
    """The same file as the program's, but for the order inside the box."""
    (folder / "keys").mkdir(parents=True)
    (folder / "keys" / f"{POLL}.key").write_bytes(os.urandom(32))
    users = random.sample(range(10**17, 10**18), VOTERS)
    link = held_link(None)
    keys = attacker.Keys.of(folder, POLL)
    tags = [keys.tag(user) for user in users]
    ballots = [
        keys.head(attacker.code(link, POLL, user)) + os.urandom(16) + bytes([number])
        for number, user in enumerate(users)
    ]
    sealed = keys.seal(attacker.pack(1, *layout(tags, ballots)))
    with closing(sqlite3.connect(folder / "ballots.sqlite3")) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE box (poll_id, locked, sealed)")
        connection.execute("INSERT INTO box VALUES (?, 0, ?)", (POLL, sealed))
    return read(folder, users, link)


@pytest.mark.parametrize("layout", NAIVE)
def test_the_same_attacker_sees_through_a_naive_layout(tmp_path: Path, layout: str) -> None:
    trials = [naive_trial(tmp_path / str(number), NAIVE[layout]) for number in range(40)]
    assert best_rate(trials) > 0.9 > bound(len(trials))


def test_the_attacker_finds_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    def independent(tags: list[bytes], ballots: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        return sorted(tags), sorted(ballots)

    trials = [naive_trial(tmp_path / str(number), independent) for number in range(100)]
    assert best_rate(trials) < bound(len(trials))
