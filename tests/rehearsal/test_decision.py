"""The page in Chromium: a whole decision, from a private wish to what was tried and is kept."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.rehearsal.browser import Visitor
from tests.rehearsal.pictures import decisions
from tests.rehearsal.pictures.album import Album

pytestmark = pytest.mark.browser


async def test_a_group_takes_a_decision_and_keeps_what_it_tried(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """Six members take part; the guide's pictures are taken of the same play."""
    visitor = await Visitor.arrive(browser, address)
    await decisions.play(Album(visitor, tmp_path))
    card = await visitor.read("Somebody put this before the group")
    assert "It is over." in card
    assert "We meet for one hour, and whoever likes stays on." in card
    everything = "\n".join(await visitor.messages())
    assert "One hour came out ahead" in everything
    # It began in private, and no card says of anybody that they added or wanted something.
    for name in ("Kofi", "June", "Ayşe", "Bảo Trân"):
        assert f"{name} put" not in everything
    assert visitor.troubles == []
