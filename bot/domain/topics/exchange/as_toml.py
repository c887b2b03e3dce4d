"""Topics as TOML: one `[[topic]]` each, in the fields of the library's own files."""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, cast

import tomli_w

from bot.domain.topics.exchange.checking import check_all
from bot.domain.topics.exchange.fields import (
    FIELDS,
    KNOWN,
    LISTS,
    Parsed,
    Raw,
    Trouble,
    one_line,
    plain_breaks,
    trouble,
)
from bot.domain.topics.exchange.toml_lines import Places, many_dots
from bot.domain.topics.topic import Topic

NUMBERS = ("version", "intensity")
RESOURCE = ("name", "url", "country", "checked_on")
_AT_LINE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)$")


def to_toml(topics: Iterable[Topic]) -> str:
    """Write topics as TOML; fields without anything in them are left out."""
    return tomli_w.dumps({"topic": [_plain(topic) for topic in topics]}, multiline_strings=True)


def from_toml(text: str, taken: Collection[str] = ()) -> Parsed:
    """Read topics from TOML: one `[[topic]]` each, or one alone as in a file of the library.

    Never raises; `taken` are slugs of the library.
    """
    plain = plain_breaks(text)
    places = Places(plain)
    line = many_dots(places.bare)
    if line is not None:
        return Parsed((), (trouble(line, "topics.import.toml"),))
    try:
        held = tomllib.loads(plain)
    except (ValueError, RecursionError) as fault:  # also from numbers and nesting without end
        found = _AT_LINE.search(str(fault))
        line = int(found[1]) if found else plain.count("\n") + 1
        return Parsed((), (trouble(line, "topics.import.toml"),))
    tables = _tables(held)
    if tables is None:
        return Parsed((), (Trouble(1, "topics.import.no_topic", {}),))
    troubles: list[Trouble] = []
    raws = [
        _raw(table, *places.of(number, len(tables)), troubles)
        for number, table in enumerate(tables)
    ]
    return Parsed((), tuple(troubles)) if troubles else check_all(raws, taken)


def _tables(held: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return each topic's table, or None if the file holds something else."""
    if "topic" not in held:
        return [held] if not held.keys().isdisjoint(FIELDS) else None
    found = held["topic"]
    tables = cast("list[Any]", found if isinstance(found, list) else [found])
    if len(held) > 1 or not all(isinstance(table, dict) for table in tables):
        return None
    return tables


def _raw(table: dict[str, Any], line: int, lines: dict[str, int], troubles: list[Trouble]) -> Raw:
    cells: dict[str, str] = {}
    for name, value in table.items():
        if name not in FIELDS:
            unknown = one_line(name)[:40]
            told = trouble(line, "topics.import.unknown_field", field=unknown, known=KNOWN)
            troubles.append(told)
            continue
        cell = _cell(name, value)
        if cell is None:
            at = lines.get(name, line)
            troubles.append(trouble(at, "topics.import.wrong_kind", field=name))
        else:
            cells[name] = cell
    return Raw(line, cells, lines)


def _cell(name: str, value: object) -> str | None:
    """Return a value as the text of a `Raw`, or None if the field can't hold such a value."""
    if isinstance(value, str):
        return value
    if name in NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        # Some numbers are too long to be written out at all.
        return str(value) if 0 <= value < 10**6 else "-"
    if name not in LISTS or not isinstance(value, list):
        return None
    turn = _resource if name == "resources" else _entry
    lines = [turn(each) for each in cast("list[object]", value)]
    texts = [line for line in lines if line is not None]
    return "\n".join(texts) if len(texts) == len(lines) else None


def _entry(value: object) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _resource(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    held = cast("dict[str, object]", value)
    day = held.get("checked_on")
    if isinstance(day, date):
        held = held | {"checked_on": day.isoformat()}
    texts = [text for text in map(held.get, RESOURCE) if isinstance(text, str)]
    if len(texts) < len(RESOURCE) or len(held) > len(RESOURCE):
        return None
    return one_line(" | ".join(texts))


def _plain(topic: Topic) -> dict[str, object]:
    plain = asdict(topic)
    return {name: plain[name] for name in FIELDS if plain[name] not in ("", ())}
