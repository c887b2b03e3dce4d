"""Decision aids: read, written, read by a second person, attached, and taken care of."""

from bot.client import Circlekeeper
from cogs.aids.attaching import AidsAttach
from cogs.aids.caring import AidsCare
from cogs.aids.reading import AidsRead
from cogs.aids.second import AidsSecond
from cogs.aids.writing import AidsWrite
from cogs.aids.writing_options import AidsOptions


async def setup(client: Circlekeeper) -> None:
    """Load the area."""
    await client.add_cog(AidsRead(client))
    await client.add_cog(AidsAttach(client))
    await client.add_cog(AidsWrite(client))
    await client.add_cog(AidsOptions(client))
    await client.add_cog(AidsSecond(client))
    await client.add_cog(AidsCare(client))
