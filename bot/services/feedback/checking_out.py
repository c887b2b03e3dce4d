"""Checking out: one person's four lines, kept until the check-out closes, leading to nobody."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.feedback.check_out import CheckOut
from bot.domain.feedback.request import Asks, Request, check_open
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.feedback.usecase import UseCase
from bot.storage.database import Connection
from bot.storage.feedback import requests

SECRET_BYTES = 32
KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody sees before they fill it: the request, and their own earlier check-out."""

    request: Request
    own: CheckOut | None


@dataclass(frozen=True)
class CheckingOut(UseCase):
    """Taking check-outs in.

    The secret is in memory alone: with it, a second check-out of a person takes the first one's
    place; without it, what is kept leads to nobody, not even for whoever has the file. After a
    restart it is another one, so a second check-out then counts beside the first.
    """

    _secret: bytes

    async def look(self, person: Person, request_id: str) -> Looked:
        """Return the open check-out, with the person's own if it is known. Raises Gone."""

        def work(connection: Connection) -> Looked:
            request = self._open(connection, person, request_id)
            own = requests.answer_of(connection, request_id, self._key(person, request_id))
            return Looked(request, own)

        return await self._database.read(work)

    async def send(self, person: Person, request_id: str, steps: Sequence[int | None]) -> bool:
        """Keep a person's steps, 1 to 5 for each line or None; say whether they replaced others.

        Raises Gone, BadInput.
        """

        def work(connection: Connection) -> bool:
            self._open(connection, person, request_id)
            answer, key = CheckOut(tuple(steps)), self._key(person, request_id)
            return requests.put_answer(connection, request_id, key, answer)

        return await self._database.write(work)

    def _open(self, connection: Connection, person: Person, request_id: str) -> Request:
        found = requests.find(connection, request_id)
        here = (person.group_id, person.channel_id)
        if found is None or (found.group_id, found.channel_id) != here:
            raise Gone("feedback.ask.refused.gone")
        if found.asks is not Asks.CHECK_OUT:
            raise Gone("feedback.ask.refused.gone")
        check_open(found, self._now())
        return found

    def _key(self, person: Person, request_id: str) -> bytes:
        told = f"{request_id}/{person.user_id}".encode()
        return hmac.digest(self._secret, told, hashlib.sha256)[:KEY_BYTES]
