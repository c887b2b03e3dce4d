"""Opening the house: one folder, one house, and a clear word where that fails."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.services.chance import new_id, new_mark
from bot.services.house import House, open_house
from bot.storage.database import FILE_NAME, Connection, Unusable
from tests.services.circle import Clock, Home
from tests.services.polls.asked import ask, posted


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def copied(folder: Path) -> Path:
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    return copy


def set_version(connection: Connection, version: int) -> None:
    connection.execute(f"PRAGMA user_version = {version}")


async def refusal(folder: Path, clock: Clock) -> Unusable:
    with pytest.raises(Unusable) as refused:
        await open_house(folder, now=clock, rest=0)
    return refused.value


async def test_a_second_house_over_the_same_folder_is_refused_and_harms_nothing(
    house: House, home: Home, clock: Clock
) -> None:
    refused = await refusal(home.folder, clock)
    assert (refused.key, dict(refused.blanks)) == ("start.in_use", {"folder": home.folder})
    poll_id = await ask(house)
    house = await home.restart()
    assert (await posted(house, poll_id)).poll_id == poll_id


async def test_sealed_votes_that_cant_be_kept_stop_the_start(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "sealed").write_text("not a folder")
    refused = await refusal(tmp_path, clock)
    assert refused.key == "start.ballots"
    assert refused.blanks["folder"] == tmp_path / "sealed"
    assert refused.blanks["reason"]
    # The main file was let go again: once the folder is right, the house opens.
    (tmp_path / "sealed").unlink()
    await (await open_house(tmp_path, now=clock, rest=0)).close()


@pytest.mark.parametrize(
    ("version", "content", "key"),
    [(0, b"this is a letter to a friend. " * 200, "start.damaged"), (99, b"", "start.newer")],
)
async def test_a_file_that_isnt_ours_or_is_newer_stops_the_start_and_nothing_is_touched(
    tmp_path: Path, clock: Clock, version: int, content: bytes, key: str
) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    if version:
        with closing(sqlite3.connect(path)) as connection:
            set_version(connection, version)
    before = path.read_bytes()
    assert (await refusal(tmp_path, clock)).key == key
    assert path.read_bytes() == before
    assert names(tmp_path) == [FILE_NAME]


async def test_a_newer_file_that_was_cut_off_before_it_was_tidied_is_refused_too(
    home: Home, clock: Clock
) -> None:
    # Its version stands in the write-ahead log alone, and its first bytes still tell the old one.
    house = await home.open()
    await house.database.write(set_version, 99)
    home.folder = copied(home.folder)
    refused = await refusal(home.folder, clock)
    assert (refused.key, refused.blanks["version"]) == ("start.newer", 99)


async def test_a_main_file_that_cant_be_read_speaks_of_the_folder(
    tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / FILE_NAME).mkdir()
    refused = await refusal(tmp_path, clock)
    assert (refused.key, dict(refused.blanks)) == ("start.folder", {"folder": tmp_path})


async def test_a_main_file_with_a_hole_lets_the_sealed_votes_go_again(
    home: Home, clock: Clock
) -> None:
    await home.open()
    await home.close()
    path = home.folder / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(range(256)) * ((len(whole) - 4096) // 256))
    assert (await refusal(home.folder, clock)).key == "start.damaged"
    path.write_bytes(whole)
    await home.open()


async def test_open_votes_lie_in_a_folder_of_their_own_that_backups_pass_by(
    house: House, home: Home
) -> None:
    assert stat.S_IMODE(home.sealed.stat().st_mode) == 0o700
    assert (home.sealed / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172")


async def test_two_houses_of_ones_own_never_draw_the_same_ids(tmp_path: Path, clock: Clock) -> None:
    ids: set[str] = set()
    for number in range(2):
        # Without `chance` the ids come from the system's own source.
        house = await open_house(tmp_path / str(number), now=clock, rest=0)
        ids |= {await ask(house), await ask(house)}
        await house.close()
    assert len(ids) == 4


def test_ids_are_sixteen_hexadecimal_digits_even_when_chance_draws_a_small_number() -> None:
    class Smallest(Random):
        def getrandbits(self, k: int, /) -> int:
            return 0

    assert new_id(Smallest()) == "0" * 16
    drawn = {new_id(Random(seed)) for seed in range(200)}  # noqa: S311 - repeatable on purpose
    assert len(drawn) == 200
    assert {len(each) for each in drawn} == {16}
    assert set("".join(drawn)) == set("0123456789abcdef")


def test_marks_are_numbers_that_discord_takes_for_a_component() -> None:
    chance = Random(5)  # noqa: S311 - repeatable on purpose
    marks = [new_mark(chance) for _ in range(5000)]
    assert min(marks) >= 1
    assert max(marks) <= 2**31 - 1
    assert max(marks) > 2**30
    assert len(set(marks)) > 4990
