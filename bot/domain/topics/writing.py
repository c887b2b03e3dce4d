"""Writing a topic by form: what was typed becomes a topic, and a rewritten one counts it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from itertools import chain, count

from bot.domain.refusals import BadInput
from bot.domain.topics.exchange.fields import Raw, Trouble, as_lines
from bot.domain.topics.exchange.reading import Reading
from bot.domain.topics.exchange.values import MAX_SLUG
from bot.domain.topics.topic import Topic

MAX_VERSION = 999_999


@dataclass(frozen=True, slots=True)
class Written:
    """A topic's form as it was typed; `prompts` and `going_deeper` have one entry a line."""

    title: str
    purpose: str
    prompts: str
    going_deeper: str
    intensity: str

    @property
    def whole(self) -> str:
        """All that was typed, to be given back."""
        parts = (self.title, self.purpose, self.prompts, self.going_deeper)
        return "\n\n".join(part for part in parts if part.strip())


def written(topic: Topic) -> Written:
    """Return what stands in the form of a topic."""
    lines = as_lines(topic)
    return Written(**{name: lines[name] for name in Written.__slots__})


def read_written(form: Written, before: Topic | None = None) -> Topic:
    """Return the topic that was typed; of an earlier one, what the form lacks stays as it is.

    Raises BadInput, about the first thing that is off.
    """
    typed = asdict(form)
    reading = Reading(Raw(1, (as_lines(before) if before else {}) | typed))
    topic = reading.topic()
    for trouble in reading.troubles:
        # What the form doesn't show can't be put right in it.
        if trouble.blanks.get("field", "title") in typed:
            raise _told(trouble)
    if before is None:
        return topic
    return rewritten(before, replace(before, **{name: getattr(topic, name) for name in typed}))


def rewritten(before: Topic | None, topic: Topic) -> Topic:
    """Return a topic with its version: one more than before, if anything in it has changed."""
    if before is None or replace(topic, version=before.version) == before:
        return before or topic
    return replace(topic, version=min(max(topic.version, before.version + 1), MAX_VERSION))


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, or the first of `slug-2`, `slug-3`, ... that isn't taken."""
    ends = chain([""], (f"-{number}" for number in count(2)))
    tries = (slug[: MAX_SLUG - len(end)].rstrip("-") + end for end in ends)
    return next(each for each in tries if each not in taken)


def _told(trouble: Trouble) -> BadInput:
    kind = trouble.key.rpartition(".")[2]
    field = trouble.blanks.get("field")
    blanks = {
        name: value for name, value in trouble.blanks.items() if name in ("most", "length", "count")
    }
    return BadInput(
        f"topics.own.off.{kind}_{field}" if field else f"topics.own.off.{kind}", **blanks
    )
