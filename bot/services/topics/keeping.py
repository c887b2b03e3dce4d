"""Keeping schedules: seen, paused, skipped, removed, and quiet on days that the group names."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.domain.topics.missed import next_one, pause, resume, skip_next, unskip
from bot.domain.topics.occurrences import Quiet
from bot.domain.topics.scheduled import Schedule, next_look
from bot.domain.topics.topic import Topic
from bot.services.topics.scheduling import Outlook, Scheduling
from bot.storage import groups, own_topics, schedules
from bot.storage.database import Connection

MOST_QUIET = 20
Sees = Callable[[int], bool]
Change = Callable[[Schedule, tuple[Quiet, ...]], Schedule]


class Keeping(Scheduling):
    """What is done with schedules that run."""

    async def of_group(self, person: Person, sees: Sees) -> list[tuple[Schedule, datetime | None]]:
        """Return the schedules for channels that the person sees, each with its next time.

        Every member may see them. `sees` says of a channel's id whether the person sees it.
        """

        def work(connection: Connection) -> list[tuple[Schedule, datetime | None]]:
            quiet = groups.quiet(connection, person.group_id)
            return [
                (each, next_one(each.recurrence, each.progress, quiet))
                for each in schedules.of_group(connection, person.group_id)
                if sees(each.wish.channel_id)
            ]

        return await self._database.read(work)

    async def look(self, person: Person, schedule_id: str, sees: Sees) -> Outlook:
        """Return a schedule with its next five posts. Raises Gone."""

        def work(connection: Connection) -> Outlook:
            return self.outlook(connection, _seen(connection, person, schedule_id, sees))

        return await self._database.read(work)

    async def tags(self, group_id: int, most: int = 22) -> list[str]:
        """Return the tags of the group's topics, `most` at most: those of the most topics.

        Up to half of them are from its own topics, of which there are few beside the library's.
        """

        def work(connection: Connection) -> list[str]:
            own = own_topics.of_group(connection, group_id).values()
            every = self._shelf.of_group(connection, group_id).values()
            offered = dict.fromkeys((*_tags(own)[: most // 2], *_tags(every)))
            return sorted(islice(offered, most))

        return await self._database.read(work)

    async def may_keep(self, person: Person) -> bool:
        """Say whether the person may change schedules."""

        def work(connection: Connection) -> bool:
            try:
                require_facilitator(person, groups.roles(connection, person.group_id))
            except NotAllowed:
                return False
            return True

        return await self._database.read(work)

    async def pause(self, person: Person, schedule_id: str, sees: Sees) -> Outlook:
        """Let a schedule post nothing until it is resumed. Raises NotAllowed, Gone."""
        return await self._change(
            person, schedule_id, sees, lambda each, _: replace(each, progress=pause(each.progress))
        )

    async def resume(self, person: Person, schedule_id: str, sees: Sees) -> Outlook:
        """Let a paused schedule go on; what came round meanwhile isn't posted.

        Raises NotAllowed, Gone.
        """
        now = self._now()
        return await self._change(
            person,
            schedule_id,
            sees,
            lambda each, _: replace(each, progress=resume(each.progress, now)),
        )

    async def skip_next(self, person: Person, schedule_id: str, sees: Sees) -> Outlook:
        """Leave out the next time. Raises NotAllowed, Gone."""
        now = self._now()

        def skipped(each: Schedule, quiet: tuple[Quiet, ...]) -> Schedule:
            progress, _ = skip_next(each.recurrence, each.progress, now, quiet)
            return replace(each, progress=progress)

        return await self._change(person, schedule_id, sees, skipped)

    async def unskip(self, person: Person, schedule_id: str, sees: Sees) -> Outlook:
        """Take back what was skipped last. Raises NotAllowed, Gone."""

        def taken_back(each: Schedule, _: tuple[Quiet, ...]) -> Schedule:
            skips = each.progress.skips
            last = unskip(each.progress, max(skips)) if skips else each.progress
            return replace(each, progress=last)

        return await self._change(person, schedule_id, sees, taken_back)

    async def remove(self, person: Person, schedule_id: str, sees: Sees) -> None:
        """Remove a schedule. What it has posted stays. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            _seen(connection, person, schedule_id, sees)
            schedules.remove(connection, schedule_id)

        await self._database.write(work)

    async def quiet(self, person: Person) -> tuple[Quiet, ...]:
        """Return the days on which no schedule of the group posts."""
        return await self._database.read(groups.quiet, person.group_id)

    async def add_quiet(self, person: Person, days: Quiet) -> tuple[Quiet, ...]:
        """Let no schedule post on these days; return all such days. Raises NotAllowed, BadInput."""

        def added(before: tuple[Quiet, ...]) -> tuple[Quiet, ...]:
            # What is over is of no more use.
            last_month = self._now().date().replace(day=1)
            kept = {each for each in before if each.last >= last_month} | {days}
            if len(kept) > MOST_QUIET:
                raise BadInput("topics.refused.much_quiet", most=MOST_QUIET)
            return tuple(sorted(kept, key=lambda each: (each.first, each.last)))

        return await self._set_quiet(person, added)

    async def remove_quiet(self, person: Person, days: Quiet) -> tuple[Quiet, ...]:
        """Let schedules post on these days again; return what is left. Raises NotAllowed."""
        return await self._set_quiet(
            person, lambda before: tuple(each for each in before if each != days)
        )

    async def _set_quiet(
        self, person: Person, change: Callable[[tuple[Quiet, ...]], tuple[Quiet, ...]]
    ) -> tuple[Quiet, ...]:
        now = self._now()

        def work(connection: Connection) -> tuple[Quiet, ...]:
            require_facilitator(person, groups.roles(connection, person.group_id))
            after = change(groups.quiet(connection, person.group_id))
            groups.set_quiet(connection, person.group_id, after)
            for each in schedules.of_group(connection, person.group_id):
                schedules.put(connection, each, next_look(each, now, after), now)
            return after

        return await self._database.write(work)

    async def _change(
        self, person: Person, schedule_id: str, sees: Sees, change: Change
    ) -> Outlook:
        now = self._now()

        def work(connection: Connection) -> Outlook:
            require_facilitator(person, groups.roles(connection, person.group_id))
            quiet = groups.quiet(connection, person.group_id)
            changed = change(_seen(connection, person, schedule_id, sees), quiet)
            schedules.put(connection, changed, next_look(changed, now, quiet), now)
            return self.outlook(connection, changed)

        return await self._database.write(work)


def _tags(topics: Iterable[Topic]) -> list[str]:
    # A number that is chosen in a schedule's form means an intensity.
    tags = (tag for topic in topics for tag in topic.tags if not tag.isdecimal())
    return [tag for tag, _ in Counter(tags).most_common()]


def _seen(connection: Connection, person: Person, schedule_id: str, sees: Sees) -> Schedule:
    found = schedules.find(connection, schedule_id)
    if found is None or found.group_id != person.group_id or not sees(found.wish.channel_id):
        raise Gone("topics.refused.schedule_gone")
    return found
