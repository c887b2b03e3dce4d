"""Looking at results as people do who want to know how somebody voted.

What an observer knows is the published result alone (with it, the turnout band, not the turnout),
that a certain person took part, and perhaps their own ballot. Of every result all profiles that
lead to it are gathered. Ballots come out of the box in no order, so a profile is how often each
ballot occurs, and a person who took part may hold any ballot in it.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Method, Tally
from bot.domain.polls.publication import publish
from bot.domain.polls.result import Result
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold
from bot.domain.refusals import BadInput

Profile = tuple[int, ...]  # ballots by their number, in no order that means anything
Seen = dict[tuple[Result, int | None], set[int]]  # (result, own ballot): another's possible ones
Told = tuple[Result, ...]  # one result under each of several rules
Tell = Callable[[Method, Tally, Rules], Result]

# A tally is also one number, whose digits are the passes and every count, all below 256.
BITS = 8


def rules_of(method: str, mode: Publication = Publication.PROTECTED) -> tuple[Rules, ...]:
    """Every rule that can weigh on a result: each quorum, and for a proposal each threshold."""
    every = Threshold if METHODS[method].decides_by_threshold else (Threshold.HALF,)
    return tuple(
        Rules(threshold=threshold, quorum=quorum, publication=mode, floor=3)
        for threshold in every
        for quorum in QUORUMS
    )


@cache
def kinds(method: str, options: int, marks: Sequence[int] = ()) -> tuple[Ballot, ...]:
    """Every ballot that the method takes, or those with certain marks alone.

    Of rankings that say the same there is one: all options have a place, and no place is left out.
    """
    if not METHODS[method].many:
        one = [tuple(int(each == at) for each in range(options)) for at in range(options)]
        return (*map(Ballot, one), Ballot((0,) * options, passed=True))
    highest = options if method == "ranked" else METHODS[method].highest
    found: list[Ballot] = []
    for passed in (False, True):
        for each in itertools.product(marks or range(highest + 1), repeat=options):
            try:
                METHODS[method].check(Ballot(each, passed))
            except BadInput:
                continue
            if method != "ranked" or passed or set(each) == set(range(1, max(each) + 1)):
                found.append(Ballot(each, passed))
    return tuple(found)


@dataclass(frozen=True)
class Adding:
    """Tallies as numbers: those of profiles are sums of those of ballots.

    `digits` are how many counts, weaker counts, tops, and compared options a tally has.
    """

    digits: tuple[int, int, int, int]
    adds: tuple[int, ...]

    @classmethod
    def of(cls, method: str, options: int, ballots: Sequence[Ballot]) -> "Adding":
        """Count each ballot by itself."""
        tallies = [METHODS[method].count([ballot], options) for ballot in ballots]
        one = tallies[0]
        digits = (len(one.counts), len(one.weaker), len(one.tops), len(one.preferred))
        return cls(digits, tuple(_number(each) for each in tallies))

    def tally(self, size: int, number: int) -> Tally:
        """Return the tally that a number stands for."""
        counts, weaker, tops, compared = self.digits
        length = 1 + counts + weaker + tops + compared**2
        found = [number >> BITS * place & 2**BITS - 1 for place in range(length)]
        table = found[length - compared**2 :]
        return Tally(
            size,
            found[0],
            tuple(found[1 : 1 + counts]),
            tuple(found[1 + counts : 1 + counts + weaker]),
            tuple(tuple(table[at : at + compared]) for at in range(0, compared**2, compared or 1)),
            tuple(found[1 + counts + weaker : length - compared**2]),
        )


def _number(tally: Tally) -> int:
    table = itertools.chain.from_iterable(tally.preferred)
    digits = (tally.passes, *tally.counts, *tally.weaker, *tally.tops, *table)
    return sum(digit << BITS * place for place, digit in enumerate(digits))


def profiles(
    method: str,
    options: int,
    sizes: Iterable[int],
    rules: Rules,
    tell: Tell = publish,
    marks: Sequence[int] = (),
) -> Iterator[tuple[Profile, Result]]:
    """Yield every profile with its result, counted by the method itself."""
    ballots = kinds(method, options, marks)
    for size in sizes:
        for profile in itertools.combinations_with_replacement(range(len(ballots)), size):
            tally = METHODS[method].count([ballots[each] for each in profile], options)
            yield profile, tell(METHODS[method], tally, rules)


def look_at(found: Iterable[tuple[Profile, Result]]) -> Seen:
    """Gather what each result leaves possible, profile by profile."""
    seen: Seen = defaultdict(set)
    for profile, result in found:
        seen[result, None].update(profile)
        for own in set(profile):
            others = list(profile)
            others.remove(own)
            seen[result, own].update(others)
    return seen


def look_at_tallies(
    method: str,
    options: int,
    sizes: Sequence[int],
    rules: Sequence[Rules],
    marks: Sequence[int] = (),
) -> list[Seen]:
    """As `look_at`, for each of the rules, by tallies: one tally has one result.

    `reached[n]` are the tallies that n ballots can make. Two ballots are together in a profile of
    n exactly if the rest is a tally of n - 2.
    """
    adding = Adding.of(method, options, kinds(method, options, marks))
    adds = adding.adds
    reached = [{0}]
    for _ in range(max(sizes)):
        reached.append({tally + add for tally in reached[-1] for add in adds})
    known: dict[Told, int] = {}  # each with a number, which is quicker to compare

    def told(size: int, number: int) -> int:
        tally = adding.tally(size, number)
        results = tuple(publish(METHODS[method], tally, each) for each in rules)
        return known.setdefault(results, len(known))

    pairs: dict[int, set[tuple[int | None, int]]] = defaultdict(set)
    for size in sizes:
        results = {tally: told(size, tally) for tally in reached[size]}
        if size == 1:
            for one, add in enumerate(adds):
                pairs[results[add]].add((None, one))
        for one, other in itertools.combinations_with_replacement(range(len(adds)), 2):
            both = adds[one] + adds[other]
            rest = reached[size - 2] if size > 1 else ()
            for together in {results[tally + both] for tally in rest}:
                pairs[together] |= {(None, one), (None, other), (one, other), (other, one)}
    return [
        _under_one_rule((every[at], pairs[number]) for every, number in known.items())
        for at in range(len(rules))
    ]


def _under_one_rule(found: Iterable[tuple[Result, Iterable[tuple[int | None, int]]]]) -> Seen:
    """Gather whose eyes (a ballot's, or nobody's) may see which ballot, by one rule's results."""
    seen: Seen = defaultdict(set)
    for result, pairs in found:
        for own, possible in pairs:
            seen[result, own].add(possible)
    return seen


def given_away(seen: Seen, ballots: Sequence[Ballot]) -> list[str]:
    """Each result that leaves one ballot possible, with the observer's own and that one."""
    return [
        f"{result}, own: {None if own is None else ballots[own]}, fixed: {ballots[min(possible)]}"
        for (result, own), possible in seen.items()
        if len(possible) == 1
    ]
