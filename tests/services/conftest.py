"""A house with an empty data folder, for one test each."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.services.house import House
from tests.services.circle import Clock, Home


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def home(tmp_path: Path, clock: Clock) -> AsyncGenerator[Home]:
    made = Home(tmp_path / "data", clock)
    yield made
    await made.close()


@pytest.fixture
async def house(home: Home) -> House:
    return await home.open()
