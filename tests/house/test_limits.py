"""The checker of limits finds what it is there to find."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.limits import troubles


def _found(json: Any, path: str = "/channels/1/messages", method: str = "PATCH") -> list[str]:
    return list(troubles(SimpleNamespace(json=json, path=path, method=method)))


@pytest.mark.parametrize(
    "component",
    [
        {"type": 10, "content": "x" * 4001},
        {"type": 10, "content": " "},
        {"type": 2, "label": "x" * 81, "custom_id": "a"},
        {"type": 2, "custom_id": "a"},
        {"type": 2, "label": "x", "custom_id": "a" * 101},
        {"type": 1, "components": []},
        {"type": 3, "custom_id": "a", "options": [{"label": "x", "value": "x"}] * 26},
        {"type": 21, "custom_id": "a", "options": [{"label": "x", "value": "x"}]},
        {"type": 22, "custom_id": "a", "options": [{"label": "x" * 101, "value": "x"}]},
        {"type": 18, "label": "x" * 46, "component": {"type": 4, "custom_id": "a"}},
    ],
)
def test_one_component_beyond_a_limit(component: dict[str, Any]) -> None:
    assert len(_found({"components": [component]})) == 1
    assert len(_found({"type": 4, "data": {"components": [component]}})) == 1


def test_many_components() -> None:
    assert _found({"components": [{"type": 10, "content": "x"}] * 41}) == ["41 components"]


def test_titles_threads_suggestions_pings_and_commands() -> None:
    assert _found({"data": {"title": "x" * 46}})
    assert _found({"name": "x" * 101}, "/channels/1/messages/2/threads", "POST")
    assert _found({"data": {"choices": [{"name": "x", "value": "x"}] * 26}})
    assert len(_found({"content": "x"}, method="POST")) == 2
    assert _found([{"name": "x", "description": "x" * 101}], "/applications/1/commands", "PUT")


def test_what_is_within_the_limits_passes() -> None:
    sent: dict[str, Any] = {
        "components": [{"type": 10, "content": "x" * 4000}],
        "allowed_mentions": {"parse": []},
        "enforce_nonce": True,
    }
    assert _found(sent, method="POST") == []
