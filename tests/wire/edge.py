"""Wire: what Discord does with each request, for the routes that the bot uses and no others."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.wire.payloads import (
    APPLICATION,
    EPHEMERAL,
    THE_BOT,
    TOKEN,
    Json,
    application,
    message,
    snowflake,
    texts,
)

IN_TIME = 3.0  # seconds that Discord waits for the first answer
SHOWN, THINKING, SEEN, CHANGED, CHOICES, FORM = 4, 5, 6, 7, 8, 9  # kinds of a first answer
OPEN_ROUTES = ("interactions", "webhooks")  # the interaction's own token opens these


@dataclass(frozen=True)
class Request:
    """What the bot asked for."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: dict[str, bytes]
    authorization: str | None


@dataclass(frozen=True)
class Reply:
    """What Discord says to it. `body` None is no content."""

    status: int
    body: Any = None


def refusal(status: int, code: int, text: str) -> Reply:
    return Reply(status, {"message": text, "code": code})


@dataclass
class Exchange:
    """One press, command or form, and what its person got to see."""

    sent: Json
    since: float
    first: Json | None = None
    shown: Json | None = None  # the private message, or the changed one, as it stands now
    later: list[Json] = field(default_factory=list[Json])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    @property
    def kind(self) -> int | None:
        """The kind of the first answer."""
        return self.first["type"] if self.first else None

    @property
    def settled(self) -> bool:
        """Whether there is an answer and no more is to come."""
        waiting = self.kind in (THINKING, SEEN) and self.shown is None and not self.later
        return self.first is not None and not waiting

    @property
    def text(self) -> str:
        """All that can be read of the answer."""
        return "\n".join(texts(each) for each in (self.shown, *self.later) if each)

    @property
    def form(self) -> Json:
        """The form that opened."""
        assert self.first is not None, "no answer"
        assert self.kind == FORM, self.text
        return self.first["data"]


