"""A rehearsal that runs as a program of its own, as somebody starts it at a terminal."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/#\S+")


async def start(*options: str) -> asyncio.subprocess.Process:
    """Start `python -m bot rehearse` without a browser."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "rehearse", "--no-browser", *options),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def rehearsal(*options: str) -> AsyncGenerator[tuple[str, asyncio.subprocess.Process]]:
    """Start a rehearsal; give the page's address and the program, which ends with the block."""
    program = await start(*options)
    try:
        yield await _address(program), program
    finally:
        if program.returncode is None:
            program.send_signal(signal.SIGINT)
        await asyncio.wait_for(program.wait(), START_SECONDS)


async def _address(program: asyncio.subprocess.Process) -> str:
    assert program.stdout is not None
    async with asyncio.timeout(START_SECONDS):
        async for line in program.stdout:
            if found := ADDRESS.search(line.decode()):
                return found[0]
    raise AssertionError("the rehearsal ended before it told its address")
