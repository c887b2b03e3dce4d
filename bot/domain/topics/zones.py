"""Time zones by what people type of them: a city, a country, a part of a name."""

from bot.domain.topics.local_time import zone_names


def zones_like(typed: str) -> list[str]:
    """Return the time zones whose name holds every word typed, those that begin so first."""
    words = typed.casefold().replace("_", " ").split()
    found = [
        name
        for name in zone_names()
        if all(word in name.casefold().replace("_", " ") for word in words)
    ]
    wanted = " ".join(words)
    return sorted(found, key=lambda name: not _city(name).startswith(wanted))


def _city(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ").casefold()
