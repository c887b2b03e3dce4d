"""A group's own topics as files that people can read, change and pass on: TOML and CSV."""

from bot.domain.topics.exchange.as_csv import from_csv, to_csv
from bot.domain.topics.exchange.as_toml import from_toml, to_toml
from bot.domain.topics.exchange.fields import MAX_TOPICS, Parsed, Trouble
from bot.domain.topics.exchange.files import MAX_BYTES, parse

__all__ = [
    "MAX_BYTES",
    "MAX_TOPICS",
    "Parsed",
    "Trouble",
    "from_csv",
    "from_toml",
    "parse",
    "to_csv",
    "to_toml",
]
