"""What the privacy tests look at: the same story told twice, once for all of them."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.privacy.evidence import Evidence
from tests.privacy.story import tell
from tests.privacy.votes import CROWDED, QUIET, Telling


@dataclass(frozen=True)
class Told:
    """Both tellings, and the first one's data folder as it stood after a clean stop."""

    crowded: Evidence
    quiet: Evidence
    folder: Path

    @property
    def both(self) -> tuple[Evidence, Evidence]:
        """Each telling's evidence."""
        return self.crowded, self.quiet


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The story in both tellings; what the bot let slip, or Discord would refuse, fails here.

    Each is told by a process of its own, side by side. Both hash texts alike, so that no set's
    order tells them apart.
    """
    folder = tmp_path_factory.mktemp("privacy")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONHASHSEED", "0")
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, mp_context=spawn) as pool:
            tellings = (CROWDED, QUIET)
            folders = [folder / telling.name for telling in tellings]
            crowded, quiet = pool.map(_told, folders, tellings)
    return Told(crowded, quiet, folder / CROWDED.name / "data")


def _told(folder: Path, telling: Telling) -> Evidence:
    return asyncio.run(tell(folder, telling))
