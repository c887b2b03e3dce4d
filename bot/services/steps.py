"""Steps of shared decisions, inside a transaction; polls that are asked for one take them too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.decisions.decision import Decision, Stage, check_move, review_at
from bot.domain.decisions.parts import How
from bot.domain.outbox import Row, Step
from bot.domain.people import Person
from bot.domain.polls.poll import Poll, State
from bot.domain.polls.result import Kind
from bot.domain.refusals import Gone
from bot.services.chance import new_mark
from bot.storage import (
    decision_due,
    decision_parts,
    decisions,
    experiences,
    groups,
    outbox,
    polls,
)
from bot.storage.database import Connection

CARD = "decision.card"
REDRAWN = "decision.redrawn"
MOVED = "decision.moved"
# Steps that nobody would see if only a card far up changed: these are told in the channel.
# Others bring a message of their own: a poll, a result, an outcome.
TOLD = {How.ENOUGH, How.READY, How.TIME, How.BACK, How.WITHDRAWN}
Sees = Callable[[int], bool]


def new_row(
    kind: str, decision: Decision, at: datetime, chance: Random, detail: object = ""
) -> Row:
    """Return a new outbox row about a decision for its channel, due at `at`.

    Nothing in it tells an earlier time. `detail` tells rows of one kind apart.
    """
    subject = f"{decision.decision_id}/{detail}" if detail else decision.decision_id
    where = (decision.group_id, decision.channel_id)
    return Row(new_mark(chance), kind, *where, subject, Step.WAITING, at, at)


def here(connection: Connection, person: Person, decision_id: str, now: datetime) -> Decision:
    """Return a decision whose card, or whose thread, is where the person is. Raises Gone.

    A thread on a card bears the number of the card's message. One that isn't shown yet is there
    for nobody.
    """
    found = decisions.find(connection, decision_id)
    if found is None or found.group_id != person.group_id or found.shown_at > now:
        raise Gone("decisions.refused.gone")
    if person.channel_id not in (found.channel_id, found.message_id):
        raise Gone("decisions.refused.gone")
    return found


def today(connection: Connection, group_id: int, now: datetime) -> date:
    """Return the date on a group's clocks."""
    return now.astimezone(ZoneInfo(groups.settings(connection, group_id).zone)).date()


def move(
    connection: Connection,
    decision: Decision,
    to: Stage,
    how: How,
    now: datetime,
    chance: Random,
    *,
    by_id: int | None = None,
    reason: str = "",
    ends_at: datetime | None = None,
    review_on: date | None = None,
) -> tuple[Decision, int]:
    """Bring a decision to another stage, write that down, and let its card be drawn anew.

    `ends_at` ends the stage by itself; `review_on` is the day of its review on the group's clocks,
    for TRIED alone. Returns the decision as it is then, and the step's number. Raises Gone.
    """
    check_move(decision, to)
    zone = ZoneInfo(groups.settings(connection, decision.group_id).zone)
    due_at = review_at(review_on, zone) if review_on is not None else ends_at
    decision_id = decision.decision_id
    decisions.set_stage(connection, decision_id, to, ends_at=ends_at, due_at=due_at)
    decisions.set_review(connection, decision_id, review_on)
    if to in (Stage.TALK, Stage.OPTIONS):
        # What was asked before is over; the next vote begins without it.
        decisions.set_poll(connection, decision_id, None)
    if to is Stage.REVIEW:
        decisions.set_review_poll(connection, decision_id, None)
    day = now.astimezone(zone).date()
    if to is Stage.ENDED:
        experiences.end(connection, decision_id, day)
    number = decision_parts.add_move(
        connection, decision_id, to, how, day, by_id=by_id, reason=reason
    )
    redraw(connection, decision, now, chance)
    if how in TOLD and not (how is How.WITHDRAWN and decision.stage is Stage.WORRY):
        outbox.add(connection, new_row(MOVED, decision, now, chance, detail=number))
    return decisions.find(connection, decision_id) or replace(decision, stage=to), number


def redraw(connection: Connection, decision: Decision, now: datetime, chance: Random) -> None:
    """Put a row in the outbox for drawing a decision's card anew until that works, if it has one.

    Nothing is sent: the row bears the card's message from the start.
    """
    if decision.message_id is None:
        return
    # Each change has a row of its own: one under way may have looked before this change.
    row = new_row(REDRAWN, decision, now, chance, detail=new_mark(chance))
    outbox.add(connection, row)
    outbox.set_sent(connection, row.row_id, decision.message_id)


def vote_of(connection: Connection, decision: Decision) -> Poll | None:
    """Return the poll that is a decision's vote; None before one, and if it was taken down."""
    return _standing(connection, decision.poll_id)


def review_poll(connection: Connection, decision: Decision) -> Poll | None:
    """Return the poll that was asked in a decision's last review; None as for its vote."""
    return _standing(connection, decision.review_poll_id)


def open_poll(connection: Connection, decision: Decision) -> Poll | None:
    """Return the poll on a decision that is open now, or None."""
    found = (vote_of(connection, decision), review_poll(connection, decision))
    return next((poll for poll in found if poll is not None and poll.state is State.OPEN), None)


def _standing(connection: Connection, poll_id: str | None) -> Poll | None:
    poll = polls.find(connection, poll_id) if poll_id else None
    if poll is None or (poll.result is not None and poll.result.kind is Kind.TAKEN_DOWN):
        return None
    return poll


def check_no_open_poll(connection: Connection, decision: Decision) -> None:
    """Refuse a step while a poll on it is open: its ballots would be for nothing. Raises Gone."""
    if open_poll(connection, decision) is not None:
        raise Gone("decisions.refused.vote_open")


def move_reviews(connection: Connection, group_id: int, zone: str) -> None:
    """Let a group's reviews come in the morning of its new clocks."""
    for decision_id, day in decision_due.tried(connection, group_id):
        decision_due.set_due(connection, decision_id, review_at(day, ZoneInfo(zone)))
