"""What the rehearsal's tests may ask for: a running rehearsal, and a browser that visits it."""

import shutil
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser

from tests.rehearsal.browser import chromium
from tests.rehearsal.running import rehearsal

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
async def address() -> AsyncGenerator[str]:
    """The address of a rehearsal of its own."""
    async with rehearsal("--port", "0") as (address, _):
        yield address


@pytest.fixture
async def browser() -> AsyncGenerator[Browser]:
    """Chromium, without a window."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    async with chromium(program) as browser:
        yield browser
