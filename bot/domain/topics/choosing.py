"""Choosing: which topic comes next, by chance within fair rules, and why it is this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.domain.topics.topic import Topic

HEAVY = 3
USUAL_NO_REPEAT = 12


@dataclass(frozen=True, slots=True)
class Pool:
    """Which topics a schedule draws from.

    A topic fits with any of the `tags` (capitals don't matter) and one of the `intensities`; an
    empty set takes all. None comes again within `no_repeat` posts of the group, where the pool
    is large enough for that.
    """

    tags: frozenset[str] = frozenset()
    intensities: frozenset[int] = frozenset()
    no_repeat: int = USUAL_NO_REPEAT

    def has_tag(self, topic: Topic) -> bool:
        """Say whether a topic has one of the tags, or none is asked for."""
        wanted = {tag.casefold() for tag in self.tags}
        return not wanted or not wanted.isdisjoint(tag.casefold() for tag in topic.tags)

    def fits(self, topic: Topic) -> bool:
        """Say whether a topic has one of the tags and one of the intensities."""
        return self.has_tag(topic) and (not self.intensities or topic.intensity in self.intensities)


@dataclass(frozen=True, slots=True)
class Posted:
    """A topic that the group had, with the intensity that it had then."""

    slug: str
    intensity: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of an answer to "why this one?": a sentence's key and what fills its blanks."""

    key: str
    blanks: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Choice:
    """The topic that comes next, or None where no rule allows any, and the reasons in order."""

    slug: str | None
    reasons: tuple[Reason, ...]


def choose(
    topics: Mapping[str, Topic], pool: Pool, history: Sequence[Posted], chance: Random
) -> Choice:
    """Choose the next topic; the same for equal arguments and an equal state of `chance`.

    `topics` are all that there are by slug, the library's and the group's own; `history` is what
    the group had, newest first. The rules, the stronger ones first: never a heavy topic after a
    heavy one, be it by going beyond the pool; a topic of the pool; none of the last `no_repeat`
    posts, else the one posted longest ago.
    """
    candidates, reasons = _candidates(list(topics.values()), pool, history)
    if not candidates:
        return Choice(None, tuple(reasons))
    slugs = sorted(topic.slug for topic in candidates)
    lately = [post.slug for post in history[: max(pool.no_repeat, 0)]]
    fresh = [slug for slug in slugs if slug not in lately]
    if not fresh:
        reasons.append(Reason("topics.why.longest_ago", {"posts": len(lately)}))
        return Choice(max(slugs, key=lately.index), tuple(reasons))
    if len(fresh) < len(slugs):
        left_out = {"count": len(slugs) - len(fresh), "posts": len(lately)}
        reasons.append(Reason("topics.why.posted_lately", left_out))
    reasons.append(
        Reason("topics.why.by_chance", {"count": len(fresh)})
        if len(fresh) > 1
        else Reason("topics.why.only_one")
    )
    return Choice(chance.choice(fresh), tuple(reasons))


def _candidates(
    every: list[Topic], pool: Pool, history: Sequence[Posted]
) -> tuple[list[Topic], list[Reason]]:
    """Return the topics to choose from, before looking at repeats, and what led to them."""
    fitting = [topic for topic in every if pool.fits(topic)]
    if not fitting:
        return [], [Reason("topics.why.nothing_fits")]
    reasons = [Reason("topics.why.pool", {"count": len(fitting)})]
    if not history or history[0].intensity < HEAVY:
        return fitting, reasons
    lighter = [topic for topic in fitting if topic.intensity < HEAVY]
    if len(lighter) < len(fitting):
        left_out = {"count": len(fitting) - len(lighter)}
        reasons.append(Reason("topics.why.after_heavy", left_out))
    if lighter:
        return lighter, reasons
    return _beyond([topic for topic in every if topic.intensity < HEAVY], pool, reasons)


def _beyond(
    lighter: list[Topic], pool: Pool, reasons: list[Reason]
) -> tuple[list[Topic], list[Reason]]:
    """Look outside of a pool that holds heavy topics alone: in its tags first, then anywhere."""
    tagged = [topic for topic in lighter if pool.has_tag(topic)]
    if not lighter:
        return [], [*reasons, Reason("topics.why.all_heavy")]
    if tagged:
        return tagged, [*reasons, Reason("topics.why.beyond_intensity")]
    return lighter, [*reasons, Reason("topics.why.beyond_tags")]
