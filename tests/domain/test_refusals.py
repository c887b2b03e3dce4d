"""Refusals: a key and its blanks, and nothing that a person typed in the exception's own text."""

import logging
import traceback

import pytest

from bot.domain.refusals import BadInput, Gone, NotAllowed, Refusal

KINDS = [Refusal, NotAllowed, Gone, BadInput]


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_carries_its_key_and_its_blanks(kind: type[Refusal]) -> None:
    refusal = kind("polls.refused.long_option", number=2, most=100)
    assert refusal.key == "polls.refused.long_option"
    assert refusal.blanks == {"number": 2, "most": 100}
    assert isinstance(refusal, Refusal)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_typed_reaches_no_log_through_it(
    kind: type[Refusal], caplog: pytest.LogCaptureFixture
) -> None:
    typed = "my sister's name is Ines"
    try:
        raise kind("polls.refused.gone", typed=typed)
    except Refusal as refusal:
        logging.getLogger("circle").exception("refused: %s %r", refusal, refusal)
        shown = "".join(traceback.format_exception(refusal))
    assert "polls.refused.gone" in caplog.text
    assert "polls.refused.gone" in shown
    # The line of source that raised it names a variable, not its value.
    assert typed not in caplog.text
    assert typed not in shown
