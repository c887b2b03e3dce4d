"""Posting: finding a topic, posting it, going deeper, and closing its circle."""

from bot.domain.outbox import Row
from bot.domain.people import (
    Person,
    is_facilitator,
    refused,
    require_facilitator,
    require_voice,
)
from bot.domain.refusals import Gone
from bot.domain.topics.topic import Pins, Topic, TopicPost, matches, next_question
from bot.services.chance import new_id
from bot.services.topics.usecase import UseCase, new_row
from bot.storage import groups, outbox, schedules, topics
from bot.storage.database import Connection


class Posting(UseCase):
    """What is done with one topic at a time."""

    async def search(self, group_id: int, typed: str, most: int = 25) -> list[Topic]:
        """Return up to `most` topics that fit what was typed, those whose title fits first."""
        every = await self._database.read(self._shelf.of_group, group_id)
        found = [topic for topic in every.values() if matches(topic, typed)]
        wanted = typed.casefold()
        return sorted(found, key=lambda topic: wanted not in topic.title.casefold())[:most]

    async def propose(self, person: Person, name: str) -> tuple[str, Topic]:
        """Return a new post's id and the topic, to be looked at before it is posted.

        `name` is a slug or an exact title. Raises NotAllowed and Gone.
        """

        def work(connection: Connection) -> Topic:
            require_facilitator(person, groups.roles(connection, person.group_id))
            return self._shelf.named(connection, person.group_id, name)

        return new_id(self._chance), await self._database.read(work)

    async def post(self, person: Person, channel_id: int, post_id: str, slug: str) -> Row:
        """Put the topic in the outbox for a channel. Raises NotAllowed, Gone if done already."""
        now = self._now()
        row = new_row("topic.card", person.group_id, channel_id, post_id, now, self._chance)

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            topic = self._shelf.named(connection, person.group_id, slug)
            post = TopicPost(
                post_id, person.group_id, channel_id, topic.slug, intensity=topic.intensity
            )
            if not topics.add(connection, post, now):
                raise Gone("topics.refused.posted_already")
            outbox.add(connection, row)

        await self._database.write(work)
        return row

    async def posted(self, post_id: str) -> tuple[TopicPost, Topic]:
        """Return a post and its topic, for drawing. Raises Gone."""
        return await self._database.read(self._found, post_id)

    async def look(self, person: Person, post_id: str) -> tuple[TopicPost, Topic]:
        """Return a post of where the person is, and its topic. Raises Gone."""
        post, topic = await self._database.read(self._found, post_id)
        _require_here(post, person)
        return post, topic

    async def go_deeper(self, person: Person, post_id: str) -> Row | None:
        """Put the next question in the outbox; None when one was asked within the minute.

        However many press at once, one question is asked. Raises NotAllowed; Gone when all have
        been, when the circle is closed, or when the topic isn't where the person is.
        """
        now = self._now()

        def work(connection: Connection) -> Row | None:
            post, topic = self._found(connection, post_id)
            _require_here(post, person)
            require_voice(person)
            if post.closed_at is not None:
                raise Gone("topics.refused.closed")
            position = next_question(post, now)
            if position is None:
                return None
            if position >= len(topic.questions):
                raise Gone("topics.refused.no_more_questions")
            row = self._in_thread("topic.question", post, f"{post_id}/{position}")
            topics.set_asked(connection, post_id, position + 1, now)
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def check_may_close(self, person: Person, post_id: str) -> Topic:
        """Return the topic whose circle the person may close. Raises NotAllowed, Gone."""
        return (await self._database.read(self._closable, person, post_id))[1]

    async def close(self, person: Person, post_id: str, *, ask_feedback: bool) -> Row:
        """Close a topic's circle: its closing round goes into the outbox, once.

        Raises NotAllowed; Gone when it is closed already.
        """
        now = self._now()

        def work(connection: Connection) -> Row:
            post, _ = self._closable(connection, person, post_id)
            topics.set_closed(connection, post_id, now)
            row = self._in_thread("topic.closing", post, f"{post_id}/{int(ask_feedback)}")
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def set_thread(self, post_id: str, thread_id: int) -> None:
        """Note the thread on a post's card."""
        await self._database.write(topics.set_thread, post_id, thread_id)

    async def pins(self, post_id: str) -> Pins | None:
        """Return what a post changes among the pins, None where its schedule doesn't pin."""

        def work(connection: Connection) -> Pins | None:
            post = topics.find(connection, post_id)
            if post is None or post.schedule_id is None:
                return None
            schedule = schedules.find(connection, post.schedule_id)
            if schedule is None or not schedule.wish.pin:
                return None
            latest = not topics.has_later_card(connection, post)
            return Pins(topics.card_before(connection, post), pin=latest)

        return await self._database.read(work)

    def _found(self, connection: Connection, post_id: str) -> tuple[TopicPost, Topic]:
        post = topics.find(connection, post_id)
        topic = self._shelf.find(connection, post.group_id, post.slug) if post else None
        if post is None or topic is None:
            raise Gone("topics.refused.gone")
        return post, topic

    def _closable(
        self, connection: Connection, person: Person, post_id: str
    ) -> tuple[TopicPost, Topic]:
        post, topic = self._found(connection, post_id)
        _require_here(post, person)
        if not is_facilitator(person, groups.roles(connection, person.group_id)):
            raise refused(person, "topics.refused.closing")
        if post.closed_at is not None:
            raise Gone("topics.refused.closed")
        return post, topic

    def _in_thread(self, kind: str, post: TopicPost, subject: str) -> Row:
        where = post.thread_id or post.channel_id
        return new_row(kind, post.group_id, where, subject, self._now(), self._chance)


def _require_here(post: TopicPost, person: Person) -> None:
    here = person.channel_id in (post.channel_id, post.thread_id)
    if post.group_id != person.group_id or not here:
        raise Gone("topics.refused.gone")
