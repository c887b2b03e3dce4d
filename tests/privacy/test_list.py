"""The list is whole: a command, a button, a form or a word of the command line that is new fails.

It fails here until it is listed in `crossed`, and listed it is tried by every role.
"""

from bot.cli import WORDS
from tests.privacy.circle import ROLES
from tests.privacy.conftest import Told
from tests.privacy.crossed import COMMAND_LINE, COMMANDS, TOUCHES, commands
from tests.world import World


async def test_every_command_with_every_option_is_listed_and_none_that_is_gone(
    world: World,
) -> None:
    listed: dict[str, set[str]] = {}
    for each in COMMANDS:
        listed.setdefault(each.name, set()).update(each.options)
    there = {
        name: {parameter.display_name for parameter in command.parameters}
        for name, command in commands(world.client).items()
    }
    assert listed == there


async def test_every_command_is_a_slash_command(world: World) -> None:
    """A context menu would be a command too: it wants a place in the list, and hands to try it."""
    roots = {command.name for command in world.client.tree.get_commands()}
    assert roots == {name.split()[0] for name in commands(world.client)}


async def test_every_button_and_form_is_listed_and_none_that_is_gone(world: World) -> None:
    assert {each.word for each in TOUCHES} == world.client.router.words


def test_every_word_of_the_command_line_is_listed_and_none_that_is_gone() -> None:
    assert set(COMMAND_LINE) == set(WORDS)


def test_every_role_tried_everything_on_the_list_before_closing_and_after(told: Told) -> None:
    listed = {str(each) for each in (*COMMANDS, *TOUCHES)}
    for stage in ("open", "past"):
        for role in ROLES:
            tried = {seen.tried for seen in told.crowded.by(role) if seen.stage == stage}
            assert listed <= tried, (stage, role, listed - tried)
