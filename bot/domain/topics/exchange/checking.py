"""Checking: from a file's texts to topics, or to everything that is off, each with its line."""

from collections.abc import Collection, Iterable

from bot.domain.topics.exchange.fields import MAX_TOPICS, Parsed, Raw, Trouble, trouble
from bot.domain.topics.exchange.reading import Reading
from bot.domain.topics.topic import Topic


def check_all(raws: Iterable[Raw], taken: Collection[str]) -> Parsed:
    """Return the topics, or everything that is off in any of them.

    `taken` are slugs that these topics may not have: those of the library.
    """
    topics: list[Topic] = []
    troubles: list[Trouble] = []
    first_lines: dict[str, int] = {}
    for count, raw in enumerate(raws, start=1):
        if count > MAX_TOPICS:
            troubles.append(trouble(raw.line, "topics.import.many_topics", most=MAX_TOPICS))
            break
        reading = Reading(raw)
        topic = reading.topic()
        topics.append(topic)
        troubles += (*reading.troubles, *_doubled(topic.slug, raw, taken, first_lines))
    if not topics:
        troubles.append(Trouble(1, "topics.import.empty", {}))
    return Parsed((), tuple(troubles)) if troubles else Parsed(tuple(topics))


def _doubled(
    slug: str, raw: Raw, taken: Collection[str], first_lines: dict[str, int]
) -> list[Trouble]:
    """Return what is told if the library or an earlier topic of the file has the same slug."""
    line = raw.line_of("slug")
    if slug in taken:
        return [trouble(line, "topics.import.slug_taken", slug=slug)]
    if slug in first_lines:
        first = first_lines[slug]
        return [trouble(line, "topics.import.slug_twice", slug=slug, first=first)]
    first_lines[slug] = raw.line
    return []
