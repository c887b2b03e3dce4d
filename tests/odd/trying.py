"""Trying: one person tries everything on the list, and whatever is off about an answer is told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.words import ENGLISH, sentences
from tests.privacy.circle import SECRET, SEES_HIDDEN
from tests.privacy.crossed import Touch, Try
from tests.privacy.crossing import Crossing, Seen
from tests.privacy.hands import Sight

POLLS = ("open", "gathering", "hidden", "hidden draft")
WORDS = sentences(ENGLISH)
FAULT = WORDS["faults.unexpected"].partition(".")[0]
BLANK = re.compile(r"\\\{[a-z_]+\\\}")
# Every sentence that says no, with anything in its blanks.
NO = re.compile(
    "|".join(
        BLANK.sub(".{1,200}?", re.escape(said))
        for key, said in WORDS.items()
        if ".refused." in key or key == "faults.old_button"
    )
)
# In fields of these names people choose; in all others they write.
CHOSEN = (
    "name",
    "exportable",
    "state",
    "outcome",
    "publication",
    "asks",
    "days",
    "intensity",
    "off",
    "again",
    "stays",
    "turned",
)


@dataclass(frozen=True)
class Watched(Crossing):
    """A crossing that watches how each try is answered; what was off is kept in `off`."""

    off: list[str] = field(default_factory=list[str])

    async def _try(self, role: str, each: Try, on: str, number: int) -> Sight:
        asked = self.circle.world.env.http_requests
        mark = len(asked)
        sight = await super()._try(role, each, on, number)
        shown = sight.payload.replace("\\n", "\n").replace('\\"', '"')
        trouble = (*_answered(asked[mark:]), *_read(shown, role), *_given_back(each, shown))
        self.off.extend(f"{role}, {each} on {on!r}: {what}\n{shown[:600]}" for what in trouble)
        return sight


async def tried(crossing: Watched, *roles: str) -> list[Seen]:
    """Let these roles try everything. Fails, with all of it, where any answer was off."""
    seen = [each for role in roles for each in await crossing.one(role)]
    assert len(seen) > 100 * len(roles)
    assert crossing.off == [], "\n\n".join(crossing.off)
    return seen


def _answered(requests: Iterable[Any]) -> Iterator[str]:
    """Yield what is off about how something was answered."""
    requests = list(requests)
    first = [each for each in requests if each.path.endswith("/callback")]
    if len(first) != 1:
        yield f"answered {len(first)} times"
    for each in requests:
        if "<@" not in str(each.json):
            continue
        body: Any = each.json.get("data") or each.json
        allowed: Any = body.get("allowed_mentions", {"parse": ["users"]})
        if allowed.get("parse") or allowed.get("users"):
            yield f"somebody may be pinged: {each.path}"


def _read(shown: str, role: str) -> Iterator[str]:
    """Yield what is off about what somebody read."""
    if '"form": null, "messages": [], "suggestions": null' in shown or '"components": []' in shown:
        yield "an empty answer"
    if FAULT in shown:
        yield "a fault"
    if SECRET in shown and role not in SEES_HIDDEN:
        yield "something hidden"


def _given_back(each: Try, shown: str) -> Iterator[str]:
    """Yield what somebody wrote and didn't get back with a no."""
    if isinstance(each, Touch) and each.fields is not None and NO.search(shown):
        for name, typed in each.fields.items():
            if name not in CHOSEN and isinstance(typed, str) and typed not in shown:
                yield f"{name} isn't given back"
