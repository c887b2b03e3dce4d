"""A tab without a browser: speaks to the rehearsal's page over HTTP, as simcord's script does."""

import asyncio
import itertools
from typing import Any

import aiohttp

from bot.rehearsal.group import PEOPLE

PATIENCE = 20.0  # seconds to wait for what comes by itself


class Tab:
    """One open page; `state` is what it last got."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._base, _, capability = address.partition("#")
        self._headers = {"X-Simcord-Capability": capability}
        self._requests = itertools.count()
        self.state: dict[str, Any] = {}
        self._sequence = 0

    async def open(self) -> "Tab":
        """Open the page."""
        await self._ask("POST", "api/pages", {})
        self._headers["X-Simcord-Context"] = self.state["context"]["id"]
        return self

    async def look(self) -> dict[str, Any]:
        """Look again; return the state."""
        await self._ask("GET", "api/state", None)
        return self.state

    async def _ask(self, method: str, path: str, body: Any) -> None:
        async with self._session.request(
            method, self._base + path, json=body, headers=self._headers
        ) as answer:
            answer.raise_for_status()
            self.state = await answer.json()

    async def act(self, kind: str, **body: Any) -> dict[str, Any]:
        """Do something from the state as it was last seen; return simcord's receipt."""
        asked = {
            "protocol_version": 3,
            "sequence": self._sequence + 1,
            "request_id": f"request-{next(self._requests)}",
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
            "kind": kind,
            **body,
        }
        async with self._session.post(
            f"{self._base}api/action", json=asked, headers=self._headers
        ) as answer:
            receipt = await answer.json()
        self._sequence = receipt["expectedSequence"]
        return receipt

    async def become(self, account: str) -> None:
        """Be somebody else, by account name."""
        name = next(person.name for person in PEOPLE if person.account == account)
        known = self.state["viewers"]
        viewer = next(each["id"] for each in known if each["name"].startswith(name))
        assert (await self.act("viewer", viewer_id=viewer))["settlement"] == "settled"
        await self.look()

    @property
    def rooms(self) -> dict[str, dict[str, Any]]:
        """The rooms on the left, by name."""
        return {room["name"]: room for room in self.state["rehearsal"]["rooms"]}

    async def enter(self, room: str) -> None:
        """Go into a room by name."""
        receipt = await self.act("focus", target_id=f"room:{self.rooms[room]['id']}")
        assert receipt["settlement"] == "settled"
        await self.look()

    async def press(self, label: str) -> dict[str, Any]:
        """Press the newest button of that label; return the receipt."""
        message_id, button = next(
            (message_id, part)
            for message_id in reversed(self.state["timeline"])
            for part in _parts(self.state["messages"][message_id]["components"])
            if part.get("label") == label
        )
        return await self.act("click", target_id=message_id, control_key=button["control_key"])

    async def until(self, text: str) -> None:
        """Look again and again until some message says `text`."""
        async with asyncio.timeout(PATIENCE):
            while text not in str((await self.look())["messages"]):  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.05)  # the page asks again and again, too


def _parts(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    nested = [_parts(component.get("components", [])) for component in components]
    return [*components, *itertools.chain.from_iterable(nested)]
