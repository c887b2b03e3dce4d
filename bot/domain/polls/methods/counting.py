"""What a voting method is, and the counting of marks that the methods share."""

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

    `ballots` is how many took part, `passes` how many of them passed, and `counts` a number per
    option, in the poll's order: how many chose it, its points, or for how many a time works.
    Times count in `weaker` for how many it would be all right if needed. `preferred[a][b]` is
    how many prefer option a to option b, where the method compares them; `tops` how many gave an
    option the highest mark, where that may settle a tie.
    """

    ballots: int
    passes: int
    counts: tuple[int, ...]
    weaker: tuple[int, ...] = ()
    preferred: tuple[tuple[int, ...], ...] = ()
    tops: tuple[int, ...] = ()

    @property
    def decided(self) -> int:
        """How many took part and did not pass."""
        return self.ballots - self.passes


def most_marks(tally: Tally) -> tuple[int, ...]:
    """Return the positions with the highest count; none when nobody chose anything."""
    top = max(tally.counts, default=0)
    return tuple(i for i, count in enumerate(tally.counts) if count == top) if top else ()


def no_finalists(_: Tally) -> tuple[int, ...]:
    """Return none: most methods know no run-off."""
    return ()


def count_marks(ballots: Sequence[Ballot], options: int) -> Tally:
    """Count for each option the ballots that bear a mark on it."""
    counts = [0] * options
    for ballot in ballots:
        for position in ballot.chosen:
            counts[position] += 1
    return Tally(len(ballots), sum(ballot.passed for ballot in ballots), tuple(counts))


@dataclass(frozen=True, slots=True)
class Method:
    """A voting method.

    `count` makes a tally of ballots; `leading` names the options ahead in it, several in a tie,
    none when nobody decided; `verdict` says what a tally means under a poll's rules, None where
    it is simply whether one option alone is ahead.

    `fixed` are the keys (in words) of options that are always the same, empty where the group
    writes its own; `moments` says that they are moments in time. `many` says whether a ballot may
    mark several options, and `highest` which mark is the highest (above 1 options are graded, one
    by one); `blank` whether a ballot without any mark says something. `points` is the most that
    one ballot adds to an option's count; `finalists` names the two options of a run-off in a tally,
    none where there is none; `compares` says whether the result tells of each two options which
    one more people prefer. `shares` says whether a word for each option's share may be told,
    `numbers` whether exact counts may be; `binding` whether the result can be a decision at all.
    """

    name: str
    ruling: Callable[[Tally, Rules], Verdict] | None = None
    count: Callable[[Sequence[Ballot], int], Tally] = count_marks
    leading: Callable[[Tally], tuple[int, ...]] = most_marks
    many: bool = False
    highest: int = 1
    blank: bool = False
    points: int = 1
    finalists: Callable[[Tally], tuple[int, ...]] = no_finalists
    compares: bool = False
    fixed: tuple[str, ...] = ()
    moments: bool = False
    shares: bool = True
    numbers: bool = True
    binding: bool = True
    decides_by_threshold: bool = False

    @property
    def graded(self) -> bool:
        """Whether each option gets a mark of its own from several."""
        return self.highest > 1

    def verdict(self, tally: Tally, rules: Rules) -> Verdict:
        """Say what a tally means under a poll's rules."""
        if self.ruling is not None:
            return self.ruling(tally, rules)
        return Verdict.AHEAD if len(self.leading(tally)) == 1 else Verdict.TIE

    def check(self, ballot: Ballot) -> None:
        """Refuse a ballot that this method can't count. Raises BadInput."""
        if max(ballot.marks, default=0) > self.highest:
            raise BadInput("polls.refused.form_changed")
        if not self.many:
            if ballot.passed != (not ballot.chosen) or len(ballot.chosen) > 1:
                raise BadInput("polls.refused.one_choice")
            return
        if ballot.passed and ballot.chosen:
            raise BadInput("polls.refused.pass_goes_alone")
        if not (ballot.passed or ballot.chosen or self.blank):
            raise BadInput("polls.refused.nothing_chosen")
