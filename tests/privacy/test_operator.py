"""The operator: every word of the command line over the group's own folder, and all that it says.

The folder is that of the crowded telling, stopped with three polls still open. Nothing that the
program prints at its most talkative, sends or leaves on disk names a voter or leads to a ballot.
"""

import asyncio
import json
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import FILE_NAME
from tests.privacy.conftest import Told
from tests.privacy.crossed import COMMAND_LINE
from tests.privacy.evidence import found, leaks
from tests.privacy.files import look
from tests.privacy.test_never import EVERY_OPTION, ballots, marks, voters
from tests.rehearsal.running import rehearsal
from tests.wire.payloads import TOKEN
from tests.wire.process import NOWHERE, environment, running
from tests.wire.stand_in import standing_in

MESSAGES = r"/channels/\d+/messages"
STILL_OPEN = ("open", "quick", "hidden")


async def run(folder: Path) -> tuple[str, str]:
    """Run the bot over the folder until it has told the results that are due."""
    async with (
        standing_in() as discord,
        running(folder, discord.address, LOG_LEVEL="DEBUG") as bot,
    ):
        await discord.until(lambda: len(discord.asked("POST", MESSAGES)) >= len(STILL_OPEN))
        assert await bot.stop() == 0
    sent = [[each.method, each.path, each.query, each.body] for each in discord.requests]
    return bot.output, json.dumps(sent, ensure_ascii=False)


async def rehearse(folder: Path) -> tuple[str, str]:
    """Rehearse over the folder: another group moves in beside the one that is there."""
    async with rehearsal("--data", str(folder / "data")) as (address, program):
        pass
    assert program.stdout is not None
    assert program.stderr is not None
    said, trouble = await program.stdout.read(), await program.stderr.read()
    return f"{address}{said.decode()}{trouble.decode()}", ""


async def export(folder: Path) -> tuple[str, str]:
    """Export the group's feedback; what the files hold counts as what was said."""
    with closing(sqlite3.connect(folder / "data" / FILE_NAME)) as file:
        (group,) = file.execute("SELECT group_id FROM poll LIMIT 1").fetchone()
    words = ("--group", str(group), "--format", "json", "--to", "out")
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "export", *words),
        cwd=folder,
        env=environment(NOWHERE, {"DATA_DIR": str(folder / "data")}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await program.communicate()
    assert program.returncode == 0, said.decode()
    written = b"".join(path.read_bytes() for path in sorted((folder / "out").glob("*")))
    return said.decode() + written.decode(), ""


async def doctor(folder: Path) -> tuple[str, str]:
    """Let the doctor look at the folder."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"),
        cwd=folder,
        env=environment(NOWHERE, {"DATA_DIR": str(folder / "data"), "DISCORD_TOKEN": TOKEN}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await program.communicate()
    assert "Open keys: " in said.decode()
    assert TOKEN not in said.decode()
    return said.decode(), ""


TRIALS: dict[str, Callable[[Path], Awaitable[tuple[str, str]]]] = {
    "run": run,
    "rehearse": rehearse,
    "export": export,
    "doctor": doctor,
}


@pytest.mark.parametrize("word", COMMAND_LINE)
async def test_no_word_of_the_command_line_tells(told: Told, tmp_path: Path, word: str) -> None:
    evidence = told.crowded
    shutil.copytree(told.folder, tmp_path / "data")
    said, sent = await TRIALS[word](tmp_path)
    secret = voters(evidence) | ballots(evidence)
    assert said
    assert found(said, secret | marks(evidence) | EVERY_OPTION) == []
    assert found(sent, secret | marks(evidence)) == []
    files = look(tmp_path / "data", tmp_path / "copies")
    assert leaks((*files.raw.items(), ("a copy", files.copy)), secret) == []
    sealed = [(name, each) for name, each in files.raw.items() if name.startswith("sealed")]
    assert leaks(sealed, marks(evidence) | EVERY_OPTION) == []
