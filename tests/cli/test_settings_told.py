"""The command line and its settings: a bad one is named, its value isn't, and nothing starts."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import NAMES
from tests.wire.payloads import TOKEN
from tests.wire.process import running

MALFORMED = "this-is-secret.all.the.same"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", ""),
        ("DISCORD_TOKEN", MALFORMED),
        ("DISCORD_TOKEN", f"Bot {TOKEN}"),
        ("LOG_LEVEL", "LOUD"),
        ("SHARD_IDS", "first"),
        ("SHARD_IDS", "0,0"),
        ("SHARD_COUNT", "0"),
        ("SHARD_COUNT", "many"),
        ("DEV_GUILD", "The circle"),
    ],
)
def test_a_bad_setting_is_named_and_its_value_is_not(
    name: str,
    value: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in NAMES:
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv(name, value)
    assert main(["run"]) == 2
    said = "".join(capfd.readouterr())
    assert said.startswith(f"{name}: ")
    assert ".env" in said
    assert not value or value not in said
    assert TOKEN not in said
    assert not (tmp_path / "data").exists()


async def test_a_real_start_with_a_malformed_token_says_which_setting(tmp_path: Path) -> None:
    async with running(tmp_path / "bot", DISCORD_TOKEN=MALFORMED) as bot:
        assert await bot.ends() == 2
        assert bot.output.startswith("DISCORD_TOKEN: this doesn't look like a bot token")
        assert MALFORMED not in bot.output


def test_without_a_word_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "run|rehearse" in capsys.readouterr().err
