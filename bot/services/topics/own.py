"""A group's own topics: written by form, taken from a file, handed out as one, and removed."""

import asyncio
from dataclasses import dataclass, replace

from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import BadInput, Gone
from bot.domain.topics.exchange import Trouble, parse
from bot.domain.topics.topic import Topic, matches
from bot.domain.topics.writing import Written, free_slug, read_written, rewritten
from bot.services.topics.handing import Handed, example, in_files
from bot.services.topics.usecase import UseCase
from bot.storage import groups, own_topics, record
from bot.storage.database import Connection

MOST = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its topics, of which some are new and some changed, or its troubles.

    Nothing is saved if there is any trouble.
    """

    topics: tuple[Topic, ...] = ()
    new: int = 0
    changed: int = 0
    troubles: tuple[Trouble, ...] = ()


class Own(UseCase):
    """What facilitators do with the topics of their group's own."""

    async def search(self, person: Person, typed: str, most: int = 25) -> list[Topic]:
        """Return up to `most` own topics that fit what was typed. Raises NotAllowed."""

        def work(connection: Connection) -> list[Topic]:
            return [each for each in self._every(connection, person) if matches(each, typed)][:most]

        return await self._database.read(work)

    async def check_may_import(self, person: Person) -> None:
        """Raise NotAllowed, before a file is fetched."""

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))

        await self._database.read(work)

    async def open(self, person: Person, name: str) -> Topic | None:
        """Return the own topic of that slug or exact title, to be changed; None for a new one.

        Raises NotAllowed; Gone for a topic that isn't the group's; BadInput if there is no room.
        """

        def work(connection: Connection) -> Topic | None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            if name:
                return self._named(connection, person, name)
            _check_room(own_topics.count(connection, person.group_id) + 1)
            return None

        return await self._database.read(work)

    async def write(
        self, person: Person, form: Written, slug: str = "", version: int | None = None
    ) -> Topic:
        """Save a topic that was typed: a new one, or in place of the own one of that slug.

        `version` is the one that stood in the form: what somebody else has changed meanwhile
        isn't written over. Raises NotAllowed, BadInput, Gone.
        """

        def work(connection: Connection) -> Topic:
            require_facilitator(person, groups.roles(connection, person.group_id))
            if slug:
                before = _own(connection, person, slug)
                if version not in (None, before.version):
                    raise Gone("topics.refused.own_changed")
                topic = read_written(form, before)
            else:
                topic = read_written(form)
                own = own_topics.of_group(connection, person.group_id)
                _check_room(len(own) + 1)
                free = free_slug(topic.slug, {*self._shelf.library, *own})
                topic = replace(topic, slug=free)
            own_topics.put(connection, person.group_id, [topic])
            return topic

        return await self._database.write(work)

    async def remove(self, person: Person, slug: str) -> Topic:
        """Remove an own topic and return it. Raises NotAllowed, Gone."""
        now = self._now()

        def work(connection: Connection) -> Topic:
            require_facilitator(person, groups.roles(connection, person.group_id))
            topic = _own(connection, person, slug)
            own_topics.remove(connection, person.group_id, slug)
            record.add(connection, person.group_id, "own_topic_removed", person.user_id, now)
            return topic

        return await self._database.write(work)

    async def import_file(self, person: Person, content: bytes, name: str) -> Taken:
        """Save every topic in a file, each in place of an own one with its slug, or none at all.

        Raises NotAllowed; BadInput if there is no room for all of them.
        """

        def work(connection: Connection) -> set[str]:
            own = {topic.slug for topic in self._every(connection, person)}
            return self._shelf.library.keys() - own

        library = await self._database.read(work)
        # Reading a large file takes long; others go on meanwhile.
        parsed = await asyncio.to_thread(parse, content, name, library)
        if parsed.troubles:
            return Taken(troubles=parsed.troubles)
        return await self._database.write(self._save, person, parsed.topics)

    async def export(self, person: Person, kind: str) -> Handed:
        """Return the group's own topics as TOML or CSV, or one example where there are none.

        That they were exported is written in the record. Raises NotAllowed.
        """
        now = self._now()

        def work(connection: Connection) -> list[Topic]:
            every = self._every(connection, person)
            if every:
                record.add(
                    connection, person.group_id, "own_topics_exported", person.user_id, now,
                    count=len(every),
                )  # fmt: skip
            return every

        every = await self._database.write(work)
        # Writing hundreds of topics takes long; others go on meanwhile.
        files = await asyncio.to_thread(in_files, every or [example()], kind)
        return Handed(files, len(every))

    def _every(self, connection: Connection, person: Person) -> list[Topic]:
        require_facilitator(person, groups.roles(connection, person.group_id))
        own = own_topics.of_group(connection, person.group_id).values()
        return sorted(own, key=lambda topic: topic.title.casefold())

    def _named(self, connection: Connection, person: Person, name: str) -> Topic:
        if (found := own_topics.find(connection, person.group_id, name)) is not None:
            return found
        for topic in self._every(connection, person):
            if topic.title.casefold() == name.casefold():
                return topic
        raise Gone("topics.refused.own_unknown")

    def _save(self, connection: Connection, person: Person, topics: tuple[Topic, ...]) -> Taken:
        own = {topic.slug: topic for topic in self._every(connection, person)}
        _check_room(len({*own, *(topic.slug for topic in topics)}))
        saved = tuple(rewritten(own.get(topic.slug), topic) for topic in topics)
        new = sum(topic.slug not in own for topic in saved)
        changed = sum(topic != own.get(topic.slug) for topic in saved) - new
        own_topics.put(connection, person.group_id, saved)
        if new or changed:
            record.add(
                connection, person.group_id, "own_topics_imported", person.user_id, self._now(),
                count=new, changed=changed,
            )  # fmt: skip
        return Taken(saved, new, changed)


def _own(connection: Connection, person: Person, slug: str) -> Topic:
    found = own_topics.find(connection, person.group_id, slug)
    if found is None:
        raise Gone("topics.refused.own_gone")
    return found


def _check_room(count: int) -> None:
    if count > MOST:
        raise BadInput("topics.refused.many_own", most=MOST, count=count)
