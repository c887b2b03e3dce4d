"""Wire: the unchanged bot as a process of its own, led to the stand-in from outside."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wire.payloads import TOKEN
from tests.wire.stand_in import PATIENCE

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
NOWHERE = "127.0.0.1:9"  # the discard port, on which nothing listens
# What may never stand in the output, whatever happened.
NEVER_SAID = (
    TOKEN,
    "Traceback (most recent call last)",
    "Ignoring exception",
    "never awaited",
    "never retrieved",
)


class Bot:
    """`python -m bot run`, with all that it said. Made by `Bot.start`, ended by `end`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._news = asyncio.Event()
        self._lines: list[str] = []
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, folder: Path, address: str = NOWHERE, **settings: str) -> "Bot":
        """Start it over the files in `folder`; `settings` are its environment."""
        given = {"DISCORD_TOKEN": TOKEN, "DATA_DIR": str(folder / "data"), **settings}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=folder,
            env=environment(address, given),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    @property
    def output(self) -> str:
        """All that it has said."""
        return "".join(self._lines)

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def says(self, text: str, within: float = PATIENCE) -> str:
        """Wait for a line with that text and return it."""
        async with asyncio.timeout(within):
            while not (found := [line for line in self._lines if text in line]):
                assert self.running or not self._listening.done(), self.output
                self._news.clear()
                await self._news.wait()
        return found[0]

    async def connects(self) -> None:
        """Wait until it hears of what happens in the group."""
        await self.says("has connected to Gateway")

    def told(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def ends(self, within: float = PATIENCE) -> int:
        """Wait for its end; return the exit code."""
        async with asyncio.timeout(within):
            await asyncio.shield(self._listening)
            return await self._process.wait()

    async def stop(self) -> int:
        """Ask it to stop, as a service manager does."""
        self.told(signal.SIGTERM)
        return await self.ends()

    async def kill(self) -> None:
        """End it at once, wherever it is."""
        if self.running:
            self._process.kill()
        await self.ends()

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._lines.append(line.decode())
            self._news.set()
        self._news.set()


@asynccontextmanager
async def running(folder: Path, address: str = NOWHERE, **settings: str) -> AsyncGenerator[Bot]:
    """Run the bot until the block ends. What it should never say fails the block."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    bot = await Bot.start(folder, address, **settings)
    try:
        yield bot
    finally:
        await bot.kill()
    said = [text for text in NEVER_SAID if text in bot.output]
    assert not said, bot.output


def environment(address: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a bot that can reach nothing but `address`."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    paths = os.pathsep.join((str(HERE / "detour"), str(PROJECT)))
    return {**kept, "PYTHONPATH": paths, "STAND_IN": address, **settings}
