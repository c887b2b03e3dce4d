"""Sealed boxes in a folder of their own, for one test each."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.storage.ballots import BallotBoxes, held_link


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sealed"


@pytest.fixture
def link() -> bytes:
    return held_link(None)


@pytest.fixture
async def boxes(folder: Path, link: bytes) -> AsyncGenerator[BallotBoxes]:
    opened = await BallotBoxes.open(folder, link, rest=0)
    yield opened
    await opened.close()
