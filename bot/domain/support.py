"""Support: help lines by country, each with the date on which it was checked."""

from dataclasses import dataclass
from datetime import date, timedelta

# An entry that was checked longer ago may be out of date, and those who keep it are told.
OLD_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Line:
    """One help line. `how` says what to do ("call"), `dial` is the number as it is dialled."""

    name: str
    how: str
    dial: str
    hours: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Country:
    """The help lines of one country. `code` is ISO 3166-1 alpha-2."""

    code: str
    name: str
    lines: tuple[Line, ...]


def is_old(checked_on: date, today: date) -> bool:
    """Say whether an entry was checked longer ago than 180 days."""
    return today - checked_on > OLD_AFTER
