"""Where lines are counted: by the tests of the floors that the gate is about, and nowhere else.

Counting makes everything twice as slow, so it is done where those floors are tried by themselves,
and not while every small result there can be is tried.
"""

from collections.abc import Generator

import pytest
from coverage import Coverage

COUNTED = (
    *("tests/domain/", "tests/services/", "tests/storage/"),
    # All that tries the services of what people gather and suggest.
    *("tests/cogs/test_gathering.py", "tests/cogs/test_suggestions.py"),
)

# Every small result there can be, together with the files named test_privacy.py.
EVERY_RESULT = "tests/domain/polls/privacy/"


def is_counted(nodeid: str) -> bool:
    """Say whether a test counts the lines that it runs."""
    file = nodeid.partition("::")[0]
    every_result = file.endswith("/test_privacy.py") or file.startswith(EVERY_RESULT)
    return file.startswith(COUNTED) and not every_result


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Keep pytest-cov 7.1 from counting twice in each process that runs tests side by side.

    It begins there as if the process were the first one too, and what is marked `no_cover` would
    pause only one of the two.
    """
    first = Coverage.current()
    if hasattr(session.config, "workerinput") and first is not None:
        first.stop()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Count nothing while tests are gathered."""
    counting = Coverage.current()
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
