"""Everything that people read, per language, looked up by key."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

ENGLISH = "en"


def say(key: str, /, **blanks: object) -> str:
    """Return the English sentence of that key with its blanks filled.

    A key is the file's name and the path inside it, as in `polls.vote.in`. Raises KeyError for a
    key that doesn't exist or a blank that isn't given.
    """
    return sentences(ENGLISH)[key].format(**blanks)


@cache
def sentences(language: str) -> dict[str, str]:
    """Return every sentence of a language by its key."""
    found: dict[str, str] = {}
    for entry in resources.files("bot.words").joinpath(language).iterdir():
        if entry.name.endswith(".toml"):
            area = entry.name.removesuffix(".toml")
            _collect(area, tomllib.loads(entry.read_text(encoding="utf-8")), found)
    return found


def _collect(prefix: str, plain: dict[str, Any], found: dict[str, str]) -> None:
    for name, value in plain.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            _collect(key, value, found)  # pyright: ignore[reportUnknownArgumentType]
        else:
            found[key] = value.strip()
