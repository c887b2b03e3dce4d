"""Deciding: asking the vote, writing the outcome, and saying how it goes on after a review."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.decisions.decision import Decision, Stage, check_in, check_reason
from bot.domain.decisions.outcome import Became, GoesOn, Outcome, check_outcome, check_review
from bot.domain.decisions.parts import How
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.polls.drafting import Typed
from bot.domain.polls.options import look
from bot.domain.polls.rules import Rules
from bot.services.decisions.usecase import UseCase
from bot.services.polls.tying import check_tie
from bot.services.steps import check_no_open_poll, move, new_row, today, vote_of
from bot.storage import decision_parts, decisions, groups, outbox
from bot.storage.database import Connection
from bot.words import say

OUTCOME, GOES_ON = "decision.outcome", "decision.goes_on"
# In which stages an outcome can be written: with a vote or without one.
STATED_IN = (Stage.TALK, Stage.OPTIONS, Stage.VOTE, Stage.OUTCOME)
HOW_ON = {GoesOn.KEEP: How.KEEP, GoesOn.CHANGE: How.CHANGE, GoesOn.STOP: How.STOP}


@dataclass(frozen=True, slots=True)
class Statable:
    """A decision of which the outcome can be written, by which method it was voted on, and today.

    `method` is empty without a vote; `today` is the date on the group's clocks.
    """

    decision: Decision
    method: str
    today: date


class Deciding(UseCase):
    """What facilitators do from the options to the end."""

    async def typed_vote(self, person: Person, decision_id: str) -> Typed:
        """Return the form that asks the vote, with the question and the options in it.

        Given to `polls.asking.propose` it is kept as the person's draft; the poll that is opened
        from that draft is the decision's (`polls.asking.open` ties it). Raises NotAllowed; Gone
        where no vote can be asked now, or where an option is on its way.
        """

        def work(connection: Connection) -> Typed:
            decision = check_tie(connection, person, decision_id, self._now())
            check_in(decision, Stage.OPTIONS, Stage.VOTE)
            shown = decision_parts.shown_options(connection, decision_id)
            texts = {look(option.text): option.text for option in shown}
            return _typed(connection, decision, decision.asked.what, *texts.values())

        return await self._database.read(work)

    async def review_typed(self, person: Person, decision_id: str) -> Typed:
        """Return the form that asks whether to keep, change or stop what was tried.

        Used as `typed_vote`. Raises NotAllowed, Gone.
        """

        def work(connection: Connection) -> Typed:
            decision = check_tie(connection, person, decision_id, self._now())
            check_in(decision, Stage.REVIEW)
            options = (say(f"decisions.review.{each}") for each in GoesOn)
            question = say("decisions.review.question", what=decision.asked.what)
            typed = _typed(connection, decision, question, *options)
            return replace(typed, method="single", standing=False)

        return await self._database.read(work)

    async def statable(self, person: Person, decision_id: str) -> Statable:
        """Return what the form of the outcome begins with, for who may write it.

        Raises NotAllowed, Gone.
        """

        def work(connection: Connection) -> Statable:
            decision = self._statable(connection, person, decision_id)
            poll = vote_of(connection, decision)
            day = today(connection, person.group_id, self._now())
            return Statable(decision, poll.method if poll else "", day)

        return await self._database.read(work)

    async def reviewable(self, person: Person, decision_id: str) -> date:
        """Return the date on the group's clocks, for who may say how a decision goes on.

        Asked before a form is opened. Raises NotAllowed, Gone.
        """

        def work(connection: Connection) -> date:
            self._reviewable(connection, person, decision_id)
            return today(connection, person.group_id, self._now())

        return await self._database.read(work)

    async def outcome(
        self, person: Person, decision_id: str, outcome: Outcome, review_on: date | None
    ) -> Row:
        """Keep a facilitator's statement of what was decided, and tell it on a card of its own.

        `outcome.method` is filled in from the decision's poll. With `review_on`, a day on the
        group's clocks, it is tried until then; without, it is over; where it needs more talk it
        goes back to that. Returns the card's row (`decision.outcome`, subject: the decision's id
        and the step's number). Raises NotAllowed, Gone, BadInput.
        """
        now = self._now()

        def work(connection: Connection) -> Row:
            decision = self._statable(connection, person, decision_id)
            poll = vote_of(connection, decision)
            asked = replace(outcome, method=poll.method if poll else "")
            told = check_outcome(asked, review_on, today(connection, person.group_id, now))
            by_id = person.user_id
            if decision.stage is not Stage.OUTCOME:
                step = (decision, Stage.OUTCOME, How.STATED, now, self._chance)
                decision, _ = move(connection, *step, by_id=by_id)
            decisions.set_outcome(connection, decision_id, told)
            day = None if told.became is Became.NEEDS_TALK else review_on
            to = Stage.TRIED if day is not None else _after(told.became)
            step = (decision, to, How.STATED, now, self._chance)
            decision, number = move(connection, *step, by_id=by_id, review_on=day)
            return self._told(connection, OUTCOME, decision, number)

        return await self._database.write(work)

    async def goes_on(
        self,
        person: Person,
        decision_id: str,
        goes_on: GoesOn,
        review_on: date | None,
        text: str,
    ) -> Row:
        """Keep how a facilitator says that it goes on after the review, and tell it on a card.

        KEEP: it is looked at again on `review_on`, or is settled without one; CHANGE: back to the
        talk; STOP: it is over. Members read `text`. Returns the card's row (`decision.goes_on`,
        subject as in `outcome`). Raises NotAllowed, Gone, BadInput.
        """
        now, told = self._now(), check_reason(text)
        day = review_on if goes_on is GoesOn.KEEP else None

        def work(connection: Connection) -> Row:
            decision = self._reviewable(connection, person, decision_id)
            check_review(day, today(connection, person.group_id, now))
            to = Stage.TALK if goes_on is GoesOn.CHANGE else Stage.ENDED
            if day is not None:
                to = Stage.TRIED
            step = (decision, to, HOW_ON[goes_on], now, self._chance)
            by_id = person.user_id
            moved, number = move(connection, *step, by_id=by_id, reason=told, review_on=day)
            return self._told(connection, GOES_ON, moved, number)

        return await self._database.write(work)

    def _statable(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        decision = self._led(connection, person, decision_id)
        check_in(decision, *STATED_IN)
        check_no_open_poll(connection, decision)
        return decision

    def _reviewable(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        decision = self._led(connection, person, decision_id)
        check_in(decision, Stage.REVIEW)
        check_no_open_poll(connection, decision)
        return decision

    def _told(self, connection: Connection, kind: str, decision: Decision, number: int) -> Row:
        row = new_row(kind, decision, self._now(), self._chance, detail=number)
        outbox.add(connection, row)
        return row


def _after(became: Became) -> Stage:
    return Stage.TALK if became is Became.NEEDS_TALK else Stage.ENDED


def _typed(connection: Connection, decision: Decision, question: str, *options: str) -> Typed:
    usual = groups.settings(connection, decision.group_id)
    rules = Rules(publication=usual.publication, floor=usual.floor)
    lines = "\n".join(options)
    return Typed(question, lines, rules=rules, decision_id=decision.decision_id)
