"""`python -m bot doctor` over real folders, well and damaged: what it says, and nothing changed."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest

from bot.cli import main
from bot.domain.support import OLD_AFTER
from bot.services.house import House, open_house
from bot.settings import NAMES
from bot.storage import library
from bot.storage.database import FILE_NAME, migrations
from tests.services.polls.asked import ask
from tests.wire.payloads import TOKEN
from tests.wire.process import PROJECT

WELL, LOOK, BROKEN = 0, 1, 2
DAY = 86400
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as it is some days after the first evening: an open poll, a backup, a token."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    (tmp_path / ".env").chmod(0o600)
    asyncio.run(_lived_in(tmp_path / "data"))
    backups = tmp_path / "data" / "backups"
    backups.mkdir()
    shutil.copy(tmp_path / "data" / FILE_NAME, backups / "newest.sqlite3")
    return tmp_path


async def _lived_in(data: Path) -> None:
    house = await open_house(data, now=discord.utils.utcnow)
    await _open_poll(house)
    await house.close()


async def _open_poll(house: House) -> None:
    await ask(house)


def doctor(capfd: pytest.CaptureFixture[str], here: Path) -> tuple[int, list[str]]:
    """Call the doctor; return the exit code and its lines. It may not change a byte anywhere."""
    before = contents(here)
    code = main(["doctor"])
    out, trouble = capfd.readouterr()
    assert trouble == ""
    assert TOKEN not in out
    assert contents(here) == before
    return code, out.splitlines()


def contents(here: Path) -> dict[str, tuple[bytes, int, int]]:
    files = (path for path in sorted(here.rglob("*")) if path.is_file())
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in files}


def lines(found: list[str], health: str) -> Iterator[str]:
    return (line for line in found if line.startswith(f"{health}: "))


def test_a_folder_in_order_is_told_so(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, found = doctor(capfd, here)
    assert (code, found[-1]) == (WELL, "All is well.")
    assert all(line.startswith("ok: ") for line in found[:-1])
    whole = "\n".join(found)
    for told in ("Open keys: 1", "0 days old", "42", f"format ({max(migrations())})", "token"):
        assert told in whole


def test_before_the_first_start_nothing_is_there_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    code, found = doctor(capfd, tmp_path)
    assert code == LOOK
    assert "There is no folder" in next(lines(found, "worth a look"))
    assert list(tmp_path.iterdir()) == []


def newer(here: Path) -> None:
    with closing(sqlite3.connect(here / "data" / FILE_NAME)) as file:
        file.execute(f"PRAGMA user_version = {max(migrations()) + 1}")


def older(here: Path) -> None:
    with closing(sqlite3.connect(here / "data" / FILE_NAME)) as file:
        file.execute("PRAGMA user_version = 4")


def garbage(here: Path) -> None:
    (here / "data" / FILE_NAME).write_bytes(b"This was a shopping list. " * 800)


def damaged(here: Path) -> None:
    path = here / "data" / FILE_NAME
    path.write_bytes(path.read_bytes()[:4096] + b"This was a shopping list. " * 800)


def no_file(here: Path) -> None:
    (here / "data" / FILE_NAME).unlink()


def new_folder(here: Path) -> None:
    no_file(here)
    shutil.rmtree(here / "data" / "sealed")


def a_file(here: Path) -> None:
    shutil.rmtree(here / "data")
    (here / "data").write_text("mine")


def no_log(here: Path) -> None:
    with closing(sqlite3.connect(here / "data" / FILE_NAME)) as file:
        file.execute("PRAGMA journal_mode = DELETE")


def no_tag(here: Path) -> None:
    (here / "data" / "sealed" / "CACHEDIR.TAG").unlink()


def no_backup(here: Path) -> None:
    shutil.rmtree(here / "data" / "backups")


def old_backup(here: Path) -> None:
    then = time.time() - 8 * DAY
    os.utime(here / "data" / "backups" / "newest.sqlite3", (then, then))


def no_token(here: Path) -> None:
    (here / ".env").write_text("DISCORD_TOKEN=\n")


def bad_token(here: Path) -> None:
    (here / ".env").write_text("DISCORD_TOKEN=two words\n")


def bad_shards(here: Path) -> None:
    (here / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nSHARD_IDS=0,0\n")


def not_text(here: Path) -> None:
    (here / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (newer, BROKEN, "was written by a newer version of me"),
        (older, LOOK, "of an older format (4"),
        (garbage, BROKEN, "is damaged or isn't mine"),
        (damaged, BROKEN, "is damaged or isn't mine"),
        (no_file, BROKEN, "keys of open polls are still beside it"),
        (new_folder, LOOK, "There is no file"),
        (a_file, BROKEN, "I can't write to the folder"),
        (no_log, LOOK, "has no write-ahead log"),
        (no_tag, LOOK, "CACHEDIR.TAG is missing"),
        (no_backup, LOOK, "I found no backup in"),
        (old_backup, LOOK, "is 8 days old. Please make one"),
        (no_token, BROKEN, "DISCORD_TOKEN: it is missing"),
        (bad_token, BROKEN, "DISCORD_TOKEN: this doesn't look like a bot token"),
        (bad_shards, BROKEN, "SHARD_IDS: I expect numbers"),
        (not_text, BROKEN, "(UnicodeDecodeError)"),
    ],
)
def test_each_damage_is_named_and_left_alone(
    here: Path,
    spoil: Callable[[Path], None],
    code: int,
    told: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    spoil(here)
    ended, found = doctor(capfd, here)
    assert ended == code, found
    (line,) = lines(found, "broken" if code == BROKEN else "worth a look")
    assert told in line
    assert "two words" not in line


@posix
@pytest.mark.parametrize(
    ("name", "mode", "code", "told"),
    [
        (".env", 0o644, LOOK, "the token is in it"),
        (f"data/{FILE_NAME}", 0o640, LOOK, "chmod 700"),
        ("data/sealed", 0o755, BROKEN, "chmod -R go="),
        ("data/sealed/keys", 0o711, BROKEN, "(keys)"),
        ("data/sealed/keys/*.key", 0o604, BROKEN, ".key)"),
        ("data/sealed/ballots.sqlite3", 0o644, BROKEN, "(ballots.sqlite3)"),
    ],
)
def test_what_others_could_reach_is_named(
    here: Path, name: str, mode: int, code: int, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (path,) = here.glob(name)
    path.chmod(mode)
    ended, found = doctor(capfd, here)
    assert ended == code, found
    (line,) = lines(found, "broken" if code == BROKEN else "worth a look")
    assert told in line


@posix
def test_a_folder_that_is_its_owners_alone_protects_what_is_in_it(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (here / "data" / FILE_NAME).chmod(0o644)
    (here / "data").chmod(0o700)
    assert doctor(capfd, here)[0] == WELL


@posix
@pytest.mark.skipif(os.name != "nt" and os.getuid() != 0, reason="only root gives files away")
def test_a_strange_owner_is_named(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (key,) = (here / "data/sealed/keys").iterdir()
    os.chown(key, 65534, -1)
    code, found = doctor(capfd, here)
    assert code == LOOK
    assert "belongs to another user" in next(lines(found, "worth a look"))


def test_no_file_of_the_sealed_votes_is_ever_opened(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, given: tuple[object, ...]) -> None:
        # Python tells of every file and database that is opened; a hook stays for good.
        if watching and event in ("open", "sqlite3.connect"):
            opened.append(str(given[0]))

    sys.addaudithook(watch)
    assert main(["doctor"]) == WELL
    watching = False
    assert any(FILE_NAME in path for path in opened)
    assert [path for path in opened if str(here / "data" / "sealed") in path] == []


@pytest.mark.parametrize(("free", "code"), [(50_000_000, BROKEN), (900_000_000, LOOK)])
def test_a_disk_that_fills_up_is_told(
    here: Path,
    free: int,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def filled(path: Path) -> SimpleNamespace:
        return SimpleNamespace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", filled)
    ended, found = doctor(capfd, here)
    assert ended == code
    assert f"{free // 1_000_000} MB are free" in "\n".join(found)


def test_old_facts_are_told_by_title_and_country(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    oldest = min(line.checked_on for c in library.countries().values() for line in c.lines)
    last = datetime(oldest.year, oldest.month, oldest.day, 12, tzinfo=UTC) + OLD_AFTER
    monkeypatch.setattr("bot.cli.doctor.discord.utils.utcnow", lambda: last)
    assert "Help lines: 18 countries" in "\n".join(doctor(capfd, here)[1])
    later = last + timedelta(days=400)
    monkeypatch.setattr("bot.cli.doctor.discord.utils.utcnow", lambda: later)
    code, found = doctor(capfd, here)
    assert code == LOOK
    told = "\n".join(lines(found, "worth a look"))
    assert "Germany" in told
    assert "Being heard" in told


async def test_it_works_beside_a_running_bot_and_leaves_the_lock_alone(tmp_path: Path) -> None:
    # The open house stands for the bot: it holds the box's lock, and its log is in use.
    house = await open_house(tmp_path / "data", now=discord.utils.utcnow)
    try:
        await _open_poll(house)
        before = untouched(tmp_path / "data" / "sealed")
        code, said = await beside(tmp_path, "doctor")
        assert code == LOOK, said
        assert "is sound" in said
        assert "Open keys: 1" in said
        assert untouched(tmp_path / "data" / "sealed") == before
        await _open_poll(house)
        code, said = await beside(tmp_path, "run")
        assert (code, "Another Circlekeeper is running" in said) == (2, True)
    finally:
        await house.close()


def untouched(sealed: Path) -> dict[Path, int]:
    # Not read: a handle that this process closes would drop the lock that is being tested.
    return {path: path.stat().st_mtime_ns for path in sealed.rglob("*")}


async def beside(here: Path, word: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", word),
        cwd=here,
        env={"PYTHONPATH": str(PROJECT), "PATH": os.environ["PATH"], "DISCORD_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()
