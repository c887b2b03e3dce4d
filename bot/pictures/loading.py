"""Loading matplotlib: once, and not before the first picture."""

import logging
from importlib import import_module
from threading import Lock

# Where loading fails, Python hands a thread that waited for it a module without contents.
LOADING = Lock()


def load_drawing() -> None:
    """Load matplotlib if it isn't loaded yet: it costs 45 MB and about a second, which a bot that
    posts no picture shouldn't pay. From then on `bot.pictures.drawing` can be imported in no time.

    Where the home folder can't be written, as is usual for a service, matplotlib keeps its list of
    fonts in a temporary folder, removes that at the end, and says so in two warnings. That costs a
    third of a second per start and nobody need act on it, so only its errors are logged. The
    environment stays as it is: MPLCONFIGDIR can still name a lasting folder.
    """
    with LOADING:
        logging.getLogger("matplotlib").setLevel(logging.ERROR)
        import_module("bot.pictures.drawing")
