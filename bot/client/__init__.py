"""The Discord client: wiring, start-up, and the one way in which people are answered."""

from bot.client.answers import Answer, Mode
from bot.client.circlekeeper import Circlekeeper
from bot.client.courier import Delivery
from bot.client.layout import sentence
from bot.client.router import Fields, Press

__all__ = ["Answer", "Circlekeeper", "Delivery", "Fields", "Mode", "Press", "sentence"]
