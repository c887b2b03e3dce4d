"""The library: topics, help lines and decision aids as they stand in `data/`, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from bot.domain.aids.aid import Aid, Edition
from bot.domain.support import Country, Line
from bot.domain.topics.topic import Resource, Topic

_HERE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the folder `topics`, `support` or `aids`: in the installed package, else `data/`."""
    packed = _HERE / "library" / name
    return packed if packed.is_dir() else _HERE.parent / "data" / name


@cache
def topics() -> Mapping[str, Topic]:
    """Read every topic, by slug, in order of title. Raises if one lacks a field."""
    read = [
        _topic(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder("topics").glob("*.toml"))
    ]
    in_order = sorted(read, key=lambda topic: topic.title)
    return MappingProxyType({topic.slug: topic for topic in in_order})


@cache
def countries() -> Mapping[str, Country]:
    """Read the help lines of every country, by its code, in order of name."""
    plain = tomllib.loads((folder("support") / "lines.toml").read_text(encoding="utf-8"))
    read = [
        Country(each["code"], each["name"], tuple(Line(**line) for line in each["lines"]))
        for each in plain["countries"]
    ]
    in_order = sorted(read, key=lambda each: each.name)
    return MappingProxyType({country.code: country for country in in_order})


@cache
def aids() -> Mapping[str, Edition]:
    """Read every decision aid, by key, in order of question. Raises if one lacks a field."""
    read = [
        _edition(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder("aids").glob("*.toml"))
    ]
    in_order = sorted(read, key=lambda each: each.aid.question)
    return MappingProxyType({each.key: each for each in in_order})


def _edition(plain: dict[str, Any]) -> Edition:
    about = (plain["author"], plain["reader"], plain["reviewed_on"], plain["review_by"])
    return Edition(plain["slug"], plain["version"], Aid.from_plain(plain), *about)


def _topic(plain: dict[str, Any]) -> Topic:
    resources = tuple(Resource(**each) for each in plain.pop("resources", ()))
    fields: dict[str, Any] = {
        name: tuple(cast("list[str]", value)) if isinstance(value, list) else value
        for name, value in plain.items()
    }
    return Topic(**fields, resources=resources)
