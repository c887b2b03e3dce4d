"""Columns: what an export tells of one item, and what it leaves out for the writer's sake.

Left out are all ids and codes, what an item is about (a small session tells who was there), the
days of a conversation and the names of those who answered. Of a private item's end the week is
told, as of its beginning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.feedback.item import Item, Kind, Message, Said, week_of

COLUMNS = (
    "week",
    "kind",
    "state",
    "privacy",
    "text",
    "name",
    "user_id",
    "given_at",
    "answers",
    "closed_on",
)
OTHER = "other"
PRIVATE, NAMED = "private", "named"

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The words that stand in an export beside people's own; rules know none themselves.

    `said` stands before each message of a conversation and `heard` before what moderators said
    back; `cut` ends a cell that was too long. `sheet` and `about_sheet` are names of sheets, and
    `about` is the data dictionary, line by line.
    """

    said: Mapping[Said, str]
    heard: str
    cut: str
    sheet: str
    about_sheet: str
    about: tuple[str, ...]


def row_of(item: Item, alone: frozenset[Kind], texts: Texts) -> Row:
    """Return an item's cells in the order of COLUMNS, as they were written, empty where unknown.

    `alone` are the kinds that private items are told to be (`told_alone`).
    """
    writer, closed = item.writer, item.closed_on
    if closed is not None and item.private:
        closed = week_of(closed)
    return (
        item.week.isoformat(),
        item.kind if writer or item.kind in alone else OTHER,
        item.state,
        NAMED if writer else PRIVATE,
        item.text,
        writer.name if writer else "",
        # A spreadsheet would round a number this long.
        f"id {writer.user_id}" if writer else "",
        item.given_at.strftime("%Y-%m-%d %H:%M UTC") if writer and item.given_at else "",
        "\n\n".join(part for said in item.messages for part in _told(item, said, texts)),
        closed.isoformat() if closed else "",
    )


def _told(item: Item, said: Message, texts: Texts) -> Iterator[str]:
    """Yield the parts of one message, but nothing of what is still unseen by moderators."""
    if item.private and said.moves_at is not None:
        return
    if said.heard:
        yield f"{texts.heard}: {said.heard}"
    label = texts.said[said.said]
    if said.text:
        yield f"{label}: {said.text}"
    elif not said.heard:
        yield label
