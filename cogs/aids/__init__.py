"""Decision aids: reading them, alone or beside a shared decision."""

from bot.client import Circlekeeper
from cogs.aids.attaching import AidsAttach
from cogs.aids.reading import AidsRead


async def setup(client: Circlekeeper) -> None:
    """Load the area."""
    await client.add_cog(AidsRead(client))
    await client.add_cog(AidsAttach(client))
