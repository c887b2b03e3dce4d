"""Telling: what members can read of decisions, as Markdown for their group's records."""

from collections.abc import AsyncGenerator, Callable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.decisions.markdown import escaped
from bot.domain.decisions.telling import Binder, Part, Told, chapter, opening
from bot.domain.people import Person
from bot.domain.polls.methods import METHODS
from bot.domain.polls.moments import written
from bot.domain.polls.poll import Poll
from bot.domain.refusals import Gone
from bot.services.decisions.reading import Reading, Shown
from bot.services.steps import Sees, today
from bot.storage import groups
from bot.storage.database import Connection
from bot.words import say
from bot.words.results import Show, numbers_told, outcome_told


class Telling(Reading):
    """What is taken along. Nobody can take along what they can't read."""

    async def one(self, person: Person, decision_id: str, sees: Sees, group: str) -> bytes:
        """Return one decision as a file; `group` is the group's name. Raises Gone."""
        shown = await self.show(person, decision_id, sees)
        begin, zone = await self._means(person, group)
        return f"{begin(1)}\n{chapter(_told(shown, zone), say)}".encode()

    async def several(
        self, person: Person, ids: list[str], sees: Sees, group: str, largest: int
    ) -> AsyncGenerator[Part]:
        """Yield decisions as files of at most `largest` bytes, one of them held at a time."""
        begin, zone = await self._means(person, group)
        binder = Binder(begin, largest)
        for decision_id in ids:
            try:
                shown = await self.show(person, decision_id, sees)
            except Gone:
                # It went while the others were written.
                continue
            if full := binder.add(chapter(_told(shown, zone), say)):
                yield full
        if rest := binder.finish():
            yield rest

    async def _means(self, person: Person, group: str) -> tuple[Callable[[int], str], ZoneInfo]:
        """Return how a file of a number begins, and the zone of the group's clocks."""

        def work(connection: Connection) -> tuple[date, str]:
            zone = groups.settings(connection, person.group_id).zone
            return today(connection, person.group_id, self._now()), zone

        day, zone = await self._database.read(work)
        return lambda number: opening(group, day, number, say), ZoneInfo(zone)


def _told(shown: Shown, zone: ZoneInfo) -> Told:
    polls = (tuple(_vote(poll, zone)) for poll in (shown.vote, shown.review_poll))
    return Told(shown.decision, shown.notes, shown.options, shown.moves, *polls)


def _vote(poll: Poll | None, zone: ZoneInfo) -> Iterator[str]:
    """Yield the paragraphs on a poll: what was asked, and what came of it as its card told it."""
    if poll is None:
        return
    show = _show(zone)
    yield say("decisions.whole.vote_question", question=escaped(poll.question))
    result = poll.result
    if result is None:
        yield say("decisions.whole.vote_open")
    numbers = numbers_told(poll, result, show) if result is not None else None
    if numbers is None:
        # Without a line for each of them nobody would know what there was to choose from.
        options = (show(poll, position) for position in range(len(poll.options)))
        yield f"{say('decisions.export.choose')}\n\n{_numbered(options)}"
    if result is not None:
        told = outcome_told(poll, result, show, escaped)
        yield "  \n".join(each.removeprefix("-# ") for each in told)
    if numbers is not None:
        yield f"{numbers.head}\n\n{_numbered(line for line, _ in numbers.lines)}"
        yield from numbers.below


def _show(zone: ZoneInfo) -> Show:
    def show(poll: Poll, position: int) -> str:
        option = poll.options[position]
        if METHODS[poll.method].moments:
            return f"{written(option, zone)} ({escaped(zone.key)})"
        return escaped(option)

    return show


def _numbered(lines: Iterator[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
