"""The one room that loads matplotlib, which comes along with it: how each picture is drawn.

Nothing outside imports it before `bot.pictures.loading` did.
"""

from bot.pictures.drawing.bars import draw, draw_scores, draw_trend
from bot.pictures.drawing.tables import draw_comparison, draw_times

__all__ = ["draw", "draw_comparison", "draw_scores", "draw_times", "draw_trend"]
