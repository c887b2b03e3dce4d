"""Who may do what: by the group's own roles, else by Discord's permissions."""

import itertools
from collections.abc import Callable

import pytest

from bot.domain.people import (
    GroupRoles,
    Person,
    is_facilitator,
    is_moderator,
    require_facilitator,
    require_manager,
    require_moderator,
)
from bot.domain.refusals import NotAllowed

FACILITATOR, MODERATOR, OTHER = 11, 12, 13
ROLES = [frozenset(held) for n in range(4) for held in itertools.combinations((11, 12, 13), n)]
EVERYBODY = [
    Person(1, 2, 3, role_ids=held, manages_events=events, manages_group=group)
    for held in ROLES
    for events, group in itertools.product((False, True), repeat=2)
]
NAMED = [
    GroupRoles(facilitator, moderator)
    for facilitator in (None, FACILITATOR)
    for moderator in (None, MODERATOR)
]


def allowed(require: Callable[..., None], *about: object) -> bool:
    try:
        require(*about)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("roles", NAMED, ids=str)
def test_facilitators_hold_the_role_or_manage_events(roles: GroupRoles) -> None:
    for person in EVERYBODY:
        by_role = roles.facilitator == FACILITATOR and FACILITATOR in person.role_ids
        expected = by_role or person.manages_events
        assert is_facilitator(person, roles) == expected
        assert allowed(require_facilitator, person, roles) == expected


@pytest.mark.parametrize("roles", NAMED, ids=str)
def test_moderators_hold_the_role_or_manage_the_server(roles: GroupRoles) -> None:
    for person in EVERYBODY:
        by_role = roles.moderator == MODERATOR and MODERATOR in person.role_ids
        expected = by_role or person.manages_group
        assert is_moderator(person, roles) == expected
        assert allowed(require_moderator, person, roles) == expected


def test_settings_belong_to_those_who_manage_the_server() -> None:
    for person in EVERYBODY:
        assert allowed(require_manager, person) == person.manages_group


def test_a_member_without_anything_is_neither() -> None:
    member = Person(1, 2, 3)
    assert not is_facilitator(member, GroupRoles(FACILITATOR, MODERATOR))
    assert not is_moderator(member, GroupRoles(FACILITATOR, MODERATOR))


@pytest.mark.parametrize(
    ("require", "about", "key"),
    [
        (require_facilitator, (GroupRoles(),), "people.refused.facilitator"),
        (require_moderator, (GroupRoles(),), "people.refused.moderator"),
        (require_manager, (), "people.refused.manager"),
    ],
    ids=["facilitator", "moderator", "manager"],
)
def test_a_refusal_names_whose_this_is(
    require: Callable[..., None], about: tuple[object, ...], key: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        require(Person(1, 2, 3), *about)
    assert refused.value.key == key
