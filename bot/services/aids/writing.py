"""Writing a group's own aids: drafts that only their authors see, until a second person reads."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.aids.aid import Aid
from bot.domain.aids.writing import State, Written, about, check_complete
from bot.domain.people import Person, require_voice
from bot.domain.refusals import BadInput, Gone
from bot.services.aids.usecase import UseCase, own_draft
from bot.services.chance import new_id
from bot.storage import aids, erasing
from bot.storage.database import Connection

# What moderators are told, once for each version.
WAITS = "aid.waits"
MOST_OF_GROUP = 50
MOST_DRAFTS = 3


class Writing(UseCase):
    """What an author does. Any member who may speak in the group can write one."""

    async def writable(self, person: Person) -> None:
        """Raise NotAllowed or BadInput where the person can begin none now.

        Asked before a form is opened.
        """
        await self._database.read(self._check_room, person)

    async def begin(self, person: Person, name: str, **typed: str) -> Written:
        """Keep a new draft with what was typed about the whole.

        `name` is what its author is called. Raises NotAllowed, BadInput.
        """
        aid = about(Aid(question=""), **typed)

        return await self._database.write(self._begun, person, name, aid)

    async def again(self, person: Person, aid_id: str, name: str) -> Written:
        """Begin the next version of an aid that shows, which goes on to show meanwhile.

        What the person has in work of it already is taken up. Of one that comes with the bot the
        group gets one of its own. Raises NotAllowed; Gone where nothing shows, or where somebody
        else has it in work; BadInput.
        """

        def work(connection: Connection) -> Written:
            if aid_id in self._library:
                return self._begun(connection, person, name, self._library[aid_id].aid)
            found = aids.in_work(connection, aid_id)
            if found is not None:
                if (found.group_id, found.author_id) == (person.group_id, person.user_id):
                    return found
                raise Gone("aids.refused.in_work")
            self._check_room(connection, person, new=False)
            edition = aids.edition(connection, person.group_id, aid_id)
            if edition is None:
                raise Gone("aids.refused.gone")
            which = (aid_id, aids.newest(connection, aid_id) + 1, person.group_id)
            written = Written(*which, person.user_id, name, State.DRAFT, edition.aid)
            aids.put(connection, written)
            return written

        return await self._database.write(work)

    async def mine(self, person: Person) -> list[Written]:
        """Return what the person has in work in their group."""
        return await self._database.read(aids.of_author, person.group_id, person.user_id)

    async def draft(self, person: Person, aid_id: str) -> Written:
        """Return what the person has in work themselves. Raises Gone."""
        return await self._database.read(own_draft, person, aid_id)

    async def change(self, person: Person, aid_id: str, change: Callable[[Aid], Aid]) -> Written:
        """Keep a draft as it is after a change, which is made to what stands then.

        What waited to be read is the author's alone again. Raises NotAllowed, Gone, BadInput.
        """

        def work(connection: Connection) -> Written:
            require_voice(person)
            found = own_draft(connection, person, aid_id)
            changed = replace(found, aid=change(found.aid), state=State.DRAFT)
            aids.put(connection, changed)
            return changed

        return await self._database.write(work)

    async def hand_in(self, person: Person, aid_id: str) -> Written:
        """Let a second person read a draft. Repeatable. Raises NotAllowed, Gone, BadInput."""

        def work(connection: Connection) -> Written:
            require_voice(person)
            found = own_draft(connection, person, aid_id)
            check_complete(found.aid)
            waits = replace(found, state=State.WAITING, word="")
            aids.put(connection, waits)
            self._tell(connection, WAITS, person.group_id, f"{aid_id}/{waits.version}")
            return waits

        return await self._database.write(work)

    async def discard(self, person: Person, aid_id: str) -> None:
        """Erase what the person has in work of an aid; what shows of it stays. Raises Gone."""

        def work(connection: Connection) -> None:
            own_draft(connection, person, aid_id)
            aids.drop(connection, aid_id)
            erasing.ask(connection, self._now())

        await self._database.write(work)

    def _begun(self, connection: Connection, person: Person, name: str, aid: Aid) -> Written:
        self._check_room(connection, person)
        which = (new_id(self._chance), 1, person.group_id, person.user_id, name)
        written = Written(*which, State.DRAFT, aid)
        aids.put(connection, written)
        return written

    def _check_room(self, connection: Connection, person: Person, *, new: bool = True) -> None:
        require_voice(person)
        if len(aids.of_author(connection, person.group_id, person.user_id)) >= MOST_DRAFTS:
            raise BadInput("aids.refused.many_drafts", most=MOST_DRAFTS)
        if new and aids.count(connection, person.group_id) >= MOST_OF_GROUP:
            raise BadInput("aids.refused.many_aids", most=MOST_OF_GROUP)
