"""Wire: the gateway, over which Discord tells the bot what happens. Uncompressed, which is allowed.

A session outlives its connection: what happened in between is told after RESUME.
"""

import json
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.wire.payloads import APPLICATION, GUILD, THE_BOT, Json, guild, snowflake

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 9, 10, 11
HEARTBEAT_EVERY = 41_250  # milliseconds, Discord's own


@dataclass
class Session:
    """One shard's session: what it was told, and the connection it has now, if any."""

    shard: tuple[int, int]
    resume_at: str
    name: str = field(default_factory=lambda: f"session-{snowflake()}")
    told: list[Json] = field(default_factory=list[Json])
    socket: web.WebSocketResponse | None = None

    async def tell(self, event: str, data: Json) -> None:
        """Send an event, now or when the bot comes back for it."""
        packet: Json = {"op": DISPATCH, "t": event, "s": len(self.told) + 1, "d": data}
        self.told.append(packet)
        if self.socket is not None:
            await _send(self.socket, packet)

    async def begin(self) -> None:
        """Send READY and the group."""
        unavailable = {"id": str(GUILD), "unavailable": True}
        ours = self.shard == _shard_of(GUILD, self.shard[1])
        ready: Json = {
            "v": 10,
            "user": THE_BOT,
            "guilds": [unavailable] if ours else [],
            "session_id": self.name,
            "resume_gateway_url": self.resume_at,
            "shard": list(self.shard),
            "application": {"id": str(APPLICATION), "flags": 0},
        }
        await self.tell("READY", ready)
        if ours:
            await self.tell("GUILD_CREATE", guild())


class Gateway:
    """Takes the bot's connections; keeps what it said of itself."""

    def __init__(self) -> None:
        self.address = ""
        self.identified: list[Json] = []
        self.resumed: list[Json] = []
        self.refuse_with: int | None = None  # a close code, in place of READY
        self.away = False  # while true, no connection is taken
        self.tried = 0
        self._sessions: dict[str, Session] = {}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take one connection, until either side ends it."""
        self.tried += 1
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await _send(socket, {"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_EVERY}})
        async for packet in socket:
            if packet.type is aiohttp.WSMsgType.TEXT:
                await self._hear(socket, json.loads(packet.data))
        for session in self._sessions.values():
            if session.socket is socket:
                session.socket = None
        return socket

    async def tell(self, event: str, data: Json) -> None:
        """Tell the newest session of the group's shard, also if it is away for a moment."""
        found = [s for s in self._sessions.values() if s.shard == _shard_of(GUILD, s.shard[1])]
        await found[-1].tell(event, data)

    async def cut(self, code: int = 4000) -> None:
        """End every connection. With 4000 the bot may come back and resume."""
        for session in self._sessions.values():
            socket, session.socket = session.socket, None
            if socket is not None:
                await socket.close(code=code)

    async def _hear(self, socket: web.WebSocketResponse, packet: Json) -> None:
        if packet["op"] == HEARTBEAT:
            await _send(socket, {"op": HEARTBEAT_ACK})
        elif packet["op"] == IDENTIFY:
            await self._identify(socket, packet["d"])
        elif packet["op"] == RESUME:
            await self._resume(socket, packet["d"])

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identified.append(data)
        if self.refuse_with is not None:
            await socket.close(code=self.refuse_with)
            return
        first, count = data.get("shard", (0, 1))
        session = Session((first, count), self.address, socket=socket)
        self._sessions[session.name] = session
        await session.begin()

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.resumed.append(data)
        session = self._sessions.get(data["session_id"])
        if session is None:
            await _send(socket, {"op": INVALID, "d": False})
            return
        for packet in session.told[data["seq"] :]:
            await _send(socket, packet)
        session.socket = socket
        await session.tell("RESUMED", {})


async def _send(socket: web.WebSocketResponse, packet: Json) -> None:
    await socket.send_str(json.dumps(packet))


def _shard_of(guild_id: int, count: int) -> tuple[int, int]:
    return (guild_id >> 22) % count, count
