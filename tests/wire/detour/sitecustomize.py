"""Wire: takes discord.py to the stand-in; Python runs this first, where it is on the path."""

import os
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

# Without an address nothing may start: it would speak to Discord itself.
ADDRESS = os.environ.get("STAND_IN") or sys.exit("STAND_IN is missing")

Route.BASE = f"http://{ADDRESS}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{ADDRESS}/gateway")
