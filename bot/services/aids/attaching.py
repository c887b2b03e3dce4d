"""Attaching: an aid goes along with a shared decision, and its options with it."""

from bot.domain.aids.aid import AidOption, Edition
from bot.domain.decisions.decision import Decision, Stage, check_in
from bot.domain.decisions.parts import MAX_OPTIONS, Option
from bot.domain.people import Person, require_facilitator
from bot.domain.polls.options import look
from bot.domain.refusals import BadInput
from bot.services.aids.usecase import UseCase
from bot.services.chance import new_id
from bot.services.steps import here, redraw
from bot.storage import aids, decision_parts, groups
from bot.storage.database import Connection

ATTACHED_IN = (Stage.TALK, Stage.OPTIONS)


class Attaching(UseCase):
    """What facilitators do with aids and decisions."""

    async def attachable(self, person: Person, decision_id: str) -> list[Edition]:
        """Return the aids that can be attached: the group's own first. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> list[Edition]:
            self._led(connection, person, decision_id)
            own = aids.shown(connection, person.group_id).values()
            return [*own, *self._library.values()]

        return await self._database.read(work)

    async def attach(self, person: Person, decision_id: str, key: str) -> tuple[str, ...]:
        """Attach an aid in place of another one; put its options beside those that are there.

        What leaves things as they are stands on every ballot and isn't added; nor is what is there
        by the same name. Returns the names of what was added. Raises NotAllowed, Gone; BadInput
        where not all of them fit.
        """
        now = self._now()

        def work(connection: Connection) -> tuple[str, ...]:
            decision = self._led(connection, person, decision_id)
            edition = self._edition(connection, person.group_id, key)
            there = {
                look(each.text) for each in decision_parts.shown_options(connection, decision_id)
            }
            new = [
                each
                for each in edition.aid.options
                if not each.stays and look(each.name) not in there
            ]
            taken = len(there) + decision_parts.hidden_options(connection, decision_id)
            if taken + len(new) > MAX_OPTIONS:
                raise BadInput("aids.refused.no_room", most=MAX_OPTIONS, count=taken)
            for option in new:
                kept = (new_id(self._chance), decision_id, _option(option), now)
                decision_parts.add_option(connection, *kept)
            # What a member added keeps its own time: only what is due by now gets its place.
            decision_parts.show_due(connection, decision_id, now)
            aids.attach(connection, decision_id, edition.key, edition.version)
            redraw(connection, decision, now, self._chance)
            return tuple(each.name for each in new)

        return await self._database.write(work)

    async def detach(self, person: Person, decision_id: str) -> None:
        """Let a decision go on without its aid; the options stay. Raises NotAllowed, Gone."""
        now = self._now()

        def work(connection: Connection) -> None:
            decision = self._led(connection, person, decision_id)
            aids.attach(connection, decision_id, None, None)
            redraw(connection, decision, now, self._chance)

        await self._database.write(work)

    def _led(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        require_facilitator(person, groups.roles(connection, person.group_id))
        decision = here(connection, person, decision_id, self._now())
        check_in(decision, *ATTACHED_IN)
        return decision


def _option(option: AidOption) -> Option:
    """Return an aid's option as it stands on a decision's card; the aid's pages tell the rest."""
    return Option(option.name, option.benefits, option.risks, option.daily_life, option.unknown)
