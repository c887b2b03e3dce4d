"""Two thousand profiles per method with the winners that others' programs named for them.

pref_voting brings some two hundred megabytes of other packages, so what was said is kept beside
this file and neither it nor starvote is needed to run the tests. To ask them again: install
`pref-voting numba seaborn starvote`, then `python -m tests.domain.polls.methods.oracle`. Recorded
with pref_voting 1.18.2 (single, approval, ranked) and starvote 2.1.6 (score).

A line is one profile: the number of options, the ballots, the winners; three parts with `|`
between them. A ballot is the options that it names or ranks, by position; for ranked and score it
is the mark of each option. Winners after a `?` are all that lots could make one, where starvote
found a tie that it couldn't break.
"""

import importlib
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent / "profiles"
PROFILES = 2000

Profile = tuple[int, list[list[int]]]


class Asked(NamedTuple):
    """A profile and what the oracle said of it; `by_lot` where it couldn't break a tie."""

    options: int
    ballots: list[list[int]]
    winners: tuple[int, ...]
    by_lot: bool


def recorded(method: str) -> Iterator[Asked]:
    """Yield each profile of a method with the oracle's winners."""
    for line in (HERE / f"{method}.txt").read_text("ascii").splitlines():
        options, ballots, winners = line.split("|")
        said = [[int(digit) for digit in ballot] for ballot in ballots.split()]
        named = tuple(int(digit) for digit in winners.removeprefix("?"))
        yield Asked(int(options), said, named, winners.startswith("?"))


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


def places(chance: random.Random) -> Profile:
    """Return a profile in which options share places, and some aren't ranked."""
    options, voters = chance.randint(2, 6), chance.choice((4, 8, 25))
    most = chance.randint(1, options)

    def ballot() -> list[int]:
        unranked = chance.random() / 2
        found = [chance.random() >= unranked for _ in range(options)]
        marks = [chance.randint(1, most) if each else 0 for each in found]
        return marks if any(marks) else ballot()

    return options, [ballot() for _ in range(chance.randint(1, voters))]


def scores(chance: random.Random) -> Profile:
    """Return a profile of scores, often with few different ones, so that there are ties."""
    options, voters = chance.randint(2, 6), chance.choice((4, 8, 25))
    marks = chance.choice(((0, 5), (0, 4, 5), (0, 1, 2), (0, 1, 2, 3, 4, 5)))

    def ballot() -> list[int]:
        found = [chance.choice(marks) for _ in range(options)]
        return found if any(found) else ballot()

    return options, [ballot() for _ in range(chance.randint(1, voters))]


def record(method: str, make: Callable[[random.Random], Profile], ask: Callable[..., Any]) -> None:
    """Write the profiles of a method with what the oracle says of them."""
    chance = random.Random(method)  # noqa: S311 - the same profiles each time
    lines: list[str] = []
    for _ in range(PROFILES):
        options, ballots = make(chance)
        written = " ".join("".join(map(str, ballot)) for ballot in ballots)
        winners = "".join(str(each) for each in ask(options, ballots))
        lines.append(f"{options}|{written}|{winners}")
    (HERE / f"{method}.txt").write_text("\n".join(lines) + "\n", "ascii")


def ask_pref_voting() -> None:
    """Record what pref_voting says."""

    def part(name: str) -> Any:
        return importlib.import_module(f"pref_voting.{name}")

    def plurality(_: int, ballots: list[list[int]]) -> Any:
        return sorted(part("scoring_methods").plurality(part("profiles").Profile(ballots)))

    def approval(options: int, ballots: list[list[int]]) -> Any:
        grades = [{n: int(n in ballot) for n in range(options)} for ballot in ballots]
        profile = part("grade_profiles").GradeProfile(grades, [0, 1])
        return sorted(part("grade_methods").approval(profile))

    def schulze(options: int, ballots: list[list[int]]) -> Any:
        ranked = [{n: place for n, place in enumerate(each) if place} for each in ballots]
        profile = part("profiles_with_ties").ProfileWithTies(ranked, candidates=[*range(options)])
        profile.use_extended_strict_preference()
        return sorted(part("margin_based_methods").beat_path(profile))

    record("single", rankings, plurality)
    record("approval", subsets, approval)
    record("ranked", places, schulze)


def ask_starvote() -> None:
    """Record what starvote says; of a tie that it can't break, whom each order of lots leads to."""
    starvote: Any = importlib.import_module("starvote")

    def star(options: int, ballots: list[list[int]]) -> list[object]:
        names = "abcdef"[:options]
        written = [dict(zip(names, ballot, strict=True)) for ballot in ballots]

        def winner(lots: object) -> int:
            (name,) = starvote.star_voting(written, tiebreaker=lots, verbosity=0)
            return names.index(name)

        try:
            return [winner(None)]
        except starvote.UnbreakableTieError:
            by_lot = starvote.predefined_permutation_tiebreaker
            orders = itertools.permutations(names)
            return ["?", *sorted({winner(by_lot([*order])) for order in orders})]

    record("score", scores, star)


if __name__ == "__main__":
    ask_pref_voting()
    ask_starvote()
