"""What is due: schedules post their topics, and ask the group beforehand where it is to choose."""

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from bot.domain.polls.poll import Poll, State
from bot.domain.topics.choosing import Choice, Posted, Reason, choose
from bot.domain.topics.missed import due, next_one
from bot.domain.topics.planning import chance_for, choose_at
from bot.domain.topics.scheduled import (
    BALLOT_LEAD,
    BALLOT_OF,
    Ballot,
    Schedule,
    asks_group,
    next_look,
)
from bot.domain.topics.topic import Topic, TopicPost
from bot.services.chance import new_id
from bot.services.polls.asking import Asking
from bot.services.topics.usecase import UseCase, history, new_row
from bot.storage import groups, outbox, polls, schedules, topics
from bot.storage.database import Connection
from bot.words import say

log = logging.getLogger(__name__)

BATCH = 100
LEAST_CHOICE = 2


@dataclass(frozen=True)
class Due(UseCase):
    """What schedules do when their time comes."""

    _asking: Asking

    async def do_due(self) -> None:
        """Do what is due, schedule by schedule in the order of their times.

        One that can't be done is logged and tried again; it holds up no other.
        """
        for schedule_id in await self._database.read(schedules.due, self._now(), BATCH):
            try:
                asking = await self._database.write(self._post, schedule_id)
                if asking is not None:
                    await self._ask(*asking)
            except Exception as trouble:  # noqa: BLE001 - it holds up no other
                log.error("schedule %s: %s", schedule_id, type(trouble).__name__)

    async def next_due(self) -> datetime | None:
        """Return when the next schedule is due, or None."""
        return await self._database.read(schedules.next_due)

    async def why(self, post_id: str) -> tuple[Reason, ...]:
        """Return why a post's topic was chosen; nothing for one that a person posted."""
        written = await self._database.read(topics.reasons, post_id)
        return tuple(Reason(each["key"], each["blanks"]) for each in json.loads(written))

    def _post(self, connection: Connection, schedule_id: str) -> tuple[Schedule, datetime] | None:
        """Post what is due and keep how far the schedule is; return what the group is to be asked.

        All in one transaction, so a topic is posted once, whatever happens in between.
        """
        now = self._now()
        schedule = schedules.find(connection, schedule_id)
        if schedule is None:
            return None
        quiet = groups.quiet(connection, schedule.group_id)
        found = due(schedule.recurrence, schedule.progress, now, schedule.late, quiet)
        if found.post is not None:
            self._put(connection, schedule, found.post, now)
        schedule = replace(schedule, progress=found.progress)
        schedules.put(connection, schedule, next_look(schedule, now, quiet), now)
        at = next_one(schedule.recurrence, schedule.progress, quiet)
        if at is None or now < at - BALLOT_LEAD or not asks_group(schedule, at, now):
            return None
        return schedule, at

    def _put(self, connection: Connection, schedule: Schedule, at: datetime, now: datetime) -> None:
        every = self._shelf.of_group(connection, schedule.group_id)
        had = history(connection, schedule.group_id)
        choice = _voted(connection, schedule, at, every) or choose_at(schedule.plan, at, every, had)
        if choice.slug is None:
            log.warning("schedule %s has no topic to post", schedule.schedule_id)
            return
        where = schedule.wish.channel_id
        post = TopicPost(
            new_id(self._chance),
            schedule.group_id,
            where,
            choice.slug,
            intensity=every[choice.slug].intensity,
            role_id=schedule.wish.role_id,
            schedule_id=schedule.schedule_id,
            occurs_at=at,
        )
        reasons = json.dumps([asdict(each) for each in choice.reasons])
        if topics.add(connection, post, now, reasons):
            row = new_row("topic.card", schedule.group_id, where, post.post_id, now, self._chance)
            outbox.add(connection, row)

    async def _ask(self, schedule: Schedule, at: datetime) -> None:
        """Open the private poll in which the group chooses what to talk about at `at`."""
        now = self._now()
        offered = await self._database.read(self._offer, schedule, at)
        poll_id = new_id(self._chance)

        def asked(connection: Connection) -> None:
            ballot = Ballot(poll_id, at, tuple(topic.slug for topic in offered))
            asking = replace(schedule, ballot=ballot)
            quiet = groups.quiet(connection, schedule.group_id)
            schedules.put(connection, asking, next_look(asking, now, quiet), now)

        if len(offered) < LEAST_CHOICE:
            # Nothing to choose from: chance, or nobody, chooses.
            await self._database.write(asked)
            return
        poll = Poll(
            poll_id=poll_id,
            group_id=schedule.group_id,
            channel_id=schedule.wish.channel_id,
            author_id=schedule.author_id,
            question=say("topics.ballot.question"),
            options=tuple(topic.title for topic in offered),
            method="approval",
            opened_at=now,
            # A moment before, so that it is counted when the topic is due.
            closes_at=at - timedelta(seconds=1),
            standing=False,
        )
        await self._asking.open_for_group(poll, asked)

    def _offer(self, connection: Connection, schedule: Schedule, at: datetime) -> list[Topic]:
        left = self._shelf.of_group(connection, schedule.group_id)
        had: list[Posted] = history(connection, schedule.group_id)
        offered: list[Topic] = []
        for number in count():
            chance = chance_for(f"{schedule.schedule_id}/{number}", at)
            slug = choose(left, schedule.pool, had, chance).slug
            if slug is None or len(offered) == BALLOT_OF:
                return offered
            offered.append(left.pop(slug))
        return offered


def _voted(
    connection: Connection, schedule: Schedule, at: datetime, every: dict[str, Topic]
) -> Choice | None:
    """Return what the group chose for this time, None where it wasn't asked."""
    ballot = schedule.ballot
    if ballot is None or ballot.at != at:
        return None
    offered = [slug for slug in ballot.slugs if slug in every]
    poll = polls.find(connection, ballot.poll_id)
    if poll is None or not offered:
        return None
    result = poll.result if poll.state is State.CLOSED else None
    if result is not None and result.leading is not None:
        slug = ballot.slugs[result.leading]
        if slug in every:
            return Choice(slug, (Reason("topics.chosen.group_chose"),))
    chance = chance_for(schedule.schedule_id, at)
    undecided = Reason("topics.chosen.group_undecided", {"count": len(offered)})
    return Choice(chance.choice(offered), (undecided,))
