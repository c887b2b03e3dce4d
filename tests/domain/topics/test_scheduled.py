"""Schedules as they are written down: what stands in the form comes back as it was."""

import json

from bot.domain.topics.scheduled import Wish

WISH = Wish("1", "2026-03-10", "18:30", 5, 6, ("2", "grief"), late=True, ballot=True, pin=True)


def test_a_wish_comes_back_as_it_was_written() -> None:
    assert Wish.from_plain(json.loads(json.dumps(WISH.to_plain()))) == WISH


def test_a_wish_from_before_there_were_pins_has_none() -> None:
    before = {"often": "1", "first": "2026-03-10", "at": "18:30", "channel_id": 5}
    before |= {"role_id": None, "pool": [], "late": False, "ballot": False}
    assert Wish.from_plain(before) == Wish("1", "2026-03-10", "18:30", 5, pin=False)
