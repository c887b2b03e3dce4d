"""A decision as it stands: what is to be decided, in which stage it is, and what may come next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.outcome import Outcome
from bot.domain.polls.options import visible
from bot.domain.refusals import BadInput, Gone
from bot.domain.topics.local_time import instant

# How many must want to talk about it, unless the group says otherwise.
USUAL_SUPPORT = 3
SUPPORTS = range(2, 21)
# A worry that nobody takes up rests after this long.
WORRY_RESTS_AFTER = timedelta(days=30)
# When what is private appears, so that it isn't told by who was there a moment ago.
SHOWN_AFTER = (timedelta(minutes=2), timedelta(minutes=15))
DAYS = (0, 1, 3, 7, 14, 30)  # 0 is without an end
MAX_REASON = 300
WORRIES_PER_PERSON = 3
HOUR = timedelta(hours=1)
# In the morning, when nobody is woken.
REVIEW_AT = time(9)


class Stage(StrEnum):
    """Where a decision is.

    WORRY: somebody would like to talk about it, and it isn't known yet whether enough others
    would. TALK, OPTIONS, VOTE, OUTCOME: the group is at it. TRIED: it was decided, and there is a
    date to look at it again. REVIEW: that date has come. ENDED: it is over.
    """

    WORRY = "worry"
    TALK = "talk"
    OPTIONS = "options"
    VOTE = "vote"
    OUTCOME = "outcome"
    TRIED = "tried"
    REVIEW = "review"
    ENDED = "ended"


# From which stage a group may come to which; the first is the usual one.
NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.WORRY: (Stage.TALK, Stage.ENDED),
    Stage.TALK: (Stage.OPTIONS, Stage.OUTCOME, Stage.ENDED),
    Stage.OPTIONS: (Stage.VOTE, Stage.OUTCOME, Stage.TALK, Stage.ENDED),
    Stage.VOTE: (Stage.OUTCOME, Stage.TALK, Stage.OPTIONS, Stage.ENDED),
    # To the vote again where the first one led nowhere: a tie, or too few took part.
    Stage.OUTCOME: (Stage.TRIED, Stage.ENDED, Stage.TALK, Stage.OPTIONS, Stage.VOTE),
    Stage.TRIED: (Stage.REVIEW, Stage.TALK, Stage.OPTIONS, Stage.ENDED),
    Stage.REVIEW: (Stage.TRIED, Stage.ENDED, Stage.TALK, Stage.OPTIONS),
    Stage.ENDED: (),
}
# Where a time can end a stage, and what comes then.
AFTER_TIME = {Stage.TALK: Stage.OPTIONS, Stage.OPTIONS: Stage.VOTE}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a group.

    Ids are Discord's but `decision_id`, which is ours and random. `starter_id` is None where it was
    started in private, and NOBODY where whoever started it is no longer named; `starter_name` is
    what they were called, empty then. `needed` is how many
    must want to talk about it, `enough` whether they do. `ends_at` ends the stage by itself, None
    without an end; `poll_id` is the poll of its vote, `review_poll_id` that of its last review.
    `aid` is the key of the decision aid that goes along.
    `review_on` is a day on the group's clocks. Times are aware, in UTC.
    """

    decision_id: str
    group_id: int
    channel_id: int
    asked: Asked
    stage: Stage
    shown_at: datetime
    starter_id: int | None = None
    starter_name: str = ""
    needed: int = USUAL_SUPPORT
    enough: bool = False
    ends_at: datetime | None = None
    message_id: int | None = None
    poll_id: str | None = None
    review_poll_id: str | None = None
    aid: str | None = None
    outcome: Outcome | None = None
    review_on: date | None = None


def shown_from(now: datetime, chance: Random, *, private: bool) -> datetime:
    """Return from when a new decision is seen: at once by name, a random while later in private."""
    if not private:
        return now
    least, most = (each.total_seconds() for each in SHOWN_AFTER)
    return now + timedelta(seconds=chance.uniform(least, most))


def next_look(now: datetime) -> datetime:
    """Return the next full hour: then it is looked whether enough want to talk about it."""
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


def is_look(now: datetime) -> bool:
    """Say whether this is the first minute of an hour.

    A look that comes later waits for the next hour: else what it finds could point at whoever
    pressed a moment before.
    """
    return now.minute == 0


def review_at(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which a review comes on its day."""
    return instant(day, REVIEW_AT, zone)


def check_move(decision: Decision, to: Stage) -> None:
    """Refuse a step that there isn't from here, such as one that was done already. Raises Gone."""
    if to not in NEXT[decision.stage]:
        raise Gone("decisions.refused.moved_on")


def check_in(decision: Decision, *stages: Stage) -> None:
    """Refuse what belongs to other stages than the one it is in. Raises Gone."""
    if decision.stage not in stages:
        raise Gone("decisions.refused.moved_on")


def ends_at(now: datetime, days: int) -> datetime | None:
    """Return when a stage of so many days ends, None for one without an end. Raises BadInput."""
    if days not in DAYS:
        raise BadInput("decisions.refused.form_changed")
    return now + timedelta(days=days) if days else None


def check_reason(typed: str) -> str:
    """Return why a decision goes back or is let go; members see it. Raises BadInput."""
    text = " ".join(typed.split())
    if not visible(text) or len(text) > MAX_REASON:
        raise BadInput("decisions.refused.reason", most=MAX_REASON)
    return text
