"""The shelf: every topic that a group can post, from the library and of its own.

No own topic gets a slug of the library. Should the library come to have one that a group's topic
bears already, the group's stays what that slug means there: its circles are about it.
"""

from collections.abc import Mapping

from bot.domain.refusals import Gone
from bot.domain.topics.topic import Topic
from bot.storage import own_topics
from bot.storage.database import Connection


class Shelf:
    """The library, which is the same for all, with a group's own topics beside it."""

    def __init__(self, library: Mapping[str, Topic]) -> None:
        self.library = library

    def of_group(self, connection: Connection, group_id: int) -> dict[str, Topic]:
        """Return every topic that the group can post, by slug, in order of title."""
        every = {**self.library, **own_topics.of_group(connection, group_id)}
        return dict(sorted(every.items(), key=lambda item: item[1].title.casefold()))

    def find(self, connection: Connection, group_id: int, slug: str) -> Topic | None:
        """Return the topic of that slug, or None."""
        return own_topics.find(connection, group_id, slug) or self.library.get(slug)

    def named(self, connection: Connection, group_id: int, name: str) -> Topic:
        """Return the topic of that slug or exact title. Raises Gone."""
        if (found := self.find(connection, group_id, name)) is not None:
            return found
        for topic in self.of_group(connection, group_id).values():
            if name.casefold() == topic.title.casefold():
                return topic
        raise Gone("topics.refused.unknown")
