"""Privacy: what is kept about a person, and forgetting people and groups that are gone."""

from bot.services.privacy.forgetting import Forgetting
from bot.services.privacy.looking import Looking

__all__ = ["Forgetting", "Looking"]
