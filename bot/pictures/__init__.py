"""Pictures: results and trends as images of numbers and shapes alone, never anybody's words."""

from bot.pictures.ranked import Comparison, ranked_picture
from bot.pictures.results import Bar, result_picture
from bot.pictures.scores import RunOff, score_picture
from bot.pictures.times import Time, times_picture
from bot.pictures.trends import trend_picture

__all__ = [
    "Bar",
    "Comparison",
    "RunOff",
    "Time",
    "ranked_picture",
    "result_picture",
    "score_picture",
    "times_picture",
    "trend_picture",
]
