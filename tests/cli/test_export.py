"""`python -m bot export` over a folder: files for the operator alone, and a line in the record."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import discord
import pytest

from bot.cli import main
from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import Item, Kind, State
from bot.domain.record import Entry
from bot.services.feedback import exporting as service
from bot.services.house import open_house
from bot.storage.database import FILE_NAME, migrations
from tests.domain.feedback.exporting.reading import read
from tests.services.circle import GROUP, MODERATOR, sees
from tests.services.feedback.taking import keep, named, private
from tests.wire.process import PROJECT

ABOUT = "feedback-about.txt"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with three private items and a named one; no token anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    ideas = [private(f"Idea {number}") for number in range(3)]
    asyncio.run(filled(tmp_path / "data", *ideas, named("Unsafe", Kind.SAFETY, state=State.DONE)))
    return tmp_path / "data"


async def filled(folder: Path, *kept: Item) -> None:
    house = await open_house(folder, now=discord.utils.utcnow)
    await keep(house, *kept)
    await house.close()


async def record(folder: Path) -> tuple[Entry, ...]:
    house = await open_house(folder, now=discord.utils.utcnow)
    found = (await house.record.page(MODERATOR, sees)).entries
    await house.close()
    return found


def export(folder: Path, *words: str, group: int = GROUP) -> int:
    return main(["export", "--group", str(group), "--to", str(folder), *words])


def texts(folder: Path, form: Form = Form.CSV) -> list[str]:
    files = sorted(path for path in folder.iterdir() if path.name != ABOUT)
    return sorted(row["text"] for path in files for row in read(form, path.read_bytes()))


@pytest.mark.parametrize("form", Form)
def test_it_writes_what_moderators_get_for_its_owner_alone_and_says_so(
    data: Path, tmp_path: Path, form: Form, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out" / "here"
    assert export(folder, "--format", form) == 0
    assert texts(folder, form) == ["Idea 0", "Idea 1", "Idea 2", "Unsafe"]
    paths = [folder / f"feedback.{form}", folder / ABOUT]
    assert sorted(folder.iterdir()) == sorted(paths)
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (*paths, folder)] == [
            0o600,
            0o600,
            0o700,
        ]
    said = capsys.readouterr().out
    assert f"{paths[0]}: 4 of 4 pieces so far" in said
    assert "stands in the group's record" in said
    assert "Idea" not in said
    (entry,) = asyncio.run(record(data))
    assert (entry.kind, entry.by_id, dict(entry.details)) == (
        "feedback_exported",
        0,
        {"items": 4},
    )


def test_it_takes_period_kind_and_state(data: Path, tmp_path: Path) -> None:
    for number, (words, found) in enumerate(
        (
            (["--kind", "safety"], ["Unsafe"]),
            (["--state", "received"], ["Idea 0", "Idea 1", "Idea 2"]),
            (
                ["--since", "2026-03-08", "--until", "2026-03-02"],
                ["Idea 0", "Idea 1", "Idea 2", "Unsafe"],
            ),
            (["--until", "2026-03-08", "--kind", "idea"], ["Idea 0", "Idea 1", "Idea 2"]),
        )
    ):
        folder = tmp_path / str(number)
        assert export(folder, *words) == 0
        assert texts(folder) == found
    assert export(tmp_path / "later", "--since", "2026-03-09") == 0
    assert not (tmp_path / "later").exists()
    assert len(asyncio.run(record(data))) == 4


def test_nothing_that_fits_writes_nothing_and_stands_in_no_record(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(tmp_path / "out", "--kind", "worry") == 0
    assert export(tmp_path / "out", group=GROUP + 1) == 0
    said = capsys.readouterr().out
    assert said.count("There is no feedback that fits. Nothing was written.") == 2
    assert said.count("an export of all kinds has them") == 1
    assert not (tmp_path / "out").exists()
    assert asyncio.run(record(data)) == ()


def test_large_ones_are_split(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.export.LARGEST_PART", 200)
    assert export(tmp_path / "out") == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names[:2] == ["feedback-1.csv", "feedback-2.csv"]
    assert len(texts(tmp_path / "out")) == 4


def test_nothing_is_written_over_and_a_refused_one_stands_in_no_record(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("feedback-2.xlsx", ABOUT):
        folder = tmp_path / name / "out"
        folder.mkdir(parents=True)
        (folder / name).write_text("mine")
        assert export(folder) == 2
        assert "Nothing was written over" in capsys.readouterr().err
        assert [path.read_text() for path in folder.iterdir()] == ["mine"]
    (tmp_path / "file").write_text("mine")
    assert export(tmp_path / "file") == 2
    assert "I can't write to the folder" in capsys.readouterr().err
    assert asyncio.run(record(data)) == ()


def test_a_full_disk_leaves_no_half_file(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = os.fdopen

    def full(descriptor: int, mode: str) -> object:
        file = opened(descriptor, mode)
        if len(list((tmp_path / "out").iterdir())) > 1:
            file.close()
            raise OSError(28, "No space left; Idea 0")
        return file

    monkeypatch.setattr("bot.cli.export.os.fdopen", full)
    assert export(tmp_path / "out") == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == [ABOUT]
    said = capsys.readouterr().err
    assert "I had to stop here (OSError ENOSPC)" in said
    assert "Idea" not in said


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {max(migrations()) - 1}")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {max(migrations()) + 1}")


def garbage(path: Path) -> None:
    path.write_bytes(b"This was a shopping list. " * 800)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (older, "written by an older version of me"),
        (newer, "written by a newer version of me"),
        (garbage, "is damaged or isn't mine"),
        (Path.unlink, "There is no file"),
    ],
)
def test_a_file_that_isnt_this_versions_is_refused_and_left_as_it_is(
    data: Path,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(data / FILE_NAME)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert export(tmp_path / "out") == 2
    assert sentence in capsys.readouterr().err
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--since", "yesterday"],
        ["--format", "docx"],
        ["--kind", "other"],
        ["--group", "-1"],
        ["--group", "9" * 40],
        ["--group", "the circle"],
    ],
)
def test_what_cant_be_meant_is_refused_before_anything_happens(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        export(tmp_path / "out", *words)
    assert stop.value.code == 2
    assert words[0] in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


async def test_it_works_beside_a_running_bot_and_leaves_the_sealed_votes_alone(
    tmp_path: Path,
) -> None:
    # The open house stands for the bot: it holds the box's lock and writes the same file.
    house = await open_house(tmp_path / "data", now=discord.utils.utcnow)
    try:
        await keep(house, *(private(f"Idea {number}") for number in range(250)))
        sealed = {path: path.stat().st_mtime_ns for path in (tmp_path / "data/sealed").rglob("*")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "export", "--group", str(GROUP), "--to", "out"),
            cwd=tmp_path,
            env={"PYTHONPATH": str(PROJECT), "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        while process.returncode is None:
            await keep(house, private("Meanwhile"))
            await asyncio.sleep(0.02)
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        assert len(await asyncio.to_thread(texts, tmp_path / "out")) >= 250
        (entry,) = (await house.record.page(MODERATOR, sees)).entries
        assert entry.by_id == service.OPERATOR
        after = {path: path.stat().st_mtime_ns for path in (tmp_path / "data/sealed").rglob("*")}
        assert after == sealed
    finally:
        await house.close()
