"""Asking for feedback: from what was typed, over a draft, to a request that closes on time."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.feedback.check_out import tell
from bot.domain.feedback.request import Asks, Request, Typed, check, check_open
from bot.domain.outbox import Row
from bot.domain.people import Person, require_facilitator
from bot.domain.refusals import BadInput, Gone
from bot.services.chance import new_id
from bot.services.feedback.usecase import UseCase
from bot.storage import erasing, groups, outbox
from bot.storage.database import Connection
from bot.storage.feedback import requests

log = logging.getLogger(__name__)

DRAFT_KEPT = timedelta(days=1)
BATCH = 100
# The card of a request, and its change to what it is once it is closed.
CARD = "feedback.request"
CLOSED = "feedback.closed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What became of a form: the text is kept under `request_id`, and is checked or in trouble."""

    request_id: str
    typed: Typed
    checked: Typed | None = None
    trouble: BadInput | None = None


class Asking(UseCase):
    """Drafting, opening and closing requests."""

    async def check_may_ask(self, person: Person) -> None:
        """Refuse somebody who may not ask, before they have typed anything. Raises NotAllowed."""
        require_facilitator(person, await self._database.read(groups.roles, person.group_id))

    async def propose(self, person: Person, typed: Typed, request_id: str = "") -> Proposal:
        """Keep what was typed and check it. Nothing is posted.

        `request_id` names the person's own draft to replace. A trouble in the text is returned,
        not raised, as the text is kept. Raises NotAllowed.
        """
        fresh, now = new_id(self._chance), self._now()
        where = (person.group_id, person.channel_id, person.user_id)

        def work(connection: Connection) -> str:
            require_facilitator(person, groups.roles(connection, person.group_id))
            # What was posted meanwhile, or is somebody else's, is left alone.
            mine = requests.draft(connection, request_id, person.group_id, person.user_id)
            kept_under = request_id if mine else fresh
            requests.save_draft(connection, kept_under, where, typed, now)
            return kept_under

        kept_under = await self._database.write(work)
        try:
            return Proposal(kept_under, typed, checked=check(typed))
        except BadInput as trouble:
            return Proposal(kept_under, typed, trouble=trouble)

    async def typed(self, person: Person, request_id: str) -> Typed:
        """Return the person's own draft as it was typed. Raises Gone."""
        return await self._database.read(self._draft, person, request_id)

    async def discard(self, person: Person, request_id: str) -> None:
        """Forget the person's own draft. Raises Gone when it is posted already."""

        def work(connection: Connection) -> None:
            _refuse_own(requests.find(connection, request_id), person)
            requests.delete_draft(connection, request_id, person.group_id, person.user_id)

        await self._database.write(work)

    async def open(self, person: Person, request_id: str, seen_in: int | None = None) -> Row:
        """Open the person's draft in `person.channel_id` and put its card in the outbox.

        `seen_in` is the channel that one must see to be told of it later, if it is another one:
        of a public thread the one that it is in. Returns the card's row. Raises NotAllowed, Gone,
        BadInput.
        """
        now = self._now()
        row = self._new_row(CARD, (person.group_id, person.channel_id), request_id)

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            typed = check(self._draft(connection, person, request_id))
            closes_at = now + timedelta(hours=typed.hours)
            where = (person.channel_id, seen_in or person.channel_id)
            requests.open_draft(connection, request_id, where, typed, closes_at)
            outbox.add(connection, row)

        await self._database.write(work)
        return row

    async def posted(self, request_id: str) -> Request:
        """Return a request that was posted, open or closed, for drawing it. Raises Gone."""
        return _there(await self._database.read(requests.find, request_id))

    async def find(self, group_id: int, request_id: str) -> Request | None:
        """Return a group's request that was posted, open or closed, or None."""
        found = await self._database.read(requests.find, request_id)
        return found if found is not None and found.group_id == group_id else None

    async def open_request(self, group_id: int, request_id: str) -> Request:
        """Return a group's open request. Raises Gone for one that is closed or unknown here."""
        found = _there(await self.find(group_id, request_id))
        check_open(found, self._now())
        return found

    async def close_due(self) -> int:
        """Close the requests whose time has passed, the oldest first; return how many.

        One that can't be closed is logged and tried again; it holds up no other.
        """
        closed = 0
        for request_id in await self._database.read(requests.due, self._now(), BATCH):
            try:
                await self._database.write(self._close, request_id)
                closed += 1
            except Exception as trouble:  # noqa: BLE001 - it holds up no other
                log.error("request %s can't be closed: %s", request_id, type(trouble).__name__)
        return closed

    async def sweep_drafts(self) -> None:
        """Forget the drafts whose day is over."""
        await self._database.write(requests.delete_old_drafts, self._now() - DRAFT_KEPT)

    def _close(self, connection: Connection, request_id: str) -> None:
        """Keep what may be told, let single answers go, and plan the card's change, all in one.

        A card that isn't in its channel yet changes by itself, right after it was sent.
        """
        request = _there(requests.find(connection, request_id))
        told = None
        if request.asks is Asks.CHECK_OUT:
            told = tell(requests.answers(connection, request_id))
            erasing.ask(connection, self._now())
        requests.close(connection, request_id, told)
        if request.message_id is not None:
            row = self._new_row(CLOSED, (request.group_id, request.channel_id), request_id)
            outbox.add(connection, row)
            # Nothing is to be sent: what follows is all there is to do.
            outbox.set_sent(connection, row.row_id, request.message_id)

    @staticmethod
    def _draft(connection: Connection, person: Person, request_id: str) -> Typed:
        found = requests.draft(connection, request_id, person.group_id, person.user_id)
        if found is None:
            _refuse_own(requests.find(connection, request_id), person)
            raise Gone("feedback.ask.refused.draft_gone")
        return found


def _there(found: Request | None) -> Request:
    if found is None:
        raise Gone("feedback.ask.refused.gone")
    return found


def _refuse_own(posted: Request | None, person: Person) -> None:
    """Refuse what its author has posted already. Raises Gone.

    Nobody else learns from an id that there is such a request.
    """
    if posted is not None and posted.author_id == person.user_id:
        raise Gone("feedback.ask.refused.posted_already")
