"""Every cog loads, every command and button is known, and nothing of theirs clashes."""

import re
from pathlib import Path
from typing import Any

from discord import app_commands

from bot.client.circlekeeper import COGS
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "aid read",
    "decision history",
    "decision list",
    "decision propose",
    "decision show",
    "feedback ask",
    "feedback export",
    "feedback give",
    "feedback inbox",
    "feedback loop",
    "feedback mine",
    "feedback summary",
    "group check",
    "group door",
    "group roles",
    "group settings",
    "group setup",
    "help",
    "poll ask",
    "poll check",
    "poll close",
    "poll extend",
    "poll list",
    "poll takedown",
    "privacy",
    "record",
    "support",
    "topic export",
    "topic import",
    "topic post",
    "topic schedule",
    "topic schedules",
    "topic suggest",
    "topic suggestions",
    "topic write",
}


def _commands(world: World) -> dict[str, app_commands.Command[Any, ..., Any]]:
    return {
        command.qualified_name: command
        for command in world.client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


async def test_every_cog_is_loaded(world: World) -> None:
    packages = {f"cogs.{path.stem}" for path in (ROOT / "cogs").iterdir() if path.stem[0] != "_"}
    assert set(COGS) == packages - {"cogs.parts", "cogs.fitting"}
    assert set(world.client.extensions) == set(COGS)


async def test_the_commands_are_the_ones_in_the_docs(world: World) -> None:
    assert set(_commands(world)) == COMMANDS
    docs = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`/{name}`" in docs


async def test_every_command_says_what_it_does_and_works_in_groups_only(world: World) -> None:
    for command in _commands(world).values():
        assert len(command.description) > 10
        assert command.guild_only or (command.parent and command.parent.guild_only)
        for parameter in command.parameters:
            assert len(str(parameter.description)) > 5


async def test_only_the_groups_settings_are_hidden_from_members(world: World) -> None:
    hidden = {c.name for c in world.client.tree.get_commands() if c.default_permissions}
    assert hidden == {"group"}


async def test_every_button_in_the_code_has_a_handler_and_every_handler_a_button(
    world: World,
) -> None:
    used, buttons = set[str](), set[str]()
    for path in (ROOT / "cogs").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        # Where a handler is named, a colon follows.
        used |= set(re.findall(r'"([a-z]+\.[a-z_]+)"(?!: \(self)', source))
        buttons |= set(re.findall(r'custom_id\("([a-z]+\.[a-z_]+)"', source))
        buttons |= set(re.findall(r'button\(\s*say\("[^"]+"\),\s*"([a-z_.]+)"', source))
        buttons |= set(re.findall(r'form\(\s*(?:say\("[^"]+"\)|title),\s*"([a-z_.]+)"', source))
    handled = world.client.router.words
    assert buttons <= handled
    assert handled <= used
