"""Decision aids: reading them, alone or beside a shared decision."""

from bot.client import Circlekeeper
from cogs.aids.attaching import AidsAttach
from cogs.aids.reading import AidsRead
from cogs.aids.second import AidsSecond
from cogs.aids.writing import AidsWrite


async def setup(client: Circlekeeper) -> None:
    """Load the area."""
    await client.add_cog(AidsRead(client))
    await client.add_cog(AidsAttach(client))
    await client.add_cog(AidsWrite(client))
    await client.add_cog(AidsSecond(client))
