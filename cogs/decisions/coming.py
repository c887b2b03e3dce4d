"""What comes next for a decision, and when: the last lines of its card."""

from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.parts import How
from bot.domain.polls.poll import Poll, State
from bot.services.decisions import Shown
from bot.words import say
from cogs.parts import day, link, moment, plain, when


def coming(shown: Shown) -> str:
    """Return what comes next, with the way to the poll that is asked or was asked for it."""
    decision = shown.decision
    match decision.stage:
        case Stage.WORRY:
            return say("decisions.worry.small")
        case Stage.TALK | Stage.OPTIONS:
            return _until(decision)
        case Stage.VOTE:
            waits = say("decisions.vote.waits")
            return waits if shown.vote is None else _open("decisions.vote.open", shown.vote)
        case Stage.OUTCOME:
            return _closed("decisions.outcome.waits", "decisions.outcome.waits_alone", shown.vote)
        case Stage.TRIED:
            return _look_again(decision)
        case Stage.REVIEW:
            return _review(shown.review_poll)
        case Stage.ENDED:
            return _ended(shown)


def _until(decision: Decision) -> str:
    ends = decision.ends_at
    if ends is None:
        return say(f"decisions.{decision.stage}.open")
    return say(f"decisions.{decision.stage}.until", moment=moment(ends), when=when(ends))


def _look_again(decision: Decision) -> str:
    if decision.review_on is None:
        return ""
    return say("decisions.outcome.look_again", day=day(decision.review_on))


def _review(poll: Poll | None) -> str:
    if poll is None:
        return say("decisions.review.waits")
    if poll.state is State.OPEN:
        return _open("decisions.review.open", poll)
    return _closed("decisions.review.closed", "decisions.review.closed_alone", poll)


def _ended(shown: Shown) -> str:
    last = shown.moves[-1] if shown.moves else None
    if last is not None and last.how is How.WITHDRAWN:
        return say("decisions.ended.withdrawn", reason=plain(last.reason))
    if last is not None and last.how in (How.RESTED, How.KEEP, How.STOP):
        return say(f"decisions.ended.{last.how}")
    return say("decisions.ended.plain")


def _open(key: str, poll: Poll) -> str:
    """Say that a poll is open, with the way to it; one that is planned has no card yet."""
    if poll.message_id is None:
        return say("decisions.vote.planned", moment=moment(poll.opened_at))
    return say(key, link=link(poll.group_id, poll.channel_id, poll.message_id))


def _closed(key: str, alone: str, poll: Poll | None) -> str:
    """Say that a poll is closed, with the way to it unless somebody removed its card."""
    if poll is None or poll.message_id is None:
        return say(alone)
    return say(key, link=link(poll.group_id, poll.channel_id, poll.message_id))
