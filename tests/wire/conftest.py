"""Wire: the stand-in, the bot, and the people of a group."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.wire.circle import Circle, Stage
from tests.wire.process import running
from tests.wire.stand_in import StandIn, standing_in


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One bot for all tests of a file, each of which brings a poll of its own."""
    folder = tmp_path_factory.mktemp("stage") / "bot"
    async with standing_in() as stand_in, running(folder, stand_in.address) as bot:
        await bot.connects()
        yield Stage(bot, folder, stand_in, Circle(stand_in))


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with standing_in() as made:
        yield made


@pytest.fixture
def circle(stand_in: StandIn) -> Circle:
    return Circle(stand_in)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bot"
