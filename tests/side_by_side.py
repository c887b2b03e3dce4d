"""Which process runs what, side by side: files stay whole, what is slow to end starts first."""

import pytest
from xdist.remote import Producer  # pyright: ignore[reportMissingTypeStubs]
from xdist.scheduler import LoadFileScheduling  # pyright: ignore[reportMissingTypeStubs]

# Folders that share something costly: a story told once, a browser.
TOGETHER = ("tests/privacy/", "tests/rehearsal/")
# Whatever takes long as one piece would keep one process busy when all others have ended.
FIRST = (*TOGETHER, "tests/house/test_tasks.py", "tests/wire/", "tests/cogs/test_topics_once.py")


def piece_of(nodeid: str) -> str:
    """Return what a test belongs to that one process runs as a whole: a folder, else its file."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def place_in_line(nodeid: str) -> int:
    """Return how early a test has its turn; those of one place stay as they are."""
    file = nodeid.partition("::")[0]
    if file.startswith("tests/domain/") and "privacy" in file:
        return len(TOGETHER)  # every small result there can be is tried
    return next((at for at, each in enumerate(FIRST) if file.startswith(each)), len(FIRST))


class Pieces(LoadFileScheduling):
    """Hands out one piece after the other.

    The mark `xdist_group` would do the same, but pytest 9.2 and pytest-xdist 3.8 together take no
    notice of it: https://github.com/pytest-dev/pytest-xdist/issues/1386
    """

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # in the order that they come

    def _split_scope(self, nodeid: str) -> str:
        return piece_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Pieces | None:
    """Keep together what shares something costly."""
    return Pieces(config, log) if config.option.dist == "loadfile" else None
