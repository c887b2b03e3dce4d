"""What every test may ask for: a group on simcord, and Hypothesis without a stopwatch."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType

import discord
import pytest
from hypothesis import settings
from simcord.env import Env

from bot.client import Circlekeeper
from tests.counting import is_counted, pytest_collection, pytest_sessionstart
from tests.limits import troubles
from tests.side_by_side import place_in_line, pytest_xdist_make_scheduler
from tests.world import Brisk, World, make_client

# pytest finds these here.
__all__ = ["pytest_collection", "pytest_sessionstart", "pytest_xdist_make_scheduler"]

# Many tests start programs, or a bot again: what was compiled for one is kept for the next, also
# where a machine's own setting is against it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# These machines are noisy, so no example is timed; in CI each run tries the same examples.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count lines where their own tests are; side by side, start with what takes longest."""
    for item in items:
        if not is_counted(item.nodeid):
            item.add_marker(pytest.mark.no_cover)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place_in_line(item.nodeid))


# A bot that closes forgets its cogs' modules, and the next would read a hundred files anew. What is
# kept serves a test's first bot alone: one that starts again in a test starts from nothing.
LOADED: dict[str, ModuleType] = {}
MEMBERS = ("ada", "ben", "cem", "dov", "eli")


@pytest.fixture
async def env(tmp_path: Path) -> AsyncIterator[Env]:
    """A simulated Discord with the real bot in it. What the bot let slip fails the test."""
    client = await make_client(tmp_path / "data")
    env = Brisk(client)
    sys.modules.update(LOADED)
    await env.start()
    LOADED.update({name: found for name, found in sys.modules.items() if name.startswith("cogs.")})
    yield env
    assert isinstance(env.bot, Circlekeeper)
    await env.bot.close()
    await env.shutdown()
    assert not env.errors
    assert [trouble for request in env.http_requests for trouble in troubles(request)] == []


@pytest.fixture
async def world(env: Env, tmp_path: Path) -> World:
    """The group, gathered."""
    guild = env.create_guild("The circle")
    manages_events = guild.create_role(
        "Facilitator", permissions=discord.Permissions(manage_events=True)
    )
    manages_server = guild.create_role(
        "Moderator", permissions=discord.Permissions(manage_guild=True)
    )
    assert isinstance(env.bot, Circlekeeper)
    world = World(
        env=env,
        client=env.bot,
        folder=tmp_path / "data",
        guild=guild,
        channel=guild.create_text_channel("circle"),
        facilitator=guild.add_member(env.create_user("fay"), roles=[manages_events]),
        moderator=guild.add_member(env.create_user("mo"), roles=[manages_server]),
        members=[
            guild.add_member(env.create_user(name)) for name in ["ada", "ben", "cem", "dov", "eli"]
        ],
    )
    await env.settle()
    return world
