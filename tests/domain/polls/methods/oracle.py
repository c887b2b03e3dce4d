"""Two thousand profiles per method with the winners that pref_voting named for them.

pref_voting brings some two hundred megabytes of other packages, so what it said is kept beside
this file and it isn't needed to run the tests. To ask it again: install `pref-voting numba
seaborn`, then `python -m tests.domain.polls.methods.oracle`. Recorded with pref_voting 1.18.2.

A line is one profile: the number of options, the ballots (each the options that it names, or
ranks, by position), the winners; three parts with `|` between them.
"""

import importlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "profiles"
PROFILES = 2000

Profile = tuple[int, list[list[int]]]


def recorded(method: str) -> Iterator[tuple[int, list[list[int]], tuple[int, ...]]]:
    """Yield each profile of a method: how many options, the ballots, the oracle's winners."""
    for line in (HERE / f"{method}.txt").read_text("ascii").splitlines():
        options, ballots, winners = line.split("|")
        named = [[int(digit) for digit in ballot] for ballot in ballots.split()]
        yield int(options), named, tuple(int(digit) for digit in winners)


def rankings(chance: random.Random) -> Profile:
    """Return a profile in which everybody ranks every option."""
    options, voters = chance.randint(2, 6), chance.randint(1, 25)
    return options, [chance.sample(range(options), options) for _ in range(voters)]


def subsets(chance: random.Random) -> Profile:
    """Return a profile in which everybody names one option or more."""
    options, voters = chance.randint(2, 6), chance.randint(1, 25)
    return options, [
        sorted(chance.sample(range(options), chance.randint(1, options))) for _ in range(voters)
    ]


def record(method: str, make: Callable[[random.Random], Profile], ask: Callable[..., Any]) -> None:
    """Write the profiles of a method with what the oracle says of them."""
    chance = random.Random(method)  # noqa: S311 - the same profiles each time
    lines: list[str] = []
    for _ in range(PROFILES):
        options, ballots = make(chance)
        written = " ".join("".join(map(str, ballot)) for ballot in ballots)
        winners = "".join(str(each) for each in sorted(ask(options, ballots)))
        lines.append(f"{options}|{written}|{winners}")
    (HERE / f"{method}.txt").write_text("\n".join(lines) + "\n", "ascii")


def ask_pref_voting() -> None:
    """Record what pref_voting says."""

    def part(name: str) -> Any:
        return importlib.import_module(f"pref_voting.{name}")

    def plurality(_: int, ballots: list[list[int]]) -> Any:
        return part("scoring_methods").plurality(part("profiles").Profile(ballots))

    def approval(options: int, ballots: list[list[int]]) -> Any:
        grades = [{n: int(n in ballot) for n in range(options)} for ballot in ballots]
        return part("grade_methods").approval(part("grade_profiles").GradeProfile(grades, [0, 1]))

    record("single", rankings, plurality)
    record("approval", subsets, approval)


if __name__ == "__main__":
    ask_pref_voting()
