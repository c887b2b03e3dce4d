"""Suggesting: members propose topics, facilitators answer, and whoever suggested learns of it."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.codes import read_code
from bot.domain.outbox import Row
from bot.domain.people import Person, require_facilitator
from bot.domain.polls.keys import CODE_BYTES, write_key
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.domain.topics.suggestion import (
    Answered,
    Suggestion,
    check_open,
    check_reply,
    check_room,
    check_suggestion,
    hash_of,
    hidden_until,
)
from bot.services.chance import new_id
from bot.services.topics.usecase import UseCase, new_row
from bot.storage import groups, outbox, suggestions
from bot.storage.database import Connection


@dataclass(frozen=True)
class Suggesting(UseCase):
    """What members suggest, and the answers."""

    # How many each person has suggested today, by group, person and day: in memory only.
    _so_far: Counter[tuple[int, int, int]] = field(default_factory=Counter[tuple[int, int, int]])

    async def suggest(
        self, person: Person, typed: str, name: str | None = None, reply_channel: int | None = None
    ) -> str | None:
        """Keep a suggestion: with the writer's name if given, else without any trace of them.

        Returns the code that leads to the answer, for a private one. Raises BadInput.
        """
        now = self._now()
        text = check_suggestion(typed)
        today = (person.group_id, person.user_id, now.toordinal())
        code = self._chance.randbytes(CODE_BYTES) if name is None else None
        suggestion = Suggestion(
            suggestion_id=new_id(self._chance),
            group_id=person.group_id,
            text=text,
            writer_id=None if code else person.user_id,
            writer_name=name,
            code_hash=hash_of(code) if code else None,
            reply_channel=None if code else reply_channel,
            shows_at=hidden_until(now, self._chance) if code else None,
        )

        def work(connection: Connection) -> None:
            waiting = suggestions.waiting(connection, person.group_id)
            check_room(waiting, self._so_far[today])
            suggestions.add(connection, suggestion)

        await self._database.write(work)
        self._so_far[today] += 1
        return write_key(code) if code else None

    async def facilitators(self, group_id: int) -> int | None:
        """Return the role of a group's facilitators, None where it has named none."""
        return (await self._database.read(groups.roles, group_id)).facilitator

    async def of_person(self, person: Person) -> list[Suggestion]:
        """Return what the person suggested by name, with the answers."""
        return await self._database.read(suggestions.of_writer, person.group_id, person.user_id)

    async def open(self, person: Person) -> list[Suggestion] | None:
        """Return the suggestions that wait for an answer; None for who may not answer."""
        now = self._now()

        def work(connection: Connection) -> list[Suggestion] | None:
            if not self._answers(connection, person):
                return None
            suggestions.show(connection, now)
            return suggestions.shown(connection, person.group_id, now)

        return await self._database.write(work)

    async def with_code(self, person: Person, typed: str) -> Suggestion:
        """Return the private suggestion that a code leads to. Raises BadInput."""
        code_hash = hash_of(read_code(typed))
        found = await self._database.read(suggestions.of_code, person.group_id, code_hash)
        if found is None:
            raise BadInput("topics.refused.code_wrong")
        return found

    async def answerable(self, person: Person, suggestion_id: str) -> Suggestion:
        """Return an open suggestion that the person may answer. Raises NotAllowed, Gone."""
        return await self._database.read(self._answerable, person, suggestion_id)

    async def answer(
        self, person: Person, suggestion_id: str, state: Answered, typed: str
    ) -> Row | None:
        """Keep the answer; return the row that tells a writer who asked to be told.

        Raises NotAllowed; Gone when somebody answered meanwhile; BadInput without a reason.
        """
        reply = check_reply(state, typed)

        def work(connection: Connection) -> Row | None:
            found = self._answerable(connection, person, suggestion_id)
            suggestions.set_answer(connection, suggestion_id, state, reply)
            if found.reply_channel is None:
                return None
            where = (person.group_id, found.reply_channel)
            row = new_row("topic.answer", *where, suggestion_id, self._now(), self._chance)
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def answered(self, suggestion_id: str) -> Suggestion:
        """Return an answered suggestion, for telling its writer. Raises Gone."""
        found = await self._database.read(suggestions.find, suggestion_id)
        if found is None or found.state is Answered.OPEN:
            raise Gone("topics.refused.suggestion_gone")
        return found

    def _answers(self, connection: Connection, person: Person) -> bool:
        try:
            require_facilitator(person, groups.roles(connection, person.group_id))
        except NotAllowed:
            return False
        return True

    def _answerable(self, connection: Connection, person: Person, suggestion_id: str) -> Suggestion:
        require_facilitator(person, groups.roles(connection, person.group_id))
        found = suggestions.find(connection, suggestion_id)
        hidden = found is not None and found.shows_at is not None and found.shows_at > self._now()
        if found is None or found.group_id != person.group_id or hidden:
            raise Gone("topics.refused.suggestion_gone")
        check_open(found)
        return found
