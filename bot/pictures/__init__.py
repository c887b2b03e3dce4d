"""Pictures: results as images that carry numbers and shapes only, never anybody's words."""

from bot.pictures.results import Bar, result_picture

__all__ = ["Bar", "result_picture"]
