"""What a voting method is, and the counting of marks that all of these methods share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.rules import Rules
from bot.domain.refusals import BadInput


class Verdict(StrEnum):
    """What the ballots say, in one word; the sentence for it stands in words."""

    AHEAD = "ahead"
    TIE = "tie"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_OBJECTION = "no_objection"
    CONCERN = "concern"


@dataclass(frozen=True, slots=True)
class Tally:
    """A count, held in memory while a poll closes and never stored as it is.

    `ballots` is how many took part, `passes` how many of them passed, and `counts` how many
    chose each option, in the poll's order.
    """

    ballots: int
    passes: int
    counts: tuple[int, ...]

    @property
    def decided(self) -> int:
        """How many took part and did not pass."""
        return self.ballots - self.passes

    @property
    def leading(self) -> tuple[int, ...]:
        """The positions with the highest count; empty when nobody chose anything."""
        top = max(self.counts, default=0)
        return tuple(i for i, count in enumerate(self.counts) if count == top) if top else ()


@dataclass(frozen=True, slots=True)
class Method:
    """A voting method.

    `fixed` are the keys (in words) of options that are always the same, empty where the group
    writes its own. `many` says whether a ballot may mark several options. `check` raises BadInput
    for a ballot that can't be counted; `verdict` says what a tally means under a poll's rules.
    `shares` says whether a word for each option's share may be told, `numbers` whether exact
    counts may be; `binding` whether the result can be a decision at all.
    """

    name: str
    verdict: Callable[[Tally, Rules], Verdict]
    many: bool = False
    fixed: tuple[str, ...] = ()
    shares: bool = True
    numbers: bool = True
    binding: bool = True
    decides_by_threshold: bool = False

    def check(self, ballot: Ballot) -> None:
        """Refuse a ballot that this method can't count. Raises BadInput."""
        if not self.many:
            if ballot.passed != (not ballot.chosen) or len(ballot.chosen) > 1:
                raise BadInput("polls.refused.one_choice")
            return
        if ballot.passed and ballot.chosen:
            raise BadInput("polls.refused.pass_goes_alone")
        if not ballot.passed and not ballot.chosen:
            raise BadInput("polls.refused.nothing_chosen")


def count_marks(ballots: Sequence[Ballot], options: int) -> Tally:
    """Count for each option the ballots that bear a mark on it."""
    counts = [0] * options
    for ballot in ballots:
        for position in ballot.chosen:
            counts[position] += 1
    return Tally(len(ballots), sum(ballot.passed for ballot in ballots), tuple(counts))


def most_chosen(tally: Tally, _: Rules) -> Verdict:
    """Say whether one option alone has the most marks."""
    return Verdict.AHEAD if len(tally.leading) == 1 else Verdict.TIE
