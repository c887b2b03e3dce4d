"""Handing out topics as files: each one that an import takes again, and an example of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.topics.exchange import MAX_BYTES, to_csv, to_toml
from bot.domain.topics.exchange.fields import FIELDS, Raw
from bot.domain.topics.exchange.reading import Reading
from bot.domain.topics.topic import Topic
from bot.words import say

TOML, CSV = "toml", "csv"
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Handed:
    """Topics as files that an import takes; with `count` 0 there is one, with an example."""

    files: tuple[bytes, ...]
    count: int


def in_files(topics: Iterable[Topic], kind: str) -> tuple[bytes, ...]:
    """Return topics as files of one kind, none larger than an import takes."""
    parts: list[list[Topic]] = [[]]
    size = 0
    for topic in topics:
        alone = len(_as_bytes([topic], kind))
        if parts[-1] and size + alone > MAX_BYTES:
            parts.append([])
            size = 0
        parts[-1].append(topic)
        size += alone
    return tuple(_as_bytes(part, kind) for part in parts)


def example() -> Topic:
    """Return a topic with something in every field, to show what a file looks like."""
    cells = {name: say(f"topics.example.{name}") for name in FIELDS}
    return Reading(Raw(1, cells)).topic()


def _as_bytes(topics: Iterable[Topic], kind: str) -> bytes:
    # Spreadsheets take a file for UTF-8 only if it begins with this mark.
    text = BOM + to_csv(topics) if kind == CSV else to_toml(topics)
    return text.encode()
