"""Time zones by what people type of them: a city, a country, a part of a name, accents or not."""

from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_zone, zone_names

# Fewer letters would be the beginning of half the world.
BEGINNING = 4


def zones_like(typed: str) -> list[str]:
    """Return the time zones whose name holds every word typed, those that begin so first.

    Behind them come those of a country whose name begins so, or is the same.
    """
    words = _plain(typed).split()
    found = [name for name, plain in _names().items() if all(word in plain for word in words)]
    wanted = " ".join(words)
    by_name = sorted(found, key=lambda name: not _city(name).startswith(wanted))
    return [*by_name, *(name for name in _of_country(wanted) if name not in found)]


def zones_meant(typed: str) -> list[str]:
    """Return the time zones that somebody may mean; none for a text without a word.

    After a comma people name the country, which no time zone bears: then the city alone decides.
    """
    place = typed.partition(",")[0]
    if not place.strip():
        return []
    found = zones_like(typed) or zones_like(place)
    exact = [name for name in found if _city(name) == _words(place)]
    first = _country(_words(place))
    return exact or [*first, *(name for name in found if name not in first)]


def zone_meant(typed: str) -> str | None:
    """Return the time zone that somebody means, if there is no doubt.

    It is named, or its city is, or a country that has no other.
    """
    try:
        return read_zone(typed)
    except BadInput:
        found = zones_meant(typed)
    words = _words(typed.partition(",")[0])
    sure = len(found) == 1 and (_city(found[0]).startswith(words) or found == _country(words))
    return found[0] if sure else None


def _of_country(words: str) -> list[str]:
    """Return the time zones of all countries whose name begins with these words."""
    if len(words) < BEGINNING:
        return _country(words)
    return [each for name in _countries() if name.startswith(words) for each in _country(name)]


def _country(words: str) -> list[str]:
    return _countries().get(words, [])


@cache
def _countries() -> dict[str, list[str]]:
    """Return each country's time zones by its name and by what stands behind it in brackets.

    Source: `iso3166.tab` and `zone.tab` of the IANA database, as the package tzdata brings them.
    """
    zones: dict[str, list[str]] = {}
    for code, _, name, *_ in _rows("zone.tab"):
        zones.setdefault(code, []).append(name)
    found: dict[str, list[str]] = {}
    for code, country in _rows("iso3166.tab"):
        for name in country.rstrip(")").split(" ("):
            found.setdefault(_words(name), []).extend(zones.get(code, ()))
    return found


def _rows(table: str) -> list[list[str]]:
    written = files("tzdata").joinpath("zoneinfo", table).read_text(encoding="utf-8")
    return [line.split("\t") for line in written.splitlines() if line and not line.startswith("#")]


@cache
def _names() -> dict[str, str]:
    return {name: _plain(name) for name in zone_names()}


def _city(name: str) -> str:
    return _names()[name].rpartition("/")[2]


def _words(typed: str) -> str:
    return " ".join(_plain(typed).split())


def _plain(name: str) -> str:
    bare = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    return bare.casefold().replace("_", " ").replace("’", "'")
