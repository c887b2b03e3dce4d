"""`python -m bot doctor`: looks at everything, changes nothing, says what is to be done."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import discord

from bot.cli.doctor.contents import library, main_file
from bot.cli.doctor.finding import Finding, Health
from bot.cli.doctor.folders import backups, data_folder, free_room, sealed_folder
from bot.cli.doctor.setup import env_file, settings
from bot.settings import read_data_dir
from bot.words import say


def add_options(parser: argparse.ArgumentParser) -> None:
    """Take no options: it looks at what `run` would use from here."""
    del parser


def carry_out(given: argparse.Namespace) -> int:
    """Tell each finding; return 0 when all is well, 1 for worth a look, 2 for broken."""
    del given
    found: list[Finding] = []
    for finding in _examine(Path.cwd()):
        found.append(finding)
        print(say(f"doctor.line.{finding.health.name.lower()}", told=finding.told), flush=True)
    worst = max(finding.health for finding in found)
    count = sum(finding.health == worst for finding in found)
    print(say(f"doctor.all.{worst.name.lower()}", count=count))
    return worst


def _examine(here: Path) -> Iterator[Finding]:
    now = discord.utils.utcnow()
    yield from settings(here)
    yield from env_file(here)
    try:
        data = read_data_dir(here)
    except (OSError, ValueError):
        # Told by `settings`, and without it nobody knows which folder it is.
        return
    folder = data_folder(data)
    yield folder
    if folder.health is not Health.BROKEN:
        yield free_room(data)
        yield from main_file(data)
        yield from sealed_folder(data)
        yield backups(data, now)
    yield from library(now.date())


__all__ = ["Health", "add_options", "carry_out"]
