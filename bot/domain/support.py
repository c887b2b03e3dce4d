"""Support: help lines by country, each with the date on which it was checked."""

from dataclasses import dataclass
from datetime import date


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
