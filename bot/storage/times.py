"""Times in the main file: whole seconds since 1970, in UTC."""

from datetime import UTC, datetime


def to_seconds(moment: datetime) -> int:
    """Return an aware time as whole seconds since 1970; a part of a second is cut off."""
    return int(moment.timestamp())


def from_seconds(seconds: int) -> datetime:
    """Return seconds since 1970 as an aware time in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
