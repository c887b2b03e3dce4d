"""Which permissions a channel needs, for what it is used for and for what sort it is."""

import discord
import pytest

from bot.client.permissions import NEEDED
from bot.domain.checking import ORDER, Sort, Use, needed
from bot.words import say

POST = ("view_channel", "send_messages", "read_message_history")


@pytest.mark.parametrize("use", [Use.MODERATORS, Use.FEEDBACK, Use.WAITING])
def test_a_notice_needs_to_be_posted_and_found_again(use: Use) -> None:
    assert needed({use}, Sort.TEXT) == POST


def test_each_use_adds_its_own() -> None:
    assert set(needed({Use.POLL}, Sort.TEXT)) == {*POST, "attach_files"}
    assert set(needed({Use.POLL, Use.HANDS}, Sort.TEXT)) == {*POST, "attach_files", "add_reactions"}
    threads = {"create_public_threads", "send_messages_in_threads"}
    assert set(needed({Use.SCHEDULE}, Sort.TEXT)) == {*POST, *threads}
    assert set(needed({Use.SCHEDULE, Use.PINS}, Sort.TEXT)) == {*POST, *threads, "pin_messages"}


def test_a_thread_has_another_permission_for_posting_and_no_threads_of_its_own() -> None:
    names = needed(set(Use), Sort.THREAD)
    assert "send_messages_in_threads" in names
    assert not {"send_messages", "create_public_threads"} & set(names)


def test_a_forum_has_no_pins_and_a_voice_channel_no_threads() -> None:
    assert "pin_messages" not in needed(set(Use), Sort.FORUM)
    assert "send_messages_in_threads" in needed({Use.SCHEDULE}, Sort.FORUM)
    assert needed({Use.SCHEDULE}, Sort.PLAIN) == POST


def test_where_somebody_asks_everything_is_looked_at_that_the_invitation_asks_for() -> None:
    # discord.py knows View Channel by its older name, too.
    invited = {"view_channel" if name == "read_messages" else name for name, on in NEEDED if on}
    assert set(needed({Use.HERE}, Sort.TEXT)) == invited


def test_each_permission_has_its_name_and_why() -> None:
    assert set(ORDER) == set(needed(set(Use), Sort.TEXT))
    for name in ORDER:
        assert name in discord.Permissions.VALID_FLAGS
        assert say(f"permissions.{name}")
        assert say(f"permissions.why.{name}").startswith("to ")
