"""A topic's texts as Discord is to show them: as they were typed, and within a card's limits."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.topics.exchange.reading import FOR_WHO_POSTS, MAX_PREVIEW, ON_THE_CARD
from bot.domain.topics.topic import Topic
from cogs.parts import plain

TOGETHER = (*ON_THE_CARD, *FOR_WHO_POSTS)
SHOWN = (*TOGETHER, "going_deeper", "strengths")
# Signs that Discord makes something of, and wide ones in which it sees letters.
_WIDE = str.maketrans("\\*_~|`#-<>[]@", "＼＊＿～｜｀＃－＜＞［］＠")


def readable(topic: Topic) -> Topic:
    """Return a topic whose texts draw nothing, mention nobody, and fit where the topic fits.

    A group writes its own topics, so their texts are shown letter for letter. Escaping makes them
    longer; one that would outgrow its card, being made of little but signs, gets wide signs
    instead. The library's texts need neither and stay as they are.
    """
    escaped = _each(topic, plain)
    # A list's entries, or a text's letters: the lengths add up to the same.
    length = sum(len(part) for name in TOGETHER for part in getattr(escaped, name))
    return escaped if length <= MAX_PREVIEW else _each(topic, _wide)


def _each(topic: Topic, show: Callable[[str], str]) -> Topic:
    changed: dict[str, str | tuple[str, ...]] = {}
    for name in SHOWN:
        value: str | tuple[str, ...] = getattr(topic, name)
        changed[name] = show(value) if isinstance(value, str) else tuple(map(show, value))
    return replace(topic, **changed)


def _wide(typed: str) -> str:
    return typed.translate(_WIDE)
