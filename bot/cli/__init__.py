"""The command line: which words there are, and what each of them takes."""

import argparse
from collections.abc import Sequence

from bot.cli import doctor, export, rehearse, run
from bot.words import say

WORDS = {"run": run, "rehearse": rehearse, "export": export, "doctor": doctor}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one word; return the exit code (0 well, 1 worth a look, 2 to be put right)."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=say("cli.about"))
    words = parser.add_subparsers(dest="word", required=True, metavar="|".join(WORDS))
    for word, module in WORDS.items():
        module.add_options(words.add_parser(word, help=say(f"cli.{word}.about")))
    given = parser.parse_args(arguments)
    return WORDS[given.word].carry_out(given)
