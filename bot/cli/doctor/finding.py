"""Findings: what the doctor saw, how it is, and what to do, in one sentence each."""

from dataclasses import dataclass
from enum import IntEnum

from bot.words import say


class Health(IntEnum):
    """How something is; the number is the exit code."""

    OK = 0
    LOOK = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    health: Health
    told: str


def well(key: str, **blanks: object) -> Finding:
    """Return that something is as it should be, by its key in words."""
    return Finding(Health.OK, say(key, **blanks))


def look(key: str, **blanks: object) -> Finding:
    """Return that something is worth a look."""
    return Finding(Health.LOOK, say(key, **blanks))


def broken(key: str, **blanks: object) -> Finding:
    """Return that something doesn't work, or that a promise doesn't hold."""
    return Finding(Health.BROKEN, say(key, **blanks))
