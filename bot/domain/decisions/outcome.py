"""An outcome: a person's statement of what was decided, what happens next, and when to look again.

A vote says what the ballots say; an outcome says what the group makes of it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.polls.options import visible
from bot.domain.refusals import BadInput

MAX_FIELD = 600
LATEST_REVIEW = timedelta(days=2 * 366)


class Became(StrEnum):
    """What became of what was proposed."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_DECISION = "no_decision"
    NEEDS_TALK = "needs_talk"


class GoesOn(StrEnum):
    """What a group does with what it tried."""

    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, what happens next, who offered to do what, and which concerns were met how.

    `method` is the rule by which it was decided (a method's name), empty without a vote.
    """

    became: Became
    decided: str
    next_steps: str = ""
    offered: str = ""
    concerns: str = ""
    method: str = ""

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Outcome":
        """Read what `to_plain` wrote."""
        values = dict(plain)
        return cls(Became(values.pop("became")), **values)


def check_outcome(outcome: Outcome, review_on: date | None, today: date) -> Outcome:
    """Return an outcome as it will be told. Raises BadInput.

    What is adopted is looked at again on a day of the group's choosing, and so is consent, unless
    the group talks on.
    """
    texts = {
        name: getattr(outcome, name).strip()
        for name in ("decided", "next_steps", "offered", "concerns")
    }
    if not visible(texts["decided"]):
        raise BadInput("decisions.refused.no_outcome")
    for text in texts.values():
        if len(text) > MAX_FIELD:
            raise BadInput("decisions.refused.long", most=MAX_FIELD, length=len(text))
    if review_on is None and needs_review(outcome.became, outcome.method):
        raise BadInput("decisions.refused.no_review")
    check_review(review_on, today)
    return Outcome(outcome.became, **texts, method=outcome.method)


def needs_review(became: Became, method: str) -> bool:
    """Say whether there must be a day to look at it again; `method` is empty without a vote."""
    consent = method == "consent" and became is not Became.NEEDS_TALK
    return became is Became.ADOPTED or consent


def check_review(day: date | None, today: date) -> None:
    """Refuse a day of review that isn't after today, or is too far off. Raises BadInput.

    `today` is the date on the group's clocks.
    """
    if day is not None and not today < day <= today + LATEST_REVIEW:
        raise BadInput("decisions.refused.review_day")
