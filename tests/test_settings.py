"""Settings: from `.env` and the environment to one frozen value."""

from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, read_settings
from tests.wire.payloads import TOKEN

GIVEN = {"DISCORD_TOKEN": TOKEN}


def test_a_token_is_enough(tmp_path: Path) -> None:
    assert read_settings(tmp_path, GIVEN) == Settings(token=TOKEN, data_dir=tmp_path / "data")


def test_every_setting_is_read(tmp_path: Path) -> None:
    given = {
        **GIVEN,
        "DATA_DIR": "/srv/circle",
        "LOG_LEVEL": " debug ",
        "SHARD_IDS": "0-2, 5",
        "SHARD_COUNT": "8",
        "DEV_GUILD": "1200000000000000000",
        "RUNTIME_DIRECTORY": "/run/circle:/run/other",
    }
    assert read_settings(tmp_path, given) == Settings(
        token=TOKEN,
        data_dir=Path("/srv/circle"),
        log_level="DEBUG",
        shard_ids=(0, 1, 2, 5),
        shard_count=8,
        dev_guild=1_200_000_000_000_000_000,
        runtime_dir=Path("/run/circle"),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [("0", (0,)), ("0,1", (0, 1)), ("0-2", (0, 1, 2)), ("4-4", (4,)), ("7, 2-3", (7, 2, 3))],
)
def test_shard_ids_are_numbers_and_ranges(
    tmp_path: Path, written: str, read: tuple[int, ...]
) -> None:
    given = {**GIVEN, "SHARD_IDS": written, "SHARD_COUNT": "8"}
    assert read_settings(tmp_path, given).shard_ids == read


@pytest.mark.parametrize(
    "written", ["0,0", "0-2,1", "2-0", "0,", "-1", "1-", "0-1-2", "a", "١", ","]
)
def test_malformed_or_doubled_shard_ids_are_refused(tmp_path: Path, written: str) -> None:
    check_bad(tmp_path, "SHARD_IDS", SHARD_IDS=written, SHARD_COUNT="8")


@pytest.mark.parametrize("count", ["", "2", "1"])
def test_shard_ids_need_a_count_above_them(tmp_path: Path, count: str) -> None:
    check_bad(tmp_path, "SHARD_COUNT", SHARD_IDS="0-2", SHARD_COUNT=count)


@pytest.mark.parametrize("name", ["SHARD_COUNT", "DEV_GUILD"])
@pytest.mark.parametrize("written", ["0", "-1", "1.5", "one", "²", "1 000"])
def test_whole_numbers_from_one_up_are_asked_for(tmp_path: Path, name: str, written: str) -> None:
    check_bad(tmp_path, name, **{name: written})


@pytest.mark.parametrize(
    "token", ["", "  ", "one", "a.b", "a.b.c.d", "a.b. c", f"Bot {TOKEN}", ".."]
)
def test_a_token_has_three_parts_and_no_spaces(tmp_path: Path, token: str) -> None:
    check_bad(tmp_path, "DISCORD_TOKEN", DISCORD_TOKEN=token)


def test_an_unknown_log_level_is_refused(tmp_path: Path) -> None:
    check_bad(tmp_path, "LOG_LEVEL", LOG_LEVEL="CHATTY")


def test_the_environment_wins_over_the_file_and_the_file_over_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nLOG_LEVEL=ERROR\nDATA_DIR=\n")
    assert read_settings(tmp_path, {}).log_level == "ERROR"
    assert read_settings(tmp_path, {}).data_dir == tmp_path / "data"
    assert read_settings(tmp_path, {"LOG_LEVEL": "WARNING"}).log_level == "WARNING"


def test_the_real_environment_is_read_unless_another_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    assert read_settings(tmp_path).log_level == "WARNING"


def test_the_token_stands_in_no_repr(tmp_path: Path) -> None:
    assert TOKEN not in repr(read_settings(tmp_path, GIVEN))


def test_an_error_holds_no_value(tmp_path: Path) -> None:
    refused = check_bad(tmp_path, "DISCORD_TOKEN", DISCORD_TOKEN=f"Bot {TOKEN}")
    assert TOKEN not in f"{refused!r} {refused} {refused.args}"


def check_bad(folder: Path, name: str, **given: str) -> BadSetting:
    """Check that these settings are refused, and `name` is blamed."""
    with pytest.raises(BadSetting) as refused:
        read_settings(folder, {**GIVEN, **given})
    assert refused.value.name == name
    return refused.value
