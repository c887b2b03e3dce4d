"""Starting: a member would like to talk about something, or a facilitator begins with the talk."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.decisions.asked import Asked, check_asked
from bot.domain.decisions.decision import (
    WORRIES_PER_PERSON,
    Decision,
    Stage,
    ends_at,
    next_look,
    shown_from,
)
from bot.domain.decisions.parts import How
from bot.domain.outbox import Row
from bot.domain.people import Person, require_facilitator, require_voice
from bot.domain.polls.options import on_one_line
from bot.domain.refusals import BadInput
from bot.services.chance import new_id
from bot.services.day_count import DayCount
from bot.services.decisions.usecase import UseCase
from bot.services.polls.supporting import Supporting
from bot.services.steps import CARD, new_row, today
from bot.storage import decision_parts, decisions, groups, outbox
from bot.storage.database import Connection


@dataclass(frozen=True)
class Starting(UseCase):
    """From a form to a card."""

    _supporting: Supporting
    _today: DayCount = field(default_factory=DayCount)

    async def check_may_start(self, person: Person) -> None:
        """Refuse who may not begin with the talk at once, before they type. Raises NotAllowed."""
        require_facilitator(person, await self._database.read(groups.roles, person.group_id))

    def check_may_propose(self, person: Person) -> None:
        """Refuse who has no voice here, and after three in one day. Raises NotAllowed, BadInput.

        Asked before a form is opened.
        """
        require_voice(person)
        if self._today.so_far(person, self._now()) >= WORRIES_PER_PERSON:
            raise BadInput("decisions.refused.many_worries", most=WORRIES_PER_PERSON)

    async def propose(self, person: Person, asked: Asked, name: str | None) -> Row:
        """Put before the group what the person would like to talk about, in `person.channel_id`.

        With `name` it is shown at once, under it. With None it is private: nothing of who it is
        from is kept, nor when; its card appears 2 to 15 minutes later. Returns the card's row
        (`due_at` says when). Raises NotAllowed without a voice here, BadInput for what was typed
        and after three in one day.
        """
        self.check_may_propose(person)
        checked, now = check_asked(asked), self._now()
        shown_at = shown_from(now, self._chance, private=name is None)
        new = self._new(person, checked, Stage.WORRY, shown_at, name)
        if name is None:
            # Its box is made when it is shown: the age of a key file tells no earlier time.
            due_at = shown_at
        else:
            due_at = next_look(now)
            await self._supporting.open(new.decision_id)
        row = await self._database.write(self._add, new, How.PROPOSED, due_at)
        self._today.add(person)
        return row

    async def start(self, person: Person, asked: Asked, days: int, name: str) -> Row:
        """Begin with the talk at once, under a facilitator's name, in `person.channel_id`.

        The talk ends by itself after `days`, one of DAYS; 0 is without an end. Returns the card's
        row. Raises NotAllowed, BadInput.
        """
        await self.check_may_start(person)
        checked, now = check_asked(asked), self._now()
        until = ends_at(now, days)
        new = self._new(person, checked, Stage.TALK, now, name, until)
        return await self._database.write(self._add, new, How.STARTED, until)

    def _new(
        self,
        person: Person,
        asked: Asked,
        stage: Stage,
        shown_at: datetime,
        name: str | None,
        until: datetime | None = None,
    ) -> Decision:
        return Decision(
            new_id(self._chance),
            person.group_id,
            person.channel_id,
            asked,
            stage,
            shown_at,
            starter_id=None if name is None else person.user_id,
            starter_name=on_one_line(name or ""),
            ends_at=until,
        )

    def _add(self, connection: Connection, new: Decision, how: How, due_at: datetime | None) -> Row:
        """Keep a new decision, its first step and its card's row, all in one."""
        needed = groups.settings(connection, new.group_id).support
        decisions.add(connection, replace(new, needed=needed), due_at)
        day = today(connection, new.group_id, new.shown_at)
        by_id = new.starter_id
        decision_parts.add_move(connection, new.decision_id, new.stage, how, day, by_id=by_id)
        row = new_row(CARD, new, new.shown_at, self._chance)
        outbox.add(connection, row)
        return row