class Edge:
    """Discord's memory: commands, messages, interactions."""

    def __init__(self) -> None:
        self.commands: dict[str, list[Json]] = {}
        self.channels: dict[int, dict[str, Json]] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.threads: list[Json] = []
        self.gateway = ""
        self._nonces: dict[tuple[int, str], Json] = {}
        number, token = r"(\d+)", r"([\w-]+)"
        routes: dict[str, Callable[..., Reply]] = {
            "GET /users/@me": self._me,
            "GET /oauth2/applications/@me": self._application,
            "GET /gateway/bot": self._gateway_bot,
            f"PUT (/applications/{number}(?:/guilds/{number})?)/commands": self._put_commands,
            f"GET /channels/{number}/messages": self._history,
            f"POST /channels/{number}/messages": self._post,
            f"GET /channels/{number}/messages/{number}": self._one,
            f"PATCH /channels/{number}/messages/{number}": self._change,
            f"POST /channels/{number}/messages/{number}/threads": self._open_thread,
            f"POST /interactions/{number}/{token}/callback": self._callback,
            f"PATCH /webhooks/{number}/{token}/messages/@original": self._original,
            f"POST /webhooks/{number}/{token}": self._follow_up,
        }
        self._routes = [(re.compile(pattern), work) for pattern, work in routes.items()]

    def forget_nonces(self) -> None:
        """Let the minutes pass in which Discord knows a nonce again."""
        self._nonces.clear()

    def messages(self, channel_id: int) -> list[Json]:
        """Return what everybody sees in a channel, the oldest first."""
        return list(self.channels.get(channel_id, {}).values())

    def answer(self, request: Request) -> Reply | None:
        """Do what is asked; None where the bot has no business."""
        opened = request.path.split("/")[1] in OPEN_ROUTES
        if not opened and request.authorization != f"Bot {TOKEN}":
            return refusal(401, 0, "401: Unauthorized")
        for pattern, work in self._routes:
            if found := pattern.fullmatch(f"{request.method} {request.path}"):
                return work(request, *found.groups())
        return None

    def _me(self, _: Request) -> Reply:
        return Reply(200, THE_BOT)

    def _application(self, _: Request) -> Reply:
        return Reply(200, application())

    def _gateway_bot(self, _: Request) -> Reply:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        return Reply(200, {"url": self.gateway, "shards": 1, "session_start_limit": limit})

    def _put_commands(self, request: Request, place: str, *_: str) -> Reply:
        known = [
            {"id": str(snowflake()), "application_id": str(APPLICATION), "version": "1", **command}
            for command in request.body
        ]
        self.commands[place] = known
        return Reply(200, known)

    def _history(self, request: Request, channel_id: str) -> Reply:
        after = int(request.query.get("after", 0))
        limit = int(request.query.get("limit", 50))
        before = int(request.query.get("before", 1 << 64))
        every = self.messages(int(channel_id))
        found = [each for each in every if after < int(each["id"]) < before]
        # Right after that message where one is named, else the newest; the newest first.
        return Reply(200, (found[:limit] if "after" in request.query else found[-limit:])[::-1])

    def _post(self, request: Request, channel_id: str) -> Reply:
        place, nonce = int(channel_id), str(request.body.get("nonce", ""))
        once = bool(nonce) and request.body.get("enforce_nonce", False)
        if once and (place, nonce) in self._nonces:
            return Reply(200, self._nonces[place, nonce])
        made = message(place, request.body)
        self.channels.setdefault(place, {})[made["id"]] = made
        if once:
            self._nonces[place, nonce] = made
        return Reply(200, made)

    def _one(self, _: Request, channel_id: str, message_id: str) -> Reply:
        found = self.channels.get(int(channel_id), {}).get(message_id)
        return Reply(200, found) if found else refusal(404, 10008, "Unknown Message")

    def _change(self, request: Request, channel_id: str, message_id: str) -> Reply:
        found = self.channels.get(int(channel_id), {}).get(message_id)
        if found is None:
            return refusal(404, 10008, "Unknown Message")
        changed = message(int(channel_id), {**found, **request.body})
        found.update({**changed, "id": found["id"], "timestamp": found["timestamp"]})
        return Reply(200, found)

    def _open_thread(self, request: Request, channel_id: str, message_id: str) -> Reply:
        if any(thread["id"] == message_id for thread in self.threads):
            return refusal(400, 160004, "A thread has already been created for this message")
        made: Json = {
            "id": message_id,
            "type": 11,
            "parent_id": channel_id,
            "owner_id": str(APPLICATION),
            "name": request.body["name"],
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": request.body.get("auto_archive_duration", 4320),
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
                "locked": False,
            },
        }
        self.threads.append(made)
        return Reply(201, made)

    def _callback(self, request: Request, interaction_id: str, token: str) -> Reply:
        exchange = self.exchanges.get(token)
        late = exchange is not None and asyncio.get_running_loop().time() > exchange.since + IN_TIME
        if exchange is None or (late and exchange.first is None):
            return refusal(404, 10062, "Unknown interaction")
        if exchange.first is not None:
            return refusal(400, 40060, "Interaction has already been acknowledged.")
        exchange.first = request.body
        exchange.files.update(request.files)
        told: Json = {"interaction": {"id": interaction_id, "type": exchange.sent["type"]}}
        if exchange.kind in (SHOWN, CHANGED):
            exchange.shown = message(int(exchange.sent["channel_id"]), request.body["data"])
            told["resource"] = {"type": exchange.kind, "message": exchange.shown}
        return Reply(200, told)

    def _original(self, request: Request, _: str, token: str) -> Reply:
        exchange = self.exchanges.get(token)
        if exchange is None or exchange.first is None:
            return refusal(404, 10008, "Unknown Message")
        before = exchange.shown or {"flags": EPHEMERAL}
        exchange.shown = message(int(exchange.sent["channel_id"]), {**before, **request.body})
        exchange.files.update(request.files)
        return Reply(200, exchange.shown)

    def _follow_up(self, request: Request, _: str, token: str) -> Reply:
        exchange = self.exchanges.get(token)
        if exchange is None or exchange.first is None:
            return refusal(404, 10015, "Unknown Webhook")
        exchange.later.append(message(int(exchange.sent["channel_id"]), request.body))
        exchange.files.update(request.files)
        return Reply(200, exchange.later[-1])
