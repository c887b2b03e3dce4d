"""Takes the guides' pictures: all scenes or the named ones, each in a rehearsal of its own."""

import asyncio
import shutil
import sys

from tests.rehearsal.browser import Visitor, chromium
from tests.rehearsal.pictures import (
    aids,
    decisions,
    feedback,
    first_look,
    group,
    life,
    methods,
    topics,
    ways,
)
from tests.rehearsal.pictures.album import Album
from tests.rehearsal.running import rehearsal

SCENES = {
    each.__name__.rpartition(".")[2]: each.play
    for each in (first_look, methods, ways, life, decisions, aids, topics, feedback, group)
}
PROGRAM = shutil.which("chromium") or "/usr/bin/chromium"


async def take(names: list[str]) -> None:
    """Play the scenes of these names, and keep their pictures."""
    async with chromium(PROGRAM) as browser:
        for name in names:
            async with rehearsal("--port", "0") as (address, _):
                visitor = await Visitor.arrive(browser, address)
                await visitor.page.set_viewport_size({"width": 1180, "height": 1200})
                await SCENES[name](Album(visitor))
                print(name, visitor.troubles or "is done")  # noqa: T201 - said to whoever runs it


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1:] or list(SCENES)))
