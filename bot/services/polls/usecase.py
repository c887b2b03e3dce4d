"""What the use cases of polls share: means, a poll's rows in the outbox, its ballots' size."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.polls.gathering import room
from bot.domain.polls.options import STANDING
from bot.domain.polls.poll import Poll
from bot.services.chance import new_mark
from bot.storage.ballots import BallotBoxes
from bot.storage.database import Database


@dataclass(frozen=True)
class UseCase:
    """The means of every use case: the two files, the one clock, the source of ids."""

    _database: Database
    _boxes: BallotBoxes
    _now: Callable[[], datetime]
    _chance: Random


def new_row(
    kind: str,
    poll: Poll,
    now: datetime,
    chance: Random,
    *,
    due_at: datetime | None = None,
    detail: str = "",
) -> Row:
    """Return a new outbox row about a poll, for the channel of its card.

    It is due at once unless `due_at` says when; `detail` tells rows of one kind apart.
    """
    return Row(
        row_id=new_mark(chance),
        kind=kind,
        group_id=poll.group_id,
        channel_id=poll.channel_id,
        subject=f"{poll.poll_id}/{detail}" if detail else poll.poll_id,
        step=Step.WAITING,
        made_at=due_at or now,
        due_at=due_at or now,
    )


def choice_size(poll: Poll) -> int:
    """Return how many bytes each ballot of a poll takes; see `Ballot.to_bytes`.

    Where options may still be added, the box is made with room for all that there can be.
    """
    return 1 + (room(poll) + STANDING if poll.gathers else len(poll.options))
