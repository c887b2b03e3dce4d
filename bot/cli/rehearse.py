"""`python -m bot rehearse`: a group to try things on, in a browser, without a token."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.cli.logs import set_up_logs
from bot.rehearsal.stage import CannotRehearse, check_parts, rehearse
from bot.storage.database import Unusable
from bot.words import say


def add_options(parser: argparse.ArgumentParser) -> None:
    """Take where the page is, whether the browser opens, and what is kept."""
    parser.add_argument("--port", type=int, default=0, help=say("cli.rehearse.port"))
    parser.add_argument("--no-browser", action="store_true", help=say("cli.rehearse.no_browser"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=say("cli.rehearse.data"))


def carry_out(given: argparse.Namespace) -> int:
    """Run the rehearsal; return 0 after it, 2 when something is to be put right."""
    set_up_logs("ERROR")
    try:
        check_parts()
        # Only now: it needs the parts that were just looked for.
        from bot.rehearsal.seed import real_bot, seed  # noqa: PLC0415

        asyncio.run(
            rehearse(
                real_bot,
                seed,
                port=given.port,
                open_browser=not given.no_browser,
                data=given.data,
                announce=_announce,
            )
        )
    except CannotRehearse as why:
        print(why, file=sys.stderr)
        return 2
    except Unusable as trouble:
        print(say(trouble.key, **trouble.blanks), file=sys.stderr)
        return 2
    return 0


def _announce(told: str) -> None:
    print(told, flush=True)
