"""Looking at large groups: only where all others are alike can anybody's vote be certain.

If a result fixes a vote, for an outsider or for a voter who knows their own ballot, then in every
profile with that result all (other) ballots are the same. So it is enough to try the profiles in
which they are, which are few, and to look for each of their results for one more profile with the
same result in which somebody says something else. What is left without one is given away.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.publication import publish
from bot.domain.polls.result import Result
from bot.domain.polls.rules import Rules
from tests.domain.polls.privacy.looking import Adding, Seen, Tell, given_away


class Group:
    """People who hold some of a method's ballots, and the result of every profile of theirs."""

    def __init__(
        self,
        method: str,
        options: int,
        ballots: Sequence[Ballot],
        rules: Rules,
        tell: Tell = publish,
    ) -> None:
        self.method, self.rules, self.tell = METHODS[method], rules, tell
        self.ballots = ballots
        self.adding = Adding.of(method, options, ballots)
        self._told: dict[tuple[int, int], Result] = {}

    def result(self, *held: tuple[int, int]) -> Result:
        """Return the result of a profile: pairs of how many people, and which ballot they hold."""
        adds = self.adding.adds
        size = sum(people for people, _ in held)
        number = sum(people * adds[ballot] for people, ballot in held)
        found = self._told.get((size, number))
        if found is None:
            tally = self.adding.tally(size, number)
            found = self._told[size, number] = self.tell(self.method, tally, self.rules)
        return found

    def suspects(self, sizes: Sequence[int], owns: Sequence[int]) -> Seen:
        """Return what is left possible by profiles in which all others are alike.

        `owns` are the ballots that an observer may hold.
        """
        seen: Seen = defaultdict(set)
        for size in sizes:
            for other in range(len(self.ballots)):
                seen[self.result((size, other)), None].add(other)
                for own in owns if size > 1 else ():
                    result = self.result((1, own), (size - 1, other))
                    seen[result, own].add(other)
                    seen[result, None] |= {own, other}
        return seen

    def certain(self, sizes: Sequence[int], owns: Sequence[int] | None = None) -> Seen:
        """Return the results after which a vote may be certain, with whose eyes and which vote."""
        found = self.suspects(sizes, range(len(self.ballots)) if owns is None else owns)
        return {
            key: possible
            for key, possible in found.items()
            if len(possible) == 1 and key[0] not in self._otherwise(key[1], min(possible), sizes)
        }

    def given_away(self, sizes: Sequence[int], owns: Sequence[int] | None = None) -> list[str]:
        """Say of each vote that may be certain after which result it is."""
        return given_away(self.certain(sizes, owns), self.ballots)

    def _otherwise(self, own: int | None, usual: int, sizes: Sequence[int]) -> Iterator[Result]:
        """Yield results of profiles in which some others hold the usual ballot and some don't.

        Those who don't hold one other ballot, or two, or every one there is, as many of each.
        """
        mine = () if own is None else ((1, own),)
        others = [each for each in range(len(self.ballots)) if each != usual]
        deciding = tuple(each for each in others if not self.ballots[each].passed)
        one, two = itertools.combinations(others, 1), itertools.combinations(others, 2)
        for different in itertools.chain(one, two, [deciding]):
            for size in sizes:
                people = size - len(mine)
                for some in range(1, people // len(different) + 1):
                    rest = (people - some * len(different), usual)
                    held = ((some, ballot) for ballot in different)
                    yield self.result(*mine, rest, *held)
