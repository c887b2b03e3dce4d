"""Discord's documented limits, held against every request that the bot makes in any test.

simcord accepts some things that Discord refuses, so this is checked besides. Sources: Discord's
reference on components, messages, threads and application commands.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from simcord.components import walk_components

COMPONENTS, TEXT = 40, 4000
ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
TEXT_DISPLAY, CONTAINER, LABEL, RADIOS, BOXES = 10, 17, 18, 21, 22
OPTIONS = {SELECT: (1, 25), RADIOS: (2, 10), BOXES: (1, 10)}
LENGTHS = {
    (BUTTON, "label"): 80,
    (SELECT, "placeholder"): 150,
    (INPUT, "placeholder"): 100,
    (INPUT, "value"): 4000,
    (LABEL, "label"): 45,
    (LABEL, "description"): 100,
}


def troubles(request: Any) -> Iterator[str]:
    """Yield what Discord would refuse in a request."""
    sent: Any = request.json
    body = cast("dict[str, Any]", sent) if isinstance(sent, dict) else {}
    data: Any = body.get("data") or {}
    yield from _message(body)
    yield from _message(data)
    yield from _too_long("title", _part(data, "title"), 45)
    yield from _choices(_part(data, "choices") or ())
    if request.path.endswith("/threads"):
        yield from _too_long("thread name", body.get("name"), 100)
    if request.method == "POST" and request.path.endswith("/messages"):
        yield from _channel_message(body)
    if "commands" in request.path and isinstance(sent, list):
        yield from _commands(sent)


def _message(message: Any) -> Iterator[str]:
    components = _part(message, "components")
    if not components:
        return
    every = list(walk_components(components))
    if len(every) > COMPONENTS:
        yield f"{len(every)} components"
    written = sum(len(c["content"]) for c in every if c["type"] == TEXT_DISPLAY)
    if written > TEXT:
        yield f"{written} characters of text"
    ids = [c["custom_id"] for c in every if c.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield "a custom_id stands twice"
    for component in every:
        yield from _component(component)


def _part(body: Any, name: str) -> Any:
    return cast("dict[str, Any]", body).get(name) if isinstance(body, dict) else None


def _component(component: Mapping[str, Any]) -> Iterator[str]:
    kind = component["type"]
    yield from _too_long("custom_id", component.get("custom_id"), 100)
    for (of, name), most in LENGTHS.items():
        if kind == of:
            yield from _too_long(name, component.get(name), most)
    yield from _emptiness(kind, component)
    if kind in OPTIONS:
        yield from _options(component, *OPTIONS[kind])


def _emptiness(kind: int, component: Mapping[str, Any]) -> Iterator[str]:
    if kind == TEXT_DISPLAY and not component["content"].strip():
        yield "an empty text"
    if kind in (ROW, CONTAINER) and not component["components"]:
        yield "an empty container"
    if kind == ROW and len(component["components"]) > 5:
        yield "a row of more than five"
    if kind == BUTTON and not (component.get("label") or component.get("emoji")):
        yield "a button without a face"


def _options(component: Mapping[str, Any], fewest: int, most: int) -> Iterator[str]:
    if not fewest <= len(component["options"]) <= most:
        yield f"{len(component['options'])} options"
    for option in component["options"]:
        for name in ("label", "value", "description"):
            yield from _too_long(f"option's {name}", option.get(name), 100)


def _channel_message(body: Mapping[str, Any]) -> Iterator[str]:
    mentions = dict(body.get("allowed_mentions") or {"parse": ["everyone"]})
    # A role that a person chose to notify; nobody else.
    mentions.pop("roles", None)
    if mentions != {"parse": []}:
        yield "a message that may ping"
    if not body.get("enforce_nonce"):
        yield "a message without an enforced nonce"


def _choices(choices: Any) -> Iterator[str]:
    if len(choices) > 25:
        yield f"{len(choices)} suggestions"
    for choice in choices:
        yield from _too_long("suggestion's name", choice["name"], 100)
        yield from _too_long("suggestion's value", str(choice["value"]), 100)


def _commands(commands: Any) -> Iterator[str]:
    if len(commands) > 100:
        yield f"{len(commands)} commands"
    for command in commands:
        yield from _too_long("command's name", command["name"], 32)
        yield from _too_long("command's description", command.get("description"), 100)
        if len(command.get("options") or ()) > 25:
            yield "more than 25 options"
        yield from _commands(command.get("options") or ())


def _too_long(name: str, text: Any, most: int) -> Iterator[str]:
    if isinstance(text, str) and len(text) > most:
        yield f"{name} of {len(text)} characters, {most} at most"
