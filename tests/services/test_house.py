"""Opening the house: one folder, one house, and a clear word where that fails."""

import stat
from pathlib import Path
from random import Random

import pytest

from bot.services.chance import new_id, new_mark
from bot.services.house import House, open_house
from bot.storage.database import FILE_NAME, Unusable
from tests.services.circle import Clock, Home
from tests.services.polls.asked import ask, posted


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


async def test_a_main_file_that_isnt_ours_stops_the_start(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is a letter to a friend. " * 200)
    assert (await refusal(tmp_path, clock)).key == "start.damaged"


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
