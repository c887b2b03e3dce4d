"""What feedback is about: under the card of which poll, topic, request or decision it was given."""

from dataclasses import dataclass

from bot.domain.feedback.request import State
from bot.services.feedback.usecase import UseCase
from bot.services.topics.shelf import Shelf
from bot.storage import decisions, polls, topics
from bot.storage.database import Connection
from bot.storage.feedback import requests


@dataclass(frozen=True, slots=True)
class Subject:
    """What a piece of feedback is about: its name, and where its card stands."""

    title: str
    channel_id: int
    message_id: int | None


@dataclass(frozen=True)
class About(UseCase):
    """Finding what feedback is about."""

    _shelf: Shelf

    async def find(self, group_id: int, about: str) -> Subject | None:
        """Return what `about` stands for in a group.

        It reads `poll/...`, `topic/...`, `request/...` or `decision/...`.

        None for what is gone, belongs to another group, or never was. Whether a person may know
        of it is to be asked of its channel.
        """
        word, _, which = about.partition("/")
        look = {
            "poll": self._poll,
            "topic": self._topic,
            "request": self._request,
            "decision": self._decision,
        }.get(word)
        return await self._database.read(look, group_id, which) if look else None

    def _poll(self, connection: Connection, group_id: int, which: str) -> Subject | None:
        poll = polls.find(connection, which)
        if poll is None or poll.group_id != group_id:
            return None
        return Subject(poll.question, poll.channel_id, poll.message_id)

    def _topic(self, connection: Connection, group_id: int, which: str) -> Subject | None:
        post = topics.find(connection, which)
        topic = self._shelf.find(connection, group_id, post.slug) if post else None
        if post is None or topic is None or post.group_id != group_id:
            return None
        return Subject(topic.title, post.channel_id, post.message_id)

    def _request(self, connection: Connection, group_id: int, which: str) -> Subject | None:
        request = requests.find(connection, which)
        if request is None or request.group_id != group_id or request.state is State.DRAFT:
            return None
        return Subject(request.question, request.channel_id, request.message_id)

    def _decision(self, connection: Connection, group_id: int, which: str) -> Subject | None:
        decision = decisions.find(connection, which)
        if decision is None or decision.group_id != group_id or decision.shown_at > self._now():
            return None
        return Subject(decision.asked.what, decision.channel_id, decision.message_id)
