"""Reading one topic of a file: each field within its limits, so that its card can hold it."""

from typing import Any

from bot.domain.topics.exchange.fields import (
    LISTS,
    REQUIRED,
    TEXTS,
    Raw,
    Trouble,
    clean,
    entries,
    one_line,
    trouble,
    visible,
)
from bot.domain.topics.exchange.values import A_RESOURCE, SHAPES, read_resource, slug_of
from bot.domain.topics.topic import Resource, Topic

MAX_TEXT = {"title": 80, "strengths": 300}
# A card holds 4,000 characters; its headings, and what else who posts it sees, need some of them.
MAX_CARD = 2999
MAX_PREVIEW = 3599
ON_THE_CARD = ("title", "purpose", "content_notes", "opening_round", "prompts", "taking_part")
FOR_WHO_POSTS = ("facilitator_notes", "closing_round")
OFFERED = {"group": ("new", "mixed", "known"), "setting": ("text", "voice")}
IN_BETWEEN = 2
USUAL_LANGUAGE = "en"
INTENSITIES = {"": IN_BETWEEN, "1": 1, "2": 2, "3": 3}


class Reading:
    """One topic being read; `troubles` fills up with what is off."""

    def __init__(self, raw: Raw) -> None:
        self.troubles: list[Trouble] = []
        self._raw = raw

    def topic(self) -> Topic:
        """Return the topic; it may be used only if `troubles` stays empty."""
        texts = {name: self._text(name) for name in TEXTS}
        lists = {name: self._entries(name) for name in LISTS}
        for name, offered in OFFERED.items():
            if not set(lists[name]) <= set(offered):
                self._note(name, "topics.import.not_offered", offered=", ".join(offered))
        self._check_card(texts, lists)
        resources = [self._resource(line) for line in lists.pop("resources")]
        plain: dict[str, Any] = {**texts, **lists}
        return Topic(
            slug=self._shaped("slug") or slug_of(texts["title"]),
            version=int(self._shaped("version") or 1),
            intensity=self._intensity(),
            language=self._shaped("language") or USUAL_LANGUAGE,
            resources=tuple(each for each in resources if each is not None),
            **plain,
        )

    def _note(self, name: str, key: str, **blanks: object) -> None:
        line = self._raw.line_of(name)
        self.troubles.append(trouble(line, key, field=name, **blanks))

    def _text(self, name: str) -> str:
        cell = self._raw.cells.get(name, "")
        text = one_line(cell) if name in MAX_TEXT else clean(cell)
        if not visible(text):
            if name in REQUIRED:
                self._note(name, "topics.import.missing")
            return ""
        most = MAX_TEXT.get(name, MAX_CARD)
        if len(text) > most:
            self._note(name, "topics.import.long", most=most, length=len(text))
        return text

    def _entries(self, name: str) -> tuple[str, ...]:
        found = entries(self._raw.cells.get(name, ""))
        most, longest = LISTS[name]
        if not found and name in REQUIRED:
            self._note(name, "topics.import.missing")
        if len(found) > most:
            self._note(name, "topics.import.many", most=most, count=len(found))
        length = max(map(len, found), default=0)
        if length > longest:
            self._note(name, "topics.import.long", most=longest, length=length)
        return found

    def _check_card(self, texts: dict[str, str], lists: dict[str, tuple[str, ...]]) -> None:
        held = {**{name: (text,) for name, text in texts.items()}, **lists}
        card = sum(len(text) for name in ON_THE_CARD for text in held[name])
        whole = card + sum(len(text) for name in FOR_WHO_POSTS for text in held[name])
        line = self._raw.line
        if card > MAX_CARD:
            found = trouble(line, "topics.import.long_card", most=MAX_CARD, length=card)
            self.troubles.append(found)
        elif whole > MAX_PREVIEW:
            found = trouble(line, "topics.import.long_notes", most=MAX_PREVIEW, length=whole)
            self.troubles.append(found)

    def _shaped(self, name: str) -> str:
        text = one_line(self._raw.cells.get(name, ""))
        shape, example = SHAPES[name]
        if text and not shape.fullmatch(text):
            self._note(name, "topics.import.shape", example=example)
            return ""
        return text

    def _intensity(self) -> int:
        text = one_line(self._raw.cells.get("intensity", ""))
        if text not in INTENSITIES:
            self._note("intensity", "topics.import.intensity")
        return INTENSITIES.get(text, IN_BETWEEN)

    def _resource(self, line: str) -> Resource | None:
        found = read_resource(line)
        if found is None:
            self._note("resources", "topics.import.shape", example=A_RESOURCE)
        return found
