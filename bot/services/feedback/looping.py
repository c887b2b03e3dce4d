"""Closing the loop: moderators tell the group what became of what it said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.feedback.batch import SETTLING
from bot.domain.feedback.item import (
    Item,
    Message,
    Moderator,
    Said,
    Stage,
    State,
    answered,
)
from bot.domain.feedback.loop import Entry, Outcome, check_entry, check_room, fitting
from bot.domain.feedback.wanted import Wanted
from bot.domain.outbox import Row
from bot.domain.people import Person, is_moderator
from bot.domain.refusals import BadInput, Gone
from bot.services.chance import new_id
from bot.services.feedback.usecase import UseCase, only_moderators
from bot.storage import groups, outbox
from bot.storage.database import Connection
from bot.storage.feedback import items, loop

PAGE = 5
CHOOSABLE = 25
CARD = "feedback.loop"


@dataclass(frozen=True, slots=True)
class Told:
    """What a moderator writes for the group: see Entry."""

    said: str
    did: str
    outcome: Outcome
    by_whom: str


@dataclass(frozen=True, slots=True)
class Past:
    """What was posted, the newest first; whether more follow; whether the person may add."""

    entries: tuple[Entry, ...]
    more: bool
    may_add: bool


@dataclass(frozen=True)
class Looping(UseCase):
    """*You said, we did*."""

    async def past(self, person: Person, skip: int = 0) -> Past:
        """Return up to 5 entries that were posted in the person's group, after `skip` newer ones.

        Every member may read them all.
        """

        def work(connection: Connection) -> Past:
            found = loop.posted(connection, person.group_id, skip, PAGE + 1)
            may_add = is_moderator(person, groups.roles(connection, person.group_id))
            shown = fitting(found, PAGE)
            return Past(shown, len(found) > len(shown), may_add)

        return await self._database.read(work)

    async def choosable(self, person: Person) -> list[Item]:
        """Return up to 25 items to tell of, the newest week first. Raises NotAllowed."""

        def work(connection: Connection) -> list[Item]:
            only_moderators(connection, person)
            return items.told(connection, person.group_id, Wanted(), most=CHOOSABLE)

        return await self._database.read(work)

    async def prepare(
        self, person: Person, name: str, chosen: Sequence[str], told: Told
    ) -> list[Entry]:
        """Keep an entry about the chosen items, and answer each of them with it.

        It can be posted a day after the last of the items was told of, at the earliest. Returns all
        that is prepared. Raises NotAllowed, BadInput; Gone when an item was taken back.
        """

        def work(connection: Connection) -> list[Entry]:
            only_moderators(connection, person)
            now = self._now()
            found = [self._chosen(connection, person, each) for each in chosen]
            entry = check_entry(
                Entry(
                    entry_id=new_id(self._chance),
                    group_id=person.group_id,
                    said=told.said,
                    did=told.did,
                    outcome=told.outcome,
                    by_whom=told.by_whom,
                    ready_at=max((_ready_at(item, now) for item in found), default=now),
                )
            )
            check_room([*loop.prepared(connection, person.group_id), entry])
            loop.add(connection, entry)
            for item in found:
                _answer(connection, item, entry, Moderator(person.user_id, name, now.date()))
            if found:
                self._tell_group(connection, person.group_id)
            return loop.prepared(connection, person.group_id)

        return await self._database.write(work)

    async def prepared(self, person: Person) -> list[Entry]:
        """Return what moderators prepare. Raises NotAllowed."""

        def work(connection: Connection) -> list[Entry]:
            only_moderators(connection, person)
            return loop.prepared(connection, person.group_id)

        return await self._database.read(work)

    async def drop(self, person: Person, entry_id: str) -> list[Entry]:
        """Drop a prepared entry; return the others. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> list[Entry]:
            only_moderators(connection, person)
            if not loop.remove(connection, person.group_id, entry_id):
                raise Gone("feedback.refused.loop_gone")
            return loop.prepared(connection, person.group_id)

        return await self._database.write(work)

    async def post(self, person: Person, channel_id: int) -> Row:
        """Put all that is prepared on one card, for this channel.

        Raises NotAllowed; BadInput within a day of an item; Gone when nothing is prepared, as
        when somebody else posted it a moment ago.
        """
        now = self._now()

        def work(connection: Connection) -> Row:
            only_moderators(connection, person)
            entries = loop.prepared(connection, person.group_id)
            if not entries:
                raise Gone("feedback.refused.loop_gone")
            ready_at = max(entry.ready_at for entry in entries)
            if ready_at > now:
                raise BadInput("feedback.refused.loop_early", when=int(ready_at.timestamp()))
            card_id = new_id(self._chance)
            loop.post(connection, person.group_id, card_id, now)
            row = self._new_row(CARD, (person.group_id, channel_id), card_id)
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def on_card(self, card_id: str) -> list[Entry]:
        """Return the entries of a card, in an order that says nothing."""
        return await self._database.read(loop.on_card, card_id)

    def _chosen(self, connection: Connection, person: Person, item_id: str) -> Item:
        item = items.find_seen(connection, item_id)
        if item is None or item.group_id != person.group_id:
            raise Gone("feedback.refused.gone")
        return item


def _ready_at(item: Item, now: datetime) -> datetime:
    if item.stage is Stage.SETTLED or item.moves_at is None:
        return now
    # One that waits for its batch (it bears a name) settles a day after that.
    return item.moves_at if item.stage is Stage.FRESH else item.moves_at + SETTLING


def _answer(connection: Connection, item: Item, entry: Entry, by: Moderator) -> None:
    state = State(entry.outcome.value)
    after = answered(item, state, by.day)
    message = Message(
        place=item.next_place,
        said=Said.ANSWER,
        text=entry.did,
        heard=entry.said,
        state=state,
        by=by,
    )
    items.put(connection, after, message)
