"""What stands behind drafts in tests: the group's clocks, now, and texts for options."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.polls.drafting import Offer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def offer(
    standing: tuple[str, ...] = (),
    fixed: Mapping[str, str] | None = None,
    *,
    zone: str = "Europe/Berlin",
    now: datetime = NOW,
) -> Offer:
    """Return an offer on a Monday noon, with these texts."""
    return Offer(standing, fixed or {}, ZoneInfo(zone), now)
