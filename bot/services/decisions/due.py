"""What is due: looks at support, ends of stages, options to show, votes that closed, reviews."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.decisions.decision import (
    AFTER_TIME,
    WORRY_RESTS_AFTER,
    Decision,
    Stage,
    is_look,
    next_look,
)
from bot.domain.decisions.parts import How
from bot.domain.polls.poll import State
from bot.services.decisions.usecase import UseCase
from bot.services.polls.supporting import Supporting
from bot.services.steps import move, new_row, redraw, vote_of
from bot.storage import decision_due, decision_parts, decisions, outbox
from bot.storage.database import Connection

log = logging.getLogger(__name__)

BATCH = 100
REVIEW = "decision.review"
Task = tuple[datetime, str, str]


@dataclass(frozen=True)
class Due(UseCase):
    """What comes by itself, each thing once, however long the bot was away."""

    _supporting: Supporting

    async def do_due(self) -> None:
        """Do all that is due, in the order of its time.

        What can't be done is logged and tried again; it holds up nothing else.
        """
        tried: set[Task] = set()
        while tasks := [task for task in await self._tasks() if task not in tried]:
            enough = await self._enough()
            for task in tasks:
                tried.add(task)
                try:
                    await self._do(task, enough)
                except Exception as trouble:  # noqa: BLE001 - it holds up no other
                    log.error("decision %s: %s", task[2], type(trouble).__name__)

    async def _tasks(self) -> list[Task]:
        """Return what is due, as its time, what it is and of which decision, the oldest first."""
        now = self._now()

        def work(connection: Connection) -> list[Task]:
            steps = decision_due.due(connection, now, BATCH)
            options = decision_parts.due_options(connection, now)
            return sorted(
                [(at, "step", each) for at, each in steps]
                + [(at, "options", each) for at, each in options]
            )

        return await self._database.read(work)

    async def _enough(self) -> frozenset[str]:
        """Return which of the decisions that wait for support have it, at a full hour alone."""
        now = self._now()
        if not is_look(now):
            return frozenset()
        return await self._supporting.enough(
            await self._database.read(decision_due.due_worries, now)
        )

    async def _do(self, task: Task, enough: frozenset[str]) -> None:
        _, what, decision_id = task
        if what == "options":
            await self._database.write(self._show_options, decision_id)
            return
        found = await self._database.read(decisions.find, decision_id)
        if found is None:
            return
        if found.stage is Stage.WORRY:
            # Also for one that was private, and is shown from now on.
            await self._supporting.open(decision_id)
        after = await self._database.write(self._step, decision_id, decision_id in enough)
        if found.stage is Stage.WORRY and after is not Stage.WORRY:
            await self._supporting.destroy(decision_id)

    def _show_options(self, connection: Connection, decision_id: str) -> None:
        decision = decisions.find(connection, decision_id)
        if decision_parts.show_due(connection, decision_id, self._now()) and decision is not None:
            redraw(connection, decision, self._now(), self._chance)

    def _step(self, connection: Connection, decision_id: str, enough: bool) -> Stage | None:
        """Take the step that is due, unless somebody came before; return the stage after it."""
        now = self._now()
        decision = decisions.find(connection, decision_id)
        if decision is None or not decision_due.is_due(connection, decision_id, now):
            return decision.stage if decision else None
        # A step that stays where it is sets a time of its own.
        decision_due.set_due(connection, decision_id, None)
        if decision.stage is Stage.WORRY:
            self._look(connection, decision, enough)
        elif decision.stage in _STEPS:
            _STEPS[decision.stage](self, connection, decision)
        after = decisions.find(connection, decision_id)
        return after.stage if after else None

    def _look(self, connection: Connection, decision: Decision, enough: bool) -> None:
        now = self._now()
        if enough:
            decisions.set_enough(connection, decision.decision_id)
            move(connection, decision, Stage.TALK, How.ENOUGH, now, self._chance)
        elif is_look(now) and now >= decision.shown_at + WORRY_RESTS_AFTER:
            move(connection, decision, Stage.ENDED, How.RESTED, now, self._chance)
        else:
            decision_due.set_due(connection, decision.decision_id, next_look(now))

    def _end_time(self, connection: Connection, decision: Decision) -> None:
        to = AFTER_TIME[decision.stage]
        move(connection, decision, to, How.TIME, self._now(), self._chance)

    def _after_vote(self, connection: Connection, decision: Decision) -> None:
        poll = vote_of(connection, decision) if decision.stage is Stage.VOTE else None
        if poll is not None and poll.state is State.CLOSED:
            now = self._now()
            move(connection, decision, Stage.OUTCOME, How.VOTE_CLOSED, now, self._chance)
        else:
            # Where it was taken down, another one can be asked.
            redraw(connection, decision, self._now(), self._chance)

    def _review(self, connection: Connection, decision: Decision) -> None:
        now, day = self._now(), decision.review_on
        step = (decision, Stage.REVIEW, How.LOOK_AGAIN, now, self._chance)
        moved, number = move(connection, *step)
        decisions.set_review(connection, decision.decision_id, day)
        outbox.add(connection, new_row(REVIEW, moved, now, self._chance, detail=number))


_STEPS: dict[Stage, Callable[[Due, Connection, Decision], None]] = {
    Stage.TALK: Due._end_time,  # pyright: ignore[reportPrivateUsage]
    Stage.OPTIONS: Due._end_time,  # pyright: ignore[reportPrivateUsage]
    Stage.VOTE: Due._after_vote,  # pyright: ignore[reportPrivateUsage]
    Stage.REVIEW: Due._after_vote,  # pyright: ignore[reportPrivateUsage]
    Stage.TRIED: Due._review,  # pyright: ignore[reportPrivateUsage]
}
