"""Time zones as people type them: taken where there is no doubt, offered where there is."""

import pytest

from bot.domain.topics.local_time import zone_names
from bot.domain.topics.zones import zone_meant, zones_like, zones_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("berlin", "Europe/Berlin"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("ZÜRICH", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("new_york", "America/New_York"),
        ("Europe / London", None),
        ("utc", "UTC"),
        ("Kenya", "Africa/Nairobi"),
        ("Côte d'Ivoire", "Africa/Abidjan"),
    ],
)
def test_what_leaves_no_doubt(typed: str, meant: str | None) -> None:
    assert zone_meant(typed) == meant


@pytest.mark.parametrize(
    "typed", ["Georgia", "york", "India", "Buenos Aires", "pacific", "Germany", "Spain"]
)
def test_what_may_be_another_place_is_offered_and_not_taken(typed: str) -> None:
    assert zone_meant(typed) is None
    assert zones_meant(typed)


@pytest.mark.parametrize("typed", ["", "  ", ",", ", Germany", "Atlantis", "برلين", "x" * 5000])
def test_what_is_no_place_finds_none(typed: str) -> None:
    assert zone_meant(typed) is None
    assert zones_meant(typed) == []


def test_a_country_offers_its_zones() -> None:
    assert zones_meant("Germany") == ["Europe/Berlin", "Europe/Busingen"]
    assert zones_like("germ") == ["Europe/Berlin", "Europe/Busingen"]
    assert zones_meant("Georgia") == ["Asia/Tbilisi", "Atlantic/South_Georgia"]
    assert zones_meant("UK")[0] == "Europe/London"
    assert "America/Chicago" in zones_meant("United States")


def test_every_zone_is_meant_by_its_own_name() -> None:
    for name in zone_names():
        assert zone_meant(name) == name
        assert name in zones_like(name)


def test_while_typing_cities_that_begin_so_come_first() -> None:
    assert zones_like("lond")[0] == "Europe/London"
    assert len(zones_like("")) == len(zone_names())
