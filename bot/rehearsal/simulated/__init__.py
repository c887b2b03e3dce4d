"""The only room that touches simcord's private side: real dates, a running clock, ways about.

Everything in this folder was written against the version below and tried with no other; `check`
refuses any other. What is used beyond simcord's documented parts, to be looked at again on an
upgrade, file by file:

- world.py: `Env` and its `_schedule_timer`, `_settle_internal`, `_capture_errors`, `_bot_scope`;
  its `backend` with `clock._epoch`, `bot_user`, `get_user`
- page.py: `Preview` and its `_Page`, with every name of theirs that starts with an underscore; the
  backend's `transcript`, `channels`, `guilds`, `dm_channels`
- rooms.py: the backend's `channels`, `messages`, `dm_channels`, and its rules for who sees what
- server.py: `PreviewServer`, its `_static`, `_STATIC_FILES`, `_SECURITY_HEADERS`, and the marks in
  its index.html that `framed` looks for
- ../page/rehearsal.js and rehearsal.css: the ids and classes of simcord's page
"""

from importlib import metadata

PINNED = "3.2.1"


class WrongSimcord(Exception):
    """Another version of simcord is installed than the pinned one; the text says which."""


def check() -> None:
    """Raise WrongSimcord unless exactly the pinned version is installed."""
    found = metadata.version("simcord")
    if found != PINNED:
        raise WrongSimcord(found)
