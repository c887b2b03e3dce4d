"""Gathering: members propose options until voting begins, without anybody seeing whose they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from bot.domain.polls.methods import METHODS
from bot.domain.polls.options import STANDING, look, most_own
from bot.domain.polls.poll import Poll, State
from bot.domain.refusals import BadInput, Gone

# The last ones appear with the ballot, and that too is at least this long after their form.
ENDS_BEFORE = timedelta(minutes=5)
SHOWN_AFTER = (timedelta(minutes=2), timedelta(minutes=15))
PER_PERSON = 3


def gathering_ends(poll: Poll) -> datetime:
    """Return until when options may be proposed."""
    return poll.opened_at - ENDS_BEFORE


def check_gathers(poll: Poll, now: datetime) -> None:
    """Refuse a proposal that comes too late, or to a poll that takes none. Raises Gone."""
    if poll.state is State.CLOSED or now >= gathering_ends(poll):
        raise Gone("polls.refused.gathering_over")
    if not poll.gathers:
        raise Gone("polls.refused.form_changed")


def check_room(poll: Poll, waiting: int, proposed: int) -> None:
    """Refuse when the ballot is full, or when this person has proposed three. Raises BadInput."""
    if proposed >= PER_PERSON:
        raise BadInput("polls.refused.enough_proposed", most=PER_PERSON)
    most = room(poll)
    if len(own_options(poll)) + waiting >= most:
        raise BadInput("polls.refused.ballot_full", most=most)


def room(poll: Poll) -> int:
    """Return how many options a poll may have besides the standing ones."""
    return most_own(graded=METHODS[poll.method].graded, standing=poll.standing)


def shown_at(poll: Poll, now: datetime, chance: Random) -> datetime:
    """Return when a proposed option appears: never within the minute of its form.

    A random while of 2 to 15 minutes keeps what is seen in the channel apart from who was there.
    """
    least, most = (each.total_seconds() for each in SHOWN_AFTER)
    return min(now + timedelta(seconds=chance.uniform(least, most)), poll.opened_at)


def own_options(poll: Poll) -> tuple[str, ...]:
    """Return a poll's options without the standing ones."""
    return poll.options[:-STANDING] if poll.standing else poll.options


def with_proposed(poll: Poll, proposed: Sequence[str]) -> tuple[str, ...]:
    """Return the options with those that were proposed before the standing ones.

    What is there already stays once; what is over the ballot's room is left out.
    """
    own = list(own_options(poll))
    seen = {look(option) for option in poll.options}
    for option in proposed:
        if look(option) not in seen and len(own) < room(poll):
            own.append(option)
            seen.add(look(option))
    return (*own, *poll.options[len(own_options(poll)) :])
