"""What the use cases of polls share: a poll's rows in the outbox, and its ballots' size."""

from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.polls.poll import Poll
from bot.services.chance import new_mark


def new_row(kind: str, poll: Poll, now: datetime, chance: Random) -> Row:
    """Return a new outbox row about a poll, for the channel of its card."""
    mark = new_mark(chance)
    return Row(mark, kind, poll.group_id, poll.channel_id, poll.poll_id, Step.WAITING, now, now)


def choice_size(poll: Poll) -> int:
    """Return how many bytes each ballot of a poll takes; see `Ballot.to_bytes`."""
    return 1 + len(poll.options)
