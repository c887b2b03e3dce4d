"""What somebody would like the group to decide: read from a form, and held to what fits."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from bot.domain.polls.options import on_one_line, visible
from bot.domain.refusals import BadInput

MAX_WHAT = 200
MAX_FIELD = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """What should be decided, why now, whom it touches, by when, and what it is not for.

    `what` is one line; the others may be empty but for `why`. Source: the elements of a decision's
    framing in IPDAS ("state the decision", "describe the situation"), in words of our own.
    """

    what: str
    why: str = ""
    whom: str = ""
    by_when: str = ""
    not_for: str = ""

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Asked":
        """Read what `to_plain` wrote."""
        return cls(**{each.name: str(plain.get(each.name, "")) for each in fields(cls)})


def check_asked(typed: Asked) -> Asked:
    """Return what was typed as it will be shown. Raises BadInput."""
    what = on_one_line(typed.what)
    rest = {name: getattr(typed, name).strip() for name in ("why", "whom", "by_when", "not_for")}
    if not visible(what):
        raise BadInput("decisions.refused.no_what")
    if not visible(rest["why"]):
        raise BadInput("decisions.refused.no_why")
    for text, most in ((what, MAX_WHAT), *((each, MAX_FIELD) for each in rest.values())):
        if len(text) > most:
            raise BadInput("decisions.refused.long", most=most, length=len(text))
    return Asked(what, **rest)
