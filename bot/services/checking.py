"""Checking: what a group's channels are used for, and telling moderators of what is lacking."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.checking import LATELY, Use, Uses
from bot.domain.outbox import Row, Step
from bot.domain.people import Person, require_moderator
from bot.domain.polls.poll import Reacting
from bot.services.chance import new_mark
from bot.services.outbox import CHECK
from bot.services.topics.shelf import Shelf
from bot.storage import checking, decisions, groups, outbox, polls, schedules, topics
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Checking:
    """The use cases of `/group check`, and of the same at start."""

    _database: Database
    _shelf: Shelf
    _now: Callable[[], datetime]
    _chance: Random

    async def uses(self, person: Person) -> Uses:
        """Return what the person's group uses, and where they are. Raises NotAllowed."""

        def work(connection: Connection) -> Uses:
            require_moderator(person, groups.roles(connection, person.group_id))
            return self._uses(connection, person.group_id, here=person.channel_id)

        return await self._database.read(work)

    async def uses_of(self, group_id: int) -> Uses:
        """Return what a group uses, for a look that nobody asked for."""
        return await self._database.read(self._uses, group_id)

    async def tell(self, group_id: int, lacking: frozenset[str]) -> bool:
        """Put it in the outbox that something is lacking, if moderators weren't told of it yet.

        `lacking` are marks of what is lacking now. What is mended meanwhile is forgotten, so that
        they are told if it comes back. Returns whether there is something to send. A group
        without a moderators' channel is told nothing.
        """

        def work(connection: Connection) -> bool:
            channel = groups.settings(connection, group_id).moderators_channel
            if channel is None:
                return False
            # Whoever sees another channel may not have seen what was told in the one before.
            now_lacking = frozenset(f"{channel}: {each}" for each in lacking)
            before = checking.told_lacking(connection, group_id)
            if now_lacking != before:
                checking.set_told_lacking(connection, group_id, now_lacking)
            if now_lacking <= before:
                return False
            mark, now = new_mark(self._chance), self._now()
            row = (mark, CHECK, group_id, channel, f"{group_id}/{mark}", Step.WAITING, now, now)
            outbox.add(connection, Row(*row))
            return True

        return await self._database.write(work)

    def _uses(self, connection: Connection, group_id: int, here: int | None = None) -> Uses:
        found: defaultdict[int, set[Use]] = defaultdict(set)
        for poll in polls.open_in_group(connection, group_id, self._now()):
            found[poll.channel_id].add(Use.POLL)
            if poll.reacting is Reacting.HANDS:
                found[poll.channel_id].add(Use.HANDS)
        settings = groups.settings(connection, group_id)
        for channel, use in (
            (settings.moderators_channel, Use.MODERATORS),
            (settings.feedback_channel, Use.FEEDBACK),
            (here, Use.HERE),
        ):
            if channel is not None:
                found[channel].add(use)
        for channel in checking.waiting_channels(connection, group_id):
            found[channel].add(Use.WAITING)
        for channel in topics.channels_since(connection, group_id, self._now() - LATELY):
            found[channel].add(Use.TOPIC)
        for channel in decisions.channels_open(connection, group_id):
            found[channel].add(Use.DECISION)
        empty, paused = self._schedules(connection, group_id, found)
        channels = {channel: frozenset(uses) for channel, uses in found.items()}
        return Uses(channels, empty, paused, settings.moderators_channel)

    def _schedules(
        self, connection: Connection, group_id: int, found: defaultdict[int, set[Use]]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Add the schedules' channels; return those without topics, and those that are paused."""
        shelf = self._shelf.of_group(connection, group_id).values()
        empty: list[int] = []
        paused: list[int] = []
        for schedule in schedules.of_group(connection, group_id):
            channel = schedule.wish.channel_id
            if schedule.progress.paused:
                paused.append(channel)
                continue
            found[channel] |= {Use.SCHEDULE, *([Use.PINS] if schedule.wish.pin else [])}
            if schedule.wish.ballot:
                found[channel].add(Use.POLL)
            if not any(schedule.pool.fits(topic) for topic in shelf):
                empty.append(channel)
        return tuple(empty), tuple(paused)
