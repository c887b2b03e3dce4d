"""A poll's rules: fixed before the first vote, printed on its card, and never changed after."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.domain.refusals import BadInput

# A quorum is the lower end of a turnout band, so that "reached" tells no more than the band does.
QUORUMS = (0, 3, 5, 10, 20, 50, 100, 200)
FLOOR = 3
USUAL_FLOOR = 5


class Threshold(StrEnum):
    """The part of those who decided that carries a proposal."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"
    ALL = "all"

    def carried(self, yes: int, decided: int) -> bool:
        """Say whether `yes` of `decided` carry, in whole numbers; nobody deciding never does.

        Half means more than half; the others mean that part or more.
        """
        match self:
            case Threshold.HALF:
                return 2 * yes > decided
            case Threshold.TWO_THIRDS:
                return decided > 0 and 3 * yes >= 2 * decided
            case Threshold.THREE_QUARTERS:
                return decided > 0 and 4 * yes >= 3 * decided
            case Threshold.ALL:
                return 0 < decided == yes


class Tie(StrEnum):
    """What a tie means.

    The group talks on, things stay as they are, the tied options meet once more in a poll of
    their own (a run-off), or one of them is drawn by lot.
    """

    TALK = "talk"
    STATUS_QUO = "status_quo"
    RUN_OFF = "run_off"
    LOT = "lot"

    @property
    def names_the_tied(self) -> bool:
        """Whether the result has to say which options are tied."""
        return self in (Tie.RUN_OFF, Tie.LOT)


class Publication(StrEnum):
    """How much a result tells: with care for each vote, or exact numbers."""

    PROTECTED = "protected"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a poll is decided and told.

    `quorum` is the least number of ballots for a decision of the group (0: none). `floor` is the
    least number of ballots from which `counts` tells anything.
    """

    threshold: Threshold = Threshold.HALF
    quorum: int = 0
    tie: Tie = Tie.TALK
    publication: Publication = Publication.PROTECTED
    floor: int = USUAL_FLOOR

    def to_plain(self) -> dict[str, object]:
        """Write the rules as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Rules":
        """Read what `to_plain` wrote. Raises BadInput for values that no rule has."""
        try:
            rules = cls(
                threshold=Threshold(plain["threshold"]),
                quorum=int(plain["quorum"]),
                tie=Tie(plain["tie"]),
                publication=Publication(plain["publication"]),
                floor=int(plain["floor"]),
            )
        except (KeyError, ValueError):
            raise BadInput("polls.refused.form_changed") from None
        if rules.quorum not in QUORUMS or rules.floor < FLOOR:
            raise BadInput("polls.refused.form_changed")
        return rules
