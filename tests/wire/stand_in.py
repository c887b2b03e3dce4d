"""Wire: a stand-in of Discord's edge on 127.0.0.1, for the unchanged bot in a process of its own.

It keeps every request, can be told to fail in the ways that Discord and networks fail, and sends
what people do. It knows the routes that the bot uses; any other fails the test.
"""

import asyncio
import json
import re
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from aiohttp import web

from tests.wire.edge import Edge, Exchange, Reply, Request
from tests.wire.gateway import Gateway
from tests.wire.payloads import Json

API = "/api/v10"
PATIENCE = 20.0  # seconds that any one wait may take on a busy machine


@dataclass
class Trouble:
    """What goes wrong with the next `times` requests of that method and path (a pattern).

    `status`: refused, nothing done. `until`: held back until then. `cut`: done, and then the
    connection breaks before the answer is through.
    """

    method: str
    path: str
    status: int | None = None
    until: asyncio.Event | None = None
    cut: bool = False
    times: int = 1

    def meets(self, request: Request) -> bool:
        same = request.method == self.method and re.fullmatch(self.path, request.path)
        return self.times > 0 and bool(same)


class StandIn(Edge):
    """Discord, as far as the bot can tell. Made by `standing_in`."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.events = Gateway()
        self.events.address = self.gateway = f"ws://{address}/gateway"
        self.requests: list[Request] = []
        self.strangers: list[str] = []
        self.troubles: list[Trouble] = []
        self._news = asyncio.Event()

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Answer one request."""
        if http.path == "/gateway":
            return await self.events.serve(http)
        request = await _read(http)
        self.requests.append(request)
        self._news.set()
        trouble = next((each for each in self.troubles if each.meets(request)), None)
        reply = await self._answer_through(trouble, request)
        self._news.set()
        if trouble is not None and trouble.cut and http.transport is not None:
            http.transport.abort()
        body = b"" if reply.body is None else json.dumps(reply.body).encode()
        # discord.py reads no JSON if the type says anything more than this.
        return web.Response(
            status=reply.status, body=body, headers={"Content-Type": "application/json"}
        )

    async def _answer_through(self, trouble: Trouble | None, request: Request) -> Reply:
        if trouble is not None:
            trouble.times -= 1
            if trouble.until is not None:
                await trouble.until.wait()
            if trouble.status is not None:
                return Reply(trouble.status, {"message": "trouble", "code": 0})
        reply = self.answer(request)
        if reply is None:
            self.strangers.append(f"{request.method} {request.path}")
            return Reply(404, {"message": "404: Not Found", "code": 0})
        return reply

    async def happens(self, interaction: Json) -> Exchange:
        """Let somebody use a command, a button, a menu or a form."""
        exchange = Exchange(interaction, asyncio.get_running_loop().time())
        self.exchanges[interaction["token"]] = exchange
        await self.events.tell("INTERACTION_CREATE", interaction)
        return exchange

    async def until(self, told: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until `told` is true; it is asked after each request."""
        async with asyncio.timeout(within):
            while not told():
                self._news.clear()
                await self._news.wait()

    def asked(self, method: str, path: str) -> list[Request]:
        """Return the requests of that method and path (a pattern) so far."""
        fits = re.compile(path).fullmatch
        return [each for each in self.requests if each.method == method and fits(each.path)]


async def _read(http: web.Request) -> Request:
    body, files = None, dict[str, bytes]()
    if http.content_type == "multipart/form-data":
        for name, value in (await http.post()).items():
            if isinstance(value, web.FileField):
                files[value.filename] = value.file.read()
            elif name == "payload_json":
                body = json.loads(cast("str", value))
    elif http.can_read_body:
        body = await http.json()
    path = http.path.removeprefix(API)
    given = http.headers.get("Authorization")
    return Request(http.method, path, dict(http.query), body, files, given)


@asynccontextmanager
async def standing_in() -> AsyncGenerator[StandIn]:
    """Run a stand-in on a free port until the block ends. What it doesn't know fails the block."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        stand_in = StandIn(":".join(map(str, listening.getsockname())))
        application = web.Application()
        application.router.add_route("*", "/{anything:.*}", stand_in.serve)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        try:
            yield stand_in
        finally:
            await runner.cleanup()
    assert not stand_in.strangers
