"""Feedback: what members tell the moderators, private or with their name."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.refusals import BadInput

MAX_TEXT = 2000
RATINGS = range(1, 6)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who chose to stand by their words with their name."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of feedback.

    `week` is the Monday of the week it came in. A private item has neither writer nor time
    (`given_at`); no more than the week is known of it.
    """

    item_id: str
    group_id: int
    week: date
    text: str
    rating: int | None = None
    writer: Writer | None = None
    given_at: datetime | None = None


def check(text: str, rating: int | None) -> str:
    """Return the text as it will be kept. Raises BadInput when empty, too long or misrated."""
    kept = text.strip()
    if not kept:
        raise BadInput("feedback.refused.empty")
    if len(kept) > MAX_TEXT:
        raise BadInput("feedback.refused.long", most=MAX_TEXT, length=len(kept))
    if rating is not None and rating not in RATINGS:
        raise BadInput("feedback.refused.rating")
    return kept


def as_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Source: OWASP, "CSV Injection": a leading apostrophe turns a formula into text. A space
    before the sign doesn't stop every spreadsheet, so the first visible character counts.
    """
    risky = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text
