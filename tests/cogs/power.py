"""Power cuts: a running bot stopped for good between any two steps of its due work."""

import asyncio
import re
import shutil
from typing import Any

import pytest
from discord.http import Route
from simcord.http.client import FakeHTTPClient

from bot.storage.database import Database
from tests.world import World

# What simcord says once instead of what it was asked for.
BROKEN = {"method": "*", "path": "*", "status": 500, "code": 0, "message": "trouble", "times": 1}
# What Discord says to a second thread on one message.
THREAD = re.compile(r"/messages/(\d+)/threads$")
SECOND_THREAD = {"status": 400, "code": 160004}


class Power:
    """Counts what a world's bot writes and asks of Discord by its clock, step after step.

    It can fail right before any of these: nothing that the bot does from then on reaches the
    disk or Discord. Or Discord fails at one of them: it does nothing and says 500, or it does what
    it was asked for and its answer gets lost.
    """

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[str] = []
        self.is_on = True
        self._world = world
        self._fails_before: int | None = None
        self._breaks_at: int | None = None
        self._answer_lost_at: int | None = None
        self._cuts = 0
        self._dead: list[object] = []
        write, request = Database.write, FakeHTTPClient.request

        async def watched_write(database: Database, work: Any, *given: Any) -> Any:
            self._step(database, f"write {work.__qualname__}")
            return await write(database, work, *given)

        async def watched_request(http: FakeHTTPClient, route: Route, **given: Any) -> Any:
            place = self._step(http, f"{route.method} {route.path}")
            if place is not None and place == self._breaks_at:
                world.env.backend.faults.append(dict(BROKEN))
            elif (found := THREAD.search(route.url)) and int(
                found[1]
            ) in world.env.backend.channels:
                # A thread on a message has the message's id. simcord would make a second one.
                world.env.backend.faults.append(BROKEN | SECOND_THREAD)
            answer = await request(http, route, **given)
            if place is not None and place == self._answer_lost_at:
                raise TimeoutError
            return answer

        monkeypatch.setattr(Database, "write", watched_write)
        monkeypatch.setattr(FakeHTTPClient, "request", watched_request)

    def watch(
        self,
        *,
        fails_before: int | None = None,
        breaks_at: int | None = None,
        answer_lost_at: int | None = None,
    ) -> None:
        """Count from 0 on anew; the places say what goes wrong, if anything."""
        self.steps.clear()
        self._fails_before = fails_before
        self._breaks_at, self._answer_lost_at = breaks_at, answer_lost_at

    async def back(self, *, fails_before: int | None = None) -> None:
        """Start the bot afresh on what was on disk when the power failed, and watch it anew."""
        assert not self.is_on
        self.is_on = True
        self.watch(fails_before=fails_before)
        await self._world.restart()
        await self._world.env.settle()

    def _step(self, owner: object, told: str) -> int | None:
        task = asyncio.current_task()
        if owner not in self._dead and (task is None or task.get_name() != "due work"):
            return None
        if owner not in self._dead and len(self.steps) == self._fails_before:
            self._cut()
        if owner in self._dead:
            raise asyncio.CancelledError
        self.steps.append(told)
        return len(self.steps) - 1

    def _cut(self) -> None:
        self.is_on = False
        world, self._cuts = self._world, self._cuts + 1
        self._dead += [world.client.house.database, world.client.http]
        copy = world.folder.with_name(f"after-cut-{self._cuts}")
        # What is on disk this instant; the old bot never gets to close it.
        shutil.copytree(world.folder, copy)
        world.folder = copy
