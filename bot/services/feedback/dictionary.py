"""What goes with an export: the files' names, and the data dictionary that explains them."""

from collections.abc import Iterator
from datetime import date

from bot.domain.feedback.exporting import COLUMNS, FEWEST, Form, Part, Texts
from bot.domain.feedback.item import Said
from bot.storage.feedback.exporting import Leaving
from bot.words import say

LEFT_OUT = ("merged", "unseen", "identity", "order")


def texts_of(leaving: Leaving, today: date, count: int, kept_back: int) -> Texts:
    """Return the words that go with an export of `count` items, made `today` (UTC).

    `kept_back` is how many of all the group's items stay, whatever was chosen: told for a week, a
    kind or a state, the difference between two exports would tell of single ones.
    """
    return Texts(
        said={said: say(f"feedback.export.said.{said}") for said in Said},
        heard=say("feedback.export.said.heard"),
        cut=say("feedback.export.cut"),
        sheet=say("feedback.export.sheet"),
        about_sheet=say("feedback.export.about_sheet"),
        about=tuple(_about(leaving, today, count, kept_back)),
    )


def file_name(form: Form, part: Part) -> str:
    """Return the name of a part's file; one that is alone has no number."""
    if part.number == 1 and part.last:
        return say("feedback.export.file", ending=form)
    return say("feedback.export.file_part", part=part.number, ending=form)


def _about(leaving: Leaving, today: date, count: int, kept_back: int) -> Iterator[str]:
    yield say("feedback.export.about.title", day=today.isoformat())
    yield ""
    yield say("feedback.export.about.held", count=count)
    yield _weeks(leaving)
    kind, state = leaving.kind, leaving.state
    yield say("feedback.export.about.of_kind", kind=kind or say("feedback.export.about.all"))
    yield say("feedback.export.about.of_state", state=state or say("feedback.export.about.all"))
    yield ""
    yield say("feedback.export.about.columns")
    for name in COLUMNS:
        yield f"{name}: {say(f'feedback.export.column.{name}', fewest=FEWEST)}"
    yield ""
    yield say("feedback.export.about.left_out")
    yield _kept_back(kept_back)
    for name in LEFT_OUT:
        yield say(f"feedback.export.left_out.{name}", fewest=FEWEST)
    yield ""
    yield say("feedback.export.about.cells")
    yield say("feedback.export.about.care")


def _weeks(leaving: Leaving) -> str:
    since, until = leaving.since, leaving.until
    if since and until:
        return say("feedback.export.about.weeks_between", since=since, until=until)
    if since:
        return say("feedback.export.about.weeks_since", since=since)
    if until:
        return say("feedback.export.about.weeks_until", until=until)
    return say("feedback.export.about.weeks_all")


def _kept_back(count: int) -> str:
    if not count:
        return say("feedback.export.about.none_kept_back")
    if count < FEWEST:
        return say("feedback.export.about.few_kept_back", fewest=FEWEST)
    return say("feedback.export.about.some_kept_back", count=count)
