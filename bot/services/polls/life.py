"""The life of a poll after its opening: more time, taken down, found again, asked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.outbox import Row
from bot.domain.people import Person, is_facilitator, is_moderator, refused, require_facilitator
from bot.domain.polls.options import NUMBERS
from bot.domain.polls.poll import Poll, State
from bot.domain.polls.result import Kind, Result
from bot.domain.refusals import BadInput, Gone
from bot.services.polls.usecase import UseCase, new_row
from bot.storage import decision_due, groups, outbox, polls, proposed, record
from bot.storage.database import Connection

LONGER = (60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60)
MAX_REASON = 300
PAGE = 10
Sees = Callable[[int], bool]


class Life(UseCase):
    """What can be done with a poll that was asked."""

    async def closable(self, person: Person, sees: Sees) -> list[Poll]:
        """Return the group's open polls in channels that the person sees, for a facilitator.

        `sees` says of a channel's id whether the person sees it. Raises NotAllowed.
        """

        def work(connection: Connection) -> list[Poll]:
            _require_keeper(connection, person)
            return polls.open_in_group(connection, person.group_id, self._now())

        return [poll for poll in await self._database.read(work) if sees(poll.channel_id)]

    async def list_open(self, person: Person, sees: Sees) -> list[Poll]:
        """Return the open polls that the person sees, the one that closes first at the top."""
        found = await self._database.read(polls.open_in_group, person.group_id, self._now())
        return [poll for poll in found if sees(poll.channel_id)]

    async def list_past(
        self, person: Person, sees: Sees, before: datetime, before_id: str = ""
    ) -> list[Poll]:
        """Return up to 10 closed polls that the person sees, the newest first.

        They ended before `before`; the next page begins after the last poll's end and id.
        """
        shown: list[Poll] = []
        while len(shown) < PAGE:
            page_end = (before, before_id)
            found = await self._database.read(polls.past_in_group, person.group_id, page_end, PAGE)
            shown += [poll for poll in found if sees(poll.channel_id)]
            if len(found) < PAGE:
                break
            before, before_id = found[-1].closes_at, found[-1].poll_id
        return shown[:PAGE]

    async def told(self, person: Person, poll_id: str, sees: Sees) -> Poll:
        """Return a poll that has its result, to read it again. Raises Gone."""
        poll = _seen(await self._database.read(polls.find, poll_id), person, sees)
        if poll.result is None:
            raise Gone("polls.close.under_way")
        return poll

    async def card_removed(self, poll_id: str) -> None:
        """Note that somebody removed a poll's card, so that nothing links to it any more."""
        await self._database.write(polls.set_message, poll_id, None)

    async def of_card(self, message_id: int) -> Poll | None:
        """Return the open poll whose card is this message, or None."""
        return await self._database.read(polls.of_message, message_id)

    async def number_hands(self, poll_id: str) -> Poll:
        """Give every option of a show of hands its number, as Discord lacks one of the emojis."""

        def work(connection: Connection) -> Poll:
            poll = polls.find(connection, poll_id)
            if poll is None:
                raise Gone("polls.refused.gone")
            polls.set_emojis(connection, poll_id, NUMBERS[: len(poll.options)])
            return polls.find(connection, poll_id) or poll

        return await self._database.write(work)

    async def extend(self, person: Person, poll_id: str, minutes: int, sees: Sees) -> Row:
        """Give a poll more time, and tell everyone. Raises NotAllowed, Gone, BadInput."""
        if minutes not in LONGER:
            raise BadInput("polls.refused.form_changed")

        def work(connection: Connection) -> Row:
            require_facilitator(person, groups.roles(connection, person.group_id))
            poll = _seen(polls.find(connection, poll_id), person, sees)
            if poll.state is State.CLOSED or poll.due(self._now()):
                raise Gone("polls.refused.closed_already")
            until = poll.closes_at + timedelta(minutes=minutes)
            polls.set_closing(connection, poll_id, until)
            if reminder := replace(poll, closes_at=until).reminder_at:
                outbox.move(connection, "poll.reminder", poll_id, reminder)
            detail = str(int(until.timestamp()))
            row = new_row("poll.extended", poll, self._now(), self._chance, detail=detail)
            outbox.add(connection, row)
            return row

        return await self._database.write(work)

    async def take_down(self, person: Person, poll_id: str, reason: str, sees: Sees) -> Row:
        """Take an open poll down at once; its ballots are destroyed unopened.

        The reason is shown to the members, and it stands in the record. Raises NotAllowed, Gone,
        BadInput.
        """
        told = " ".join(reason.split())
        if not told or len(told) > MAX_REASON:
            raise BadInput("polls.refused.reason", most=MAX_REASON)
        now = self._now()

        def work(connection: Connection) -> Row:
            _require_keeper(connection, person)
            poll = _seen(polls.find(connection, poll_id), person, sees)
            if not polls.close(connection, poll_id, Result(Kind.TAKEN_DOWN), now, reason=told):
                raise Gone("polls.refused.closed_already")
            proposed.forget(connection, poll_id)
            decision_due.poll_changed(connection, poll_id, now)
            row = new_row("poll.result", poll, now, self._chance)
            outbox.add(connection, row)
            place = {"channel": poll.channel_id, "message": poll.message_id or 0}
            record.add(connection, person.group_id, "poll_taken_down", person.user_id, now, **place)
            return row

        row = await self._database.write(work)
        await self._boxes.destroy(poll_id)
        return row


def _seen(poll: Poll | None, person: Person, sees: Sees) -> Poll:
    if poll is None or poll.group_id != person.group_id or not sees(poll.channel_id):
        raise Gone("polls.refused.gone")
    return poll


def _require_keeper(connection: Connection, person: Person) -> None:
    roles = groups.roles(connection, person.group_id)
    if not (is_facilitator(person, roles) or is_moderator(person, roles)):
        raise refused(person, "people.refused.facilitator")
