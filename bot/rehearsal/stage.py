"""The stage: opens the rehearsal, tells the person at the terminal, runs until told to stop."""

import asyncio
import signal
import tempfile
import webbrowser
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.rehearsal import sentences, simulated

if TYPE_CHECKING:
    from bot.rehearsal.group import Group

Client = TypeVar("Client", bound=discord.Client)

PARTS = {  # what is imported, and what it is called where it is installed from
    "simcord": "simcord",
    "markdown_it": "markdown-it-py",
    "linkify_it": "linkify-it-py",
    "regex": "regex",
    "PIL": "pillow",
}


class CannotRehearse(Exception):
    """The rehearsal can't begin; the exception's text is the sentence that says why."""


async def rehearse(
    make_client: Callable[[Path], Awaitable[Client]],
    seed: Callable[[Client, "Group"], Awaitable[None]],
    *,
    port: int = 0,
    open_browser: bool = True,
    data: Path | None = None,
    announce: Callable[[str], None] = print,
    speed: float = 1.0,
) -> None:
    """Run the bot in the invented group, on a page in the browser, until SIGINT or SIGTERM.

    `make_client` gets the data folder and returns the client, not yet started. `seed` puts on the
    stage what is there when the page opens. `data` is kept afterwards; without it a temporary
    folder is used and removed. `port` 0 finds a free one. `speed` is how many seconds pass in the
    group for each of ours. `announce` gets what the person at the terminal should read.
    Raises CannotRehearse.
    """
    check_parts()
    # Needs those parts, which a machine that only runs the bot hasn't got.
    from bot.rehearsal.playing import PortBusy, playing, welcome

    told_to_stop = _stop_signal()
    with _folder(data) as folder:
        try:
            async with playing(make_client, seed, folder, port, speed) as address:
                announce(welcome(address))
                if open_browser:
                    await asyncio.to_thread(_show, address)
                await told_to_stop.wait()
        except PortBusy as busy:
            raise CannotRehearse(sentences.PORT_BUSY.format(port=port)) from busy
    announce(sentences.KEPT.format(folder=data) if data else sentences.NOT_KEPT)


def check_parts() -> None:
    """Raise CannotRehearse unless everything that the page needs is installed."""
    missing = [name for part, name in PARTS.items() if find_spec(part) is None]
    if missing:
        raise CannotRehearse(sentences.PARTS_MISSING.format(parts=", ".join(missing)))
    try:
        simulated.check()
    except simulated.WrongSimcord as found:
        told = sentences.WRONG_SIMCORD.format(needed=simulated.PINNED, found=found)
        raise CannotRehearse(told) from found


@contextmanager
def _folder(kept: Path | None) -> Generator[Path]:
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="circlekeeper-rehearsal-") as folder:
        yield Path(folder)


def _stop_signal() -> asyncio.Event:
    """Return an event that is set when the person at the terminal, or the system, says stop."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, told.set)
        except NotImplementedError:
            # Windows has no such handlers: Ctrl-C arrives in the main thread at any moment.
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(told.set))
    return told


def _show(address: str) -> None:
    """Open the browser, if there is one with windows: a text browser would take the terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
