"""Settings: `.env` and the environment become one frozen value. Nothing else reads either."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
NAMES = ("DISCORD_TOKEN", "DATA_DIR", "LOG_LEVEL", "SHARD_IDS", "SHARD_COUNT", "DEV_GUILD")


class BadSetting(Exception):
    """A setting is missing or malformed. `name` is the variable, `key` its sentence in words."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(name)
        self.name = name
        self.key = key


@dataclass(frozen=True, slots=True)
class Settings:
    """How this bot is run. The token stands in no repr."""

    token: str = field(repr=False)
    data_dir: Path = Path("data")
    log_level: str = "INFO"
    shard_ids: tuple[int, ...] | None = None
    shard_count: int | None = None
    dev_guild: int | None = None
    runtime_dir: Path | None = None


def read_settings(folder: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read `.env` in `folder`, then the environment, which wins. Raises BadSetting."""
    given = _given(folder, environment)
    shard_ids = _shard_ids(given)
    shard_count = _whole(given, "SHARD_COUNT", least=1)
    if shard_ids and (shard_count is None or max(shard_ids) >= shard_count):
        raise BadSetting("SHARD_COUNT", "settings.shard_count_with_ids")
    return Settings(
        token=_token(given),
        data_dir=_data_dir(folder, given),
        log_level=_log_level(given),
        shard_ids=shard_ids,
        shard_count=shard_count,
        dev_guild=_whole(given, "DEV_GUILD", least=1),
        runtime_dir=_runtime_dir(given),
    )


def read_data_dir(folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Read where everything is kept, for what needs no token."""
    return _data_dir(folder, _given(folder, environment))


def _given(folder: Path, environment: Mapping[str, str] | None) -> dict[str, str]:
    from_file = {name: value for name, value in dotenv_values(folder / ".env").items() if value}
    return {**from_file, **(os.environ if environment is None else environment)}


def _data_dir(folder: Path, given: Mapping[str, str]) -> Path:
    return Path(_text(given, "DATA_DIR") or folder / "data")


def _text(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").strip()


def _token(given: Mapping[str, str]) -> str:
    token = _text(given, "DISCORD_TOKEN")
    if not token:
        raise BadSetting("DISCORD_TOKEN", "settings.token_missing")
    # Three parts with dots between: the bot's id, a time, and a signature.
    parts = token.split(".")
    if len(parts) != 3 or not all(parts) or any(letter.isspace() for letter in token):
        raise BadSetting("DISCORD_TOKEN", "settings.token_shape")
    return token


def _log_level(given: Mapping[str, str]) -> str:
    level = _text(given, "LOG_LEVEL").upper() or "INFO"
    if level not in LOG_LEVELS:
        raise BadSetting("LOG_LEVEL", "settings.log_level")
    return level


def _whole(given: Mapping[str, str], name: str, least: int) -> int | None:
    text = _text(given, name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or int(text) < least:
        raise BadSetting(name, f"settings.{name.lower()}")
    return int(text)


def _shard_ids(given: Mapping[str, str]) -> tuple[int, ...] | None:
    """Read `0,1,2` or `0-2`."""
    text = _text(given, "SHARD_IDS")
    if not text:
        return None
    ids: list[int] = []
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        ends = (low, high if dash else low)
        if not all(end.isascii() and end.isdecimal() for end in ends):
            raise BadSetting("SHARD_IDS", "settings.shard_ids")
        ids.extend(range(int(ends[0]), int(ends[1]) + 1))
    if not ids or len(set(ids)) != len(ids):
        raise BadSetting("SHARD_IDS", "settings.shard_ids")
    return tuple(ids)


def _runtime_dir(given: Mapping[str, str]) -> Path | None:
    # systemd may name several folders; the first is ours.
    first = _text(given, "RUNTIME_DIRECTORY").split(":")[0]
    return Path(first) if first else None
