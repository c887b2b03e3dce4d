"""Starting and ending: what stops a rehearsal kindly, and what it leaves behind."""

import asyncio
import signal
import socket
from pathlib import Path

import pytest

from bot.rehearsal import simulated, stage
from bot.rehearsal.stage import CannotRehearse, check_parts
from tests.rehearsal.running import rehearsal, start


async def test_ctrl_c_ends_it_well_and_the_data_stays_where_it_was_wanted(tmp_path: Path) -> None:
    data = tmp_path / "kept"
    async with rehearsal("--data", str(data)) as (_, program):
        program.send_signal(signal.SIGINT)
        said, trouble = await asyncio.wait_for(program.communicate(), 30)
        assert program.returncode == 0
        assert f"The bot's files of it are in {data}." in said.decode()
        assert not trouble
    assert (data / "circlekeeper.sqlite3").exists()


async def test_a_busy_port_is_told_kindly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        program = await start("--port", str(port))
        _, trouble = await asyncio.wait_for(program.communicate(), 60)
    assert program.returncode == 2
    assert f"Port {port} is in use" in trouble.decode()
    assert "Traceback" not in trouble.decode()


def test_missing_parts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pillow(part: str) -> str | None:
        return None if part == "PIL" else part

    monkeypatch.setattr(stage, "find_spec", without_pillow)
    with pytest.raises(CannotRehearse, match=r"pillow(.|\n)*make rehearse"):
        check_parts()


def test_another_simcord_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(_: str) -> str:
        return "4.0.0"

    monkeypatch.setattr(simulated.metadata, "version", newer)
    with pytest.raises(CannotRehearse, match=r"simcord 3\.2\.1 exactly, and 4\.0\.0"):
        check_parts()
