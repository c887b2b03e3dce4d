"""The page in Chromium: an aid is written, read by a second person, and used in a decision."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.rehearsal.browser import Visitor
from tests.rehearsal.pictures import aids
from tests.rehearsal.pictures.album import Album

pytestmark = pytest.mark.browser


async def test_an_aid_goes_from_its_first_line_to_a_vote(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """The guide's pictures are taken of the same play."""
    visitor = await Visitor.arrive(browser, address)
    await aids.play(Album(visitor, tmp_path))
    everything = "\n".join(await visitor.messages())
    assert "One hour came out ahead" in everything
    # What one person read or weighed stands nowhere for others.
    assert "I want to sleep early" not in everything
    assert visitor.troubles == []
