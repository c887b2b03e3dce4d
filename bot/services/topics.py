"""Topics: finding one, posting it, and opening its questions one after the other."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import Gone
from bot.domain.topics.topic import Topic, TopicPost, matches, next_question
from bot.services.chance import new_id, new_mark
from bot.storage import groups, outbox, topics
from bot.storage.database import Connection, Database


class Topics:
    """The topic library and what a group has posted from it."""

    def __init__(
        self,
        database: Database,
        library: Mapping[str, Topic],
        now: Callable[[], datetime],
        chance: Random,
    ) -> None:
        self._database = database
        self._library = library
        self._now = now
        self._chance = chance

    def search(self, typed: str, most: int = 25) -> list[Topic]:
        """Return up to `most` topics that fit what was typed, those whose title fits first."""
        found = [topic for topic in self._library.values() if matches(topic, typed)]
        wanted = typed.casefold()
        return sorted(found, key=lambda topic: wanted not in topic.title.casefold())[:most]

    def topic(self, name: str) -> Topic:
        """Return the topic of that slug or exact title. Raises Gone."""
        for topic in self._library.values():
            if name == topic.slug or name.casefold() == topic.title.casefold():
                return topic
        raise Gone("topics.refused.unknown")

    async def propose(self, person: Person, name: str) -> tuple[str, Topic]:
        """Return a new post's id and the topic, to be looked at before it is posted.

        Raises NotAllowed and Gone.
        """
        require_facilitator(person, await self._database.read(groups.roles, person.group_id))
        return new_id(self._chance), self.topic(name)

    async def post(self, person: Person, channel_id: int, post_id: str, slug: str) -> Row:
        """Put the topic in the outbox for a channel. Raises NotAllowed, Gone if done already."""
        topic = self.topic(slug)
        now = self._now()
        row = self._row("topic.card", person.group_id, channel_id, post_id, now)

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            post = TopicPost(post_id, person.group_id, channel_id, topic.slug, 0, None)
            if not topics.add(connection, post, now):
                raise Gone("topics.refused.posted_already")
            outbox.add(connection, row)

        await self._database.write(work)
        return row

    async def posted(self, post_id: str) -> tuple[TopicPost, Topic]:
        """Return a post and its topic. Raises Gone."""
        return self._with_topic(await self._database.read(topics.find, post_id))

    async def go_deeper(self, person: Person, post_id: str) -> Row | None:
        """Put the next question in the outbox; None when one was asked within the minute.

        However many press at once, one question is asked. Raises Gone when all have been, or
        when the topic isn't in this group.
        """
        now = self._now()

        def work(connection: Connection) -> Row | None:
            post, topic = self._with_topic(topics.find(connection, post_id))
            if post.group_id != person.group_id:
                raise Gone("topics.refused.gone")
            position = next_question(post, now)
            if position is None:
                return None
            if position >= len(topic.questions):
                raise Gone("topics.refused.no_more_questions")
            row = self._row(
                "topic.question",
                post.group_id,
                post.thread_id or post.channel_id,
                f"{post_id}/{position}",
                now,
            )
            topics.set_asked(connection, post_id, position + 1, now)
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def set_thread(self, post_id: str, thread_id: int) -> None:
        """Note the thread on a post's card."""
        await self._database.write(topics.set_thread, post_id, thread_id)

    def _with_topic(self, post: TopicPost | None) -> tuple[TopicPost, Topic]:
        topic = self._library.get(post.slug) if post else None
        if post is None or topic is None:
            raise Gone("topics.refused.gone")
        return post, topic

    def _row(self, kind: str, group_id: int, channel_id: int, subject: str, now: datetime) -> Row:
        mark = new_mark(self._chance)
        return Row(mark, kind, group_id, channel_id, subject, Step.WAITING, now, now)
