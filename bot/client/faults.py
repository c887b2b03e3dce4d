"""Faults: what a person and the operator are told when something goes wrong.

A person gets one calm sentence. The operator gets the kind of the fault, where it happened and a
reference, but no exception's own text, since that may hold what somebody typed.
"""

import errno
import logging
import secrets
import traceback

import aiohttp
import discord

from bot.domain.refusals import Refusal
from bot.words import say

log = logging.getLogger("circlekeeper")

# discord.py lets these through when a connection breaks, even after Discord did the work.
BROKEN = (aiohttp.ClientError, TimeoutError, OSError)


def kind_of(error: BaseException) -> str:
    """Name a fault without personal content: its class and, where known, its public code."""
    name = type(error).__name__
    if isinstance(error, discord.HTTPException):
        return f"{name} {error.status}/{error.code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {errno.errorcode.get(error.errno, error.errno)}"
    return f"{name} {getattr(error, 'sqlite_errorname', '')}".strip()


def where(error: BaseException) -> str:
    """Return the frames of a fault, innermost last, without its text."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {f.filename}:{f.lineno} in {f.name}" for f in frames)


def explain(error: BaseException) -> str:
    """Return the sentence for a person; log what isn't a refusal under a short reference."""
    if isinstance(error, Refusal):
        return say(error.key, **error.blanks)
    reference = secrets.token_hex(3)
    log.error("fault %s: %s\n%s", reference, kind_of(error), where(error))
    return say("faults.unexpected", reference=reference)


class Formatter(logging.Formatter):
    """Log lines in UTC whose exceptions are told by kind and place, never by their text."""

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: "tuple[type[BaseException], BaseException, object] | tuple[None, None, None]",  # pyright: ignore[reportIncompatibleMethodOverride]
    ) -> str:
        """Tell an exception and what caused it."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            told.append(f"{kind_of(error)}\n{where(error)}")
            error = error.__cause__
        return "\ncaused by ".join(told)
