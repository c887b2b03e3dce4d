"""A main file in a folder of its own, for one test each."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(tmp_path)
    yield opened
    await opened.close()
