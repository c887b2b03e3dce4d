"""`python -m bot export`: a group's feedback as files, for whoever runs the machine."""

import argparse
import asyncio
import os
import sys
from contextlib import aclosing
from datetime import date
from pathlib import Path
from random import SystemRandom

import discord

from bot.client.faults import kind_of
from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import Kind, State
from bot.services.feedback.dictionary import file_name
from bot.services.feedback.exporting import LARGEST_PART, Asked, Exporting, Plan
from bot.settings import read_data_dir
from bot.storage.database import Database, Unusable
from bot.words import say

LARGEST_ID = 2**63 - 1


class Stop(Exception):
    """Something keeps the files from being written, told to the person at the terminal."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Take which group, what of its feedback, and where the files go."""
    option = parser.add_argument
    option("--group", type=_group, required=True, metavar="ID", help=say("cli.export.group"))
    forms, kinds, states = ([each.value for each in choice] for choice in (Form, Kind, State))
    option("--format", choices=forms, default=Form.CSV.value, help=say("cli.export.format"))
    option("--since", type=_day, metavar="DATE", help=say("cli.export.since"))
    option("--until", type=_day, metavar="DATE", help=say("cli.export.until"))
    option("--kind", choices=kinds, help=say("cli.export.kind"))
    option("--state", choices=states, help=say("cli.export.state"))
    option("--to", type=Path, required=True, metavar="FOLDER", help=say("cli.export.to"))


def carry_out(given: argparse.Namespace) -> int:
    """Write the files; return 0 after it, 2 when something is to be put right."""
    asked = Asked(
        form=Form(given.format),
        kind=Kind(given.kind) if given.kind else None,
        state=State(given.state) if given.state else None,
        since=given.since,
        until=given.until,
    )
    try:
        asyncio.run(_export(read_data_dir(Path.cwd()), given.group, asked, given.to))
    except Unusable as trouble:
        return _complain(say(trouble.key, **trouble.blanks))
    except Stop as why:
        return _complain(str(why))
    except Exception as error:  # noqa: BLE001 - told by its kind alone, without anybody's words
        return _complain(say("cli.export.stopped", kind=kind_of(error)))
    return 0


async def _export(data: Path, group_id: int, asked: Asked, to: Path) -> None:
    # The main file alone: the sealed votes belong to the bot that runs.
    database = await Database.open(data, as_it_is=True)
    try:
        exporting = Exporting(database, discord.utils.utcnow, SystemRandom())
        plan = await exporting.plan_for_operator(group_id, asked)
        if plan.items:
            await _write(exporting, plan, to)
        else:
            print(say("cli.export.none"))
        if plan.merged:
            print(say("cli.export.merged"))
    finally:
        await database.close()


async def _write(exporting: Exporting, plan: Plan, to: Path) -> None:
    _prepare(to)
    # Before the export is in the record: this one shows whether the folder takes files.
    _put(to / say("feedback.export.file_about"), plan.about)
    async with aclosing(exporting.parts(plan, LARGEST_PART)) as parts:
        async for part in parts:
            path = to / file_name(plan.form, part)
            _put(path, part.content)
            print(say("cli.export.written", path=path, so_far=part.so_far, count=plan.items))
            del part
    print(say("cli.export.recorded"))


def _prepare(folder: Path) -> None:
    """Make the folder if need be, and refuse one with an earlier export in it. Raises Stop."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = sorted(path.name for path in folder.glob("feedback*"))
    except OSError as error:
        kind = kind_of(error)
        raise Stop(say("cli.export.no_folder", folder=folder, kind=kind)) from error
    if taken:
        raise Stop(say("cli.export.taken", folder=folder, name=taken[0]))


def _put(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, and never over another one. Raises Stop."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        kind = kind_of(error)
        raise Stop(say("cli.export.no_folder", folder=path.parent, kind=kind)) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError:
        # Half a file would look like a whole one.
        path.unlink()
        raise


def _group(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal()) or not 0 < int(typed) <= LARGEST_ID:
        raise argparse.ArgumentTypeError(say("cli.export.bad_group"))
    return int(typed)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("cli.export.bad_day")) from error


def _complain(told: str) -> int:
    print(told, file=sys.stderr)
    return 2
