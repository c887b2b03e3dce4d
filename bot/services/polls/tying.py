"""Tying: a poll that is asked for a shared decision belongs to it from the moment it opens."""

from datetime import datetime
from random import Random

from bot.domain.decisions.decision import Decision, Stage, check_in
from bot.domain.decisions.parts import How
from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import Gone
from bot.services.steps import (
    check_no_open_poll,
    here,
    move,
    redraw,
    vote_of,
)
from bot.storage import decision_parts, decisions, groups
from bot.storage.database import Connection


def check_tie(connection: Connection, person: Person, decision_id: str, now: datetime) -> Decision:
    """Return a decision for which the person may ask a poll now. Raises NotAllowed, Gone.

    Where options wait to be shown, the poll waits for them.
    """
    require_facilitator(person, groups.roles(connection, person.group_id))
    decision = here(connection, person, decision_id, now)
    check_in(decision, Stage.OPTIONS, Stage.VOTE, Stage.OUTCOME, Stage.REVIEW)
    check_no_open_poll(connection, decision)
    if decision.stage is Stage.VOTE and vote_of(connection, decision) is not None:
        # It has closed this moment, and the outcome comes next.
        raise Gone("decisions.refused.moved_on")
    if decision_parts.hidden_options(connection, decision_id):
        raise Gone("decisions.refused.options_coming")
    return decision


def tied_again(connection: Connection, poll_id: str) -> str:
    """Return the decision that takes up a poll which is asked again or has a run-off, or "".

    That is its own, while no outcome of that poll was written.
    """
    decision = decisions.of_poll(connection, poll_id)
    if decision is None:
        return ""
    vote = decision.poll_id == poll_id and decision.stage in (Stage.VOTE, Stage.OUTCOME)
    review = decision.review_poll_id == poll_id and decision.stage is Stage.REVIEW
    return decision.decision_id if vote or review else ""


def tie(
    connection: Connection,
    person: Person,
    decision_id: str,
    poll_id: str,
    now: datetime,
    chance: Random,
) -> None:
    """Tie a poll to its decision in the transaction in which it opens. Raises NotAllowed, Gone."""
    decision = check_tie(connection, person, decision_id, now)
    if decision.stage in (Stage.OPTIONS, Stage.OUTCOME):
        move(connection, decision, Stage.VOTE, How.VOTE_ASKED, now, chance, by_id=person.user_id)
    else:
        redraw(connection, decision, now, chance)
    if decision.stage is Stage.REVIEW:
        decisions.set_review_poll(connection, decision_id, poll_id)
    else:
        decisions.set_poll(connection, decision_id, poll_id)
