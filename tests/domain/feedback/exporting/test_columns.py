"""Columns: what is told of an item, and above all what isn't."""

from datetime import UTC, date, datetime

from bot.domain.feedback.exporting import COLUMNS, row_of
from bot.domain.feedback.item import (
    Item,
    Kind,
    Message,
    Moderator,
    Said,
    Stage,
    State,
    Writer,
    hash_of,
)
from tests.domain.feedback.exporting.reading import TEXTS

MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 19)
LATER = datetime(2026, 3, 6, 9, tzinfo=UTC)
BY = Moderator(311528470125871777, "Mo the moderator", date(2026, 3, 11))
SAID = (
    Message(1, Said.ANSWER, "We'll see to it.", "It was loud.", State.HEARD, BY),
    Message(2, Said.UNDERSTOOD),
    Message(3, Said.ADDED, "The fan, too."),
    Message(4, Said.NOT_QUITE, "Still on its way.", moves_at=LATER),
)
PRIVATE = Item(
    item_id="00c0ffee00c0ffee",
    group_id=902348571230987411,
    week=MONDAY,
    kind=Kind.SAFETY,
    text="It was loud.",
    about="poll/deadbeefdeadbeef",
    code_hash=hash_of(b"0123456789"),
    stage=Stage.FRESH,
    moves_at=LATER,
    state=State.DONE,
    version=4,
    closed_on=THURSDAY,
    messages=SAID,
)
NAMED = Item(
    item_id="00c0ffee00c0ffef",
    group_id=902348571230987411,
    week=MONDAY,
    kind=Kind.SAFETY,
    text="It was loud.",
    writer=Writer(311528470125871999, "Anna"),
    given_at=datetime(2026, 3, 4, 18, 7, 9, tzinfo=UTC),
    state=State.DONE,
    closed_on=THURSDAY,
)


def cells(item: Item, *alone: Kind) -> dict[str, str]:
    return dict(zip(COLUMNS, row_of(item, frozenset(alone), TEXTS), strict=True))


def test_a_private_item_tells_weeks_and_words_and_no_more() -> None:
    assert cells(PRIVATE, Kind.SAFETY) == {
        "week": "2026-03-02",
        "kind": "safety",
        "state": "done",
        "privacy": "private",
        "text": "It was loud.",
        "name": "",
        "user_id": "",
        "given_at": "",
        "answers": "Heard: It was loud.\n\nAnswer: We'll see to it.\n\nUnderstood\n\n"
        "Added: The fan, too.",
        "closed_on": "2026-03-16",  # the Monday of that week
    }


def test_a_named_item_tells_who_and_when() -> None:
    row = cells(NAMED)
    assert (row["name"], row["user_id"]) == ("Anna", "id 311528470125871999")
    assert (row["given_at"], row["closed_on"]) == ("2026-03-04 18:07 UTC", "2026-03-19")
    assert row["privacy"] == "named"


def test_a_kind_that_may_not_be_told_is_other_for_private_items_alone() -> None:
    assert cells(PRIVATE, Kind.IDEA)["kind"] == "other"
    assert cells(NAMED, Kind.IDEA)["kind"] == "safety"


def test_no_id_no_code_no_day_and_no_moderator_stands_in_a_row() -> None:
    row = "\n".join(row_of(PRIVATE, frozenset(), TEXTS))
    assert PRIVATE.code_hash is not None
    for left_out in (
        PRIVATE.item_id,
        str(PRIVATE.group_id),
        PRIVATE.about,
        PRIVATE.code_hash.hex(),
        str(BY.user_id),
        BY.name,
        "2026-03-11",
        "2026-03-19",
        "Still on its way",
        "safety",
    ):
        assert left_out not in row


def test_what_a_named_writer_added_is_seen_at_once() -> None:
    waiting = Message(1, Said.ADDED, "One thing more.", moves_at=LATER)
    item = Item(**{name: getattr(NAMED, name) for name in ("item_id", "group_id", "week", "kind")},
        text="x", writer=NAMED.writer, given_at=NAMED.given_at, messages=(waiting,))  # fmt: skip
    assert cells(item)["answers"] == "Added: One thing more."
