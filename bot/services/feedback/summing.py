"""Summing up: what every member may know of how sessions were, and of what becomes of feedback."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.feedback.summary import Counts, Past, Trend, counts, since, trend
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import Person
from bot.services.feedback.usecase import UseCase
from bot.storage.database import Connection
from bot.storage.feedback import answered, items, requests

# So far a trend looks back for check-outs that the person sees and that have enough answers.
LOOK_AT = 200


@dataclass(frozen=True, slots=True)
class Summary:
    """The trend of check-outs in channels that the person sees, and the group's counts."""

    trend: Trend
    counts: Counts


class Summing(UseCase):
    """What is told to everybody alike."""

    async def look(self, person: Person, sees: Callable[[int], bool]) -> Summary:
        """Return the summary of the person's group. Every member may read it.

        `sees` says of a channel's id whether the person sees it.
        """
        first = since(self._now().date())

        def work(connection: Connection) -> tuple[list[tuple[int, Past]], Counts]:
            group_id = person.group_id
            past = requests.closed_check_outs(connection, group_id, LOOK_AT)
            found = items.count(connection, group_id, Wanted(since=first))
            speeds = answered.first_answers(connection, group_id, first)
            return past, counts(found, speeds)

        past, counted = await self._database.read(work)
        shown = (each for seen_in, each in past if sees(seen_in))
        return Summary(trend(shown), counted)
