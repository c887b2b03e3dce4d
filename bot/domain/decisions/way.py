"""The way of a decision: its steps as members are told of them, and by whom, where that is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.parts import How, Move
from bot.domain.privacy import NOBODY

_BY_THEMSELVES = (How.ENOUGH, How.RESTED, How.TIME, How.VOTE_CLOSED, How.LOOK_AGAIN)
_BEGINNINGS = (How.PROPOSED, How.STARTED)


class By(StrEnum):
    """Who took a step, as it is told.

    NONE: it came by itself, or who it was isn't told any more. PRIVATE: somebody who began in
    private. STARTER: whoever began by name, and is still named. FACILITATOR: a facilitator.
    """

    NONE = "none"
    PRIVATE = "private"
    STARTER = "starter"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Taken:
    """One step as it is told: how, on which day, by whom, why, and to where it led.

    `user_id` is the facilitator's, where one is known. `method` is the rule by which it was
    decided, for the step that stated the outcome: empty without a vote, None for all other steps.
    """

    how: How
    to: Stage
    on_day: date
    by: By
    user_id: int | None = None
    reason: str = ""
    method: str | None = None


def way(decision: Decision, moves: Sequence[Move]) -> Iterator[Taken]:
    """Yield the steps of a decision, the first one first.

    A statement is one step: that it was written, and what it led to, are told together.
    """
    stated = [move.number for move in moves if move.how is How.STATED]
    for move in moves:
        if move.how is How.STATED and move.stage is Stage.OUTCOME:
            continue
        by = _by(decision, move)
        method = None
        if stated and move.number == stated[-1] and decision.outcome is not None:
            # Of earlier statements the rule isn't kept.
            method = decision.outcome.method
        user_id = move.by_id if by is By.FACILITATOR else None
        yield Taken(move.how, move.stage, move.on_day, by, user_id, move.reason, method)


def _by(decision: Decision, move: Move) -> By:
    if move.how in _BY_THEMSELVES or move.by_id == NOBODY:
        return By.NONE
    if move.by_id is None:
        return By.PRIVATE if move.how in _BEGINNINGS else By.NONE
    if move.how in (*_BEGINNINGS, How.WITHDRAWN) and move.by_id == decision.starter_id:
        return By.STARTER if decision.starter_name else By.NONE
    return By.FACILITATOR
