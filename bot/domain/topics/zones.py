"""Time zones by what people type of them: a city, a part of a name, with or without accents."""

from functools import cache
from unicodedata import combining, normalize

from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_zone, zone_names


def zones_like(typed: str) -> list[str]:
    """Return the time zones whose name holds every word typed, those that begin so first."""
    words = _plain(typed).split()
    found = [name for name, plain in _names().items() if all(word in plain for word in words)]
    wanted = " ".join(words)
    return sorted(found, key=lambda name: not _city(name).startswith(wanted))


def zones_meant(typed: str) -> list[str]:
    """Return the time zones that somebody may mean; none for a text without a word.

    After a comma people name the country, which no time zone bears: then the city alone decides.
    """
    place = typed.partition(",")[0]
    if not place.strip():
        return []
    found = zones_like(typed) or zones_like(place)
    exact = [name for name in found if _city(name) == _words(place)]
    return exact or found


def zone_meant(typed: str) -> str | None:
    """Return the time zone that somebody means, if there is no doubt: its name or its city."""
    try:
        return read_zone(typed)
    except BadInput:
        found = zones_meant(typed)
    sure = len(found) == 1 and _city(found[0]).startswith(_words(typed.partition(",")[0]))
    return found[0] if sure else None


@cache
def _names() -> dict[str, str]:
    return {name: _plain(name) for name in zone_names()}


def _city(name: str) -> str:
    return _names()[name].rpartition("/")[2]


def _words(typed: str) -> str:
    return " ".join(_plain(typed).split())


def _plain(name: str) -> str:
    bare = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    return bare.casefold().replace("_", " ")
