"""Reading: moderators look through what came in, answer it, and say what became of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.feedback.item import (
    Item,
    Message,
    Moderator,
    Said,
    State,
    answered,
    check_answer,
    check_text,
    check_version,
    check_words,
    seen,
)
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone
from bot.services.feedback.usecase import UseCase, only_moderators, told_in
from bot.storage import groups, record
from bot.storage.database import Connection
from bot.storage.feedback import items

PAGE = 8
CLOSED_DAYS = (1, 3, 7, 14)


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, the newest week first, and whether more follow; `closed_until` is the group's."""

    items: tuple[Item, ...]
    more: bool
    closed_until: datetime | None

    @property
    def end(self) -> tuple[date, str]:
        """Where the next page begins."""
        return self.items[-1].week, self.items[-1].item_id


@dataclass(frozen=True, slots=True)
class Reply:
    """What a moderator sends: what was understood, the answer, and the state it comes to.

    `version` is the item's as the moderator saw it; `bare` says that it is meant to have no words.
    """

    version: int
    heard: str
    text: str
    state: State
    bare: bool = False


@dataclass(frozen=True)
class Reading(UseCase):
    """What moderators may do with feedback."""

    async def page(
        self, person: Person, wanted: Wanted, after: tuple[date, str] | None = None
    ) -> Page:
        """Return up to 8 items from after a page's end. Raises NotAllowed."""

        def work(connection: Connection) -> Page:
            only_moderators(connection, person)
            found = items.told(connection, person.group_id, wanted, after=after, most=PAGE + 1)
            until = groups.private_closed_until(connection, person.group_id)
            closed = until if until is not None and until > self._now() else None
            return Page(tuple(found[:PAGE]), len(found) > PAGE, closed)

        return await self._database.read(work)

    async def item(self, person: Person, item_id: str) -> Item:
        """Return an item with its conversation, as moderators see it. Raises NotAllowed, Gone."""
        return seen(await self._database.read(self._readable, person, item_id))

    async def answer(self, person: Person, name: str, item_id: str, reply: Reply) -> Item:
        """Answer an item. Returns it as it is after that.

        The group is told with the next daily batch, without names, that answers wait. Raises
        NotAllowed; Gone when the conversation went on since the moderator looked; BadInput for
        "not now" without a reason, and for an answer without a word unless it is meant so.
        """
        heard = check_text(reply.heard) if reply.heard.strip() else ""
        text = check_text(reply.text) if reply.text.strip() else ""
        check_answer(reply.state, text)
        if not reply.bare:
            check_words(heard, text)

        def work(connection: Connection) -> Item:
            item = self._readable(connection, person, item_id)
            check_version(item, reply.version)
            today = self._now().date()
            after = answered(item, reply.state, today)
            message = Message(
                place=item.next_place,
                said=Said.ANSWER,
                text=text,
                heard=heard,
                state=reply.state,
                by=Moderator(person.user_id, name, today),
            )
            items.put(connection, after, message)
            self._tell_group(connection, person.group_id)
            return seen(replace(after, messages=(*after.messages, message)))

        return await self._database.write(work)

    async def told_in(self, group_id: int) -> int | None:
        """Return the channel in which a group is told that answers wait, or None."""
        return await self._database.read(told_in, group_id)

    async def tell_in(self, person: Person, channel_id: int) -> None:
        """Let the group be told in this channel that answers wait. Raises NotAllowed."""

        def work(connection: Connection) -> None:
            only_moderators(connection, person)
            before = groups.settings(connection, person.group_id)
            groups.set_settings(
                connection, person.group_id, replace(before, feedback_channel=channel_id)
            )
            self._note(connection, person, "feedback_channel_set", {"to": str(channel_id)})
            self._tell_group(connection, person.group_id)

        await self._database.write(work)

    async def close_private(self, person: Person, days: int) -> datetime | None:
        """Take no private feedback for some days; 0 takes it again. Returns until when.

        Every member may read it in the record. Raises NotAllowed, BadInput.
        """
        if days and days not in CLOSED_DAYS:
            raise BadInput("feedback.refused.days")
        until = self._now() + timedelta(days=days) if days else None

        def work(connection: Connection) -> None:
            only_moderators(connection, person)
            groups.set_private_closed(connection, person.group_id, until)
            kind = "private_feedback_closed" if days else "private_feedback_opened"
            self._note(connection, person, kind, {"days": days})

        await self._database.write(work)
        return until

    def _readable(self, connection: Connection, person: Person, item_id: str) -> Item:
        only_moderators(connection, person)
        item = items.find_seen(connection, item_id)
        if item is None or item.group_id != person.group_id:
            raise Gone("feedback.refused.gone")
        return item

    def _note(
        self, connection: Connection, person: Person, kind: str, details: dict[str, object]
    ) -> None:
        record.add(connection, person.group_id, kind, person.user_id, self._now(), **details)
