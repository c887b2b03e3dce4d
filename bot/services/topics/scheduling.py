"""Scheduling: from what was typed, over a draft that only its author sees, to what comes round."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import BadInput, Gone
from bot.domain.topics.missed import Progress
from bot.domain.topics.planning import Planned, preview_next
from bot.domain.topics.scheduled import Schedule, Wish, next_look, recurrence_of
from bot.domain.topics.topic import Topic
from bot.services.chance import new_id
from bot.services.topics.usecase import UseCase, history
from bot.storage import groups, schedules
from bot.storage.database import Connection

DRAFT_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A schedule with its next five posts, if nothing changes until then.

    `topics` holds every topic that the group has, by slug.
    """

    schedule: Schedule
    planned: tuple[Planned, ...]
    topics: dict[str, Topic]


@dataclass(frozen=True, slots=True)
class Draft:
    """What became of a form: the text is kept, and there is an outlook or a trouble."""

    schedule_id: str
    wish: Wish
    outlook: Outlook | None = None
    trouble: BadInput | None = None


class Scheduling(UseCase):
    """Drafting and starting schedules."""

    async def check_may_schedule(self, person: Person) -> str:
        """Return the group's time zone. Raises NotAllowed, before anything was typed."""

        def work(connection: Connection) -> str:
            require_facilitator(person, groups.roles(connection, person.group_id))
            return groups.settings(connection, person.group_id).zone

        return await self._database.read(work)

    async def propose(
        self, person: Person, wish: Wish, schedule_id: str = "", replaces: str = ""
    ) -> Draft:
        """Keep what was typed and look ahead. Nothing is scheduled.

        `schedule_id` names the person's own draft to replace, `replaces` a running schedule whose
        place it is to take. A trouble in the text is returned, not raised. Raises NotAllowed.
        """
        kept_under = schedule_id or new_id(self._chance)
        now = self._now()

        def work(connection: Connection) -> Draft:
            require_facilitator(person, groups.roles(connection, person.group_id))
            where = (kept_under, person.group_id, person.user_id)
            schedules.save_draft(connection, *where, wish, now, replaces or None)
            try:
                drafted = self._drafted(connection, person, kept_under, wish)
            except BadInput as trouble:
                return Draft(kept_under, wish, trouble=trouble)
            return Draft(kept_under, wish, self.outlook(connection, drafted))

        return await self._database.write(work)

    async def typed(self, person: Person, schedule_id: str) -> Wish:
        """Return the person's own draft as it was typed. Raises Gone."""
        return (await self._database.read(self._draft, person, schedule_id))[0]

    async def discard(self, person: Person, schedule_id: str) -> None:
        """Forget the person's own draft."""

        def work(connection: Connection) -> None:
            if schedules.draft(connection, schedule_id, person.group_id, person.user_id):
                schedules.remove(connection, schedule_id)

        await self._database.write(work)

    async def start(self, person: Person, schedule_id: str) -> Outlook:
        """Let the person's draft run from now on. Raises NotAllowed, Gone, BadInput."""
        now = self._now()

        def work(connection: Connection) -> Outlook:
            require_facilitator(person, groups.roles(connection, person.group_id))
            wish, replaces = self._draft(connection, person, schedule_id)
            started = self._drafted(connection, person, schedule_id, wish)
            before = schedules.find(connection, replaces) if replaces else None
            if before is not None and before.group_id == person.group_id:
                # Its past stays with it, so that the time just posted isn't posted again.
                schedules.remove(connection, schedule_id)
                handled = max(before.progress.handled, now)
                moved = replace(before.progress, handled=handled, skips=frozenset[datetime]())
                started = replace(started, schedule_id=before.schedule_id, progress=moved)
            quiet = groups.quiet(connection, person.group_id)
            schedules.put(connection, started, next_look(started, now, quiet), now)
            return self.outlook(connection, started)

        return await self._database.write(work)

    async def sweep_drafts(self) -> None:
        """Forget the drafts whose day is over."""
        await self._database.write(schedules.delete_old_drafts, self._now() - DRAFT_KEPT)

    def outlook(self, connection: Connection, schedule: Schedule) -> Outlook:
        """Return what a schedule will post next, beside the group's others."""
        others = schedules.of_group(connection, schedule.group_id)
        plans = [each.plan for each in others if each.schedule_id != schedule.schedule_id]
        topics = self._shelf.of_group(connection, schedule.group_id)
        planned = preview_next(
            [*plans, schedule.plan],
            schedule.schedule_id,
            topics,
            history(connection, schedule.group_id),
            groups.quiet(connection, schedule.group_id),
        )
        return Outlook(schedule, planned, topics)

    def _drafted(
        self, connection: Connection, person: Person, schedule_id: str, wish: Wish
    ) -> Schedule:
        zone = groups.settings(connection, person.group_id).zone
        return Schedule(
            schedule_id,
            person.group_id,
            person.user_id,
            wish,
            recurrence_of(wish, zone),
            Progress(self._now()),
            pool=wish.pooled(),
        )

    @staticmethod
    def _draft(connection: Connection, person: Person, schedule_id: str) -> tuple[Wish, str | None]:
        found = schedules.draft(connection, schedule_id, person.group_id, person.user_id)
        if found is None:
            raise Gone("topics.refused.draft_gone")
        return found


def move_schedules(connection: Connection, group_id: int, zone: str, now: datetime) -> None:
    """Let a group's schedules keep to the clocks of another time zone from now on."""
    quiet = groups.quiet(connection, group_id)
    for schedule in schedules.of_group(connection, group_id):
        moved = replace(schedule, recurrence=replace(schedule.recurrence, zone=zone))
        schedules.put(connection, moved, next_look(moved, now, quiet), now)
