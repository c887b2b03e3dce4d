"""Noting: what members add while a group talks and gathers options. No author is kept."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.decisions.decision import Decision, Stage, check_in, shown_from
from bot.domain.decisions.parts import (
    NoteKind,
    Option,
    check_note,
    check_option,
    check_room,
)
from bot.domain.people import Person, require_voice
from bot.services.chance import new_id
from bot.services.decisions.usecase import UseCase
from bot.services.steps import here, redraw
from bot.storage import decision_parts
from bot.storage.database import Connection


@dataclass(frozen=True)
class Noting(UseCase):
    """Open questions, agreements and options."""

    # How many options each person has added, by decision and person: in memory only.
    _so_far: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])

    async def notable(self, person: Person, decision_id: str) -> Decision:
        """Return a decision in its talk to which the person may add a note.

        Asked before a form is opened. Raises NotAllowed, Gone.
        """
        return await self._database.read(self._open, person, decision_id, Stage.TALK)

    async def note(self, person: Person, decision_id: str, kind: NoteKind, typed: str) -> Decision:
        """Put an open question or an agreement on the card at once. Up to 10 of each.

        Raises NotAllowed, Gone, BadInput.
        """
        now = self._now()

        def work(connection: Connection) -> Decision:
            decision = self._open(connection, person, decision_id, Stage.TALK)
            note = check_note(typed, kind, decision_parts.notes(connection, decision_id))
            decision_parts.add_note(connection, decision_id, note)
            redraw(connection, decision, now, self._chance)
            return decision

        return await self._database.write(work)

    async def optionable(self, person: Person, decision_id: str) -> Decision:
        """Return a decision to which the person may add an option.

        Asked before a form is opened. Raises NotAllowed, Gone, BadInput where there is no room.
        """

        def work(connection: Connection) -> Decision:
            decision = self._open(connection, person, decision_id, Stage.OPTIONS)
            self._check_room(connection, person, decision_id)
            return decision

        return await self._database.read(work)

    async def option(self, person: Person, decision_id: str, typed: Option) -> Decision:
        """Keep an option, and nothing of who it is from; it is shown 2 to 15 minutes later.

        Up to 8 in all and 3 of each person. Raises NotAllowed, Gone, BadInput.
        """
        shows_at = shown_from(self._now(), self._chance, private=True)

        def work(connection: Connection) -> Decision:
            decision = self._open(connection, person, decision_id, Stage.OPTIONS)
            shown = decision_parts.shown_options(connection, decision_id)
            option = check_option(typed, shown)
            self._check_room(connection, person, decision_id)
            kept = (new_id(self._chance), decision_id, option, shows_at)
            decision_parts.add_option(connection, *kept)
            return decision

        decision = await self._database.write(work)
        self._so_far[decision_id, person.user_id] += 1
        return decision

    def _open(
        self, connection: Connection, person: Person, decision_id: str, stage: Stage
    ) -> Decision:
        require_voice(person)
        decision = here(connection, person, decision_id, self._now())
        check_in(decision, stage)
        return decision

    def _check_room(self, connection: Connection, person: Person, decision_id: str) -> None:
        shown = len(decision_parts.shown_options(connection, decision_id))
        hidden = decision_parts.hidden_options(connection, decision_id)
        check_room(shown + hidden, self._so_far[decision_id, person.user_id])
