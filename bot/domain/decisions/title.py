"""A decision by its title: what a list needs of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.decisions.decision import Stage


@dataclass(frozen=True, slots=True)
class Title:
    """What is to be decided, and where that stands; ids and the time as in a decision."""

    decision_id: str
    channel_id: int
    what: str
    stage: Stage
    shown_at: datetime

    def matches(self, typed: str) -> bool:
        """Say whether each word that was typed stands in the title, in large or small letters."""
        what = self.what.casefold()
        return all(word in what for word in typed.casefold().split())


def in_order(titles: list[Title]) -> list[Title]:
    """Return titles as they are listed: what is to be looked at again, then what isn't over.

    Inside each the order stays.
    """
    return sorted(titles, key=lambda each: (each.stage is not Stage.REVIEW, _over(each)))


def _over(title: Title) -> bool:
    return title.stage is Stage.ENDED
