"""Help lines: found by country as people type it, and nobody's asking is written down."""

import pytest

from bot.domain.refusals import Gone
from bot.services.house import House
from bot.storage import library
from tests.services.circle import Home, everything_in


def names(house: House, typed: str) -> list[str]:
    return [country.name for country in house.support.search(typed)]


async def test_every_country_is_there_in_order_of_name(house: House) -> None:
    assert house.support.countries == tuple(library.countries().values())
    all_names = [country.name for country in house.support.countries]
    assert names(house, "") == all_names[:25]


@pytest.mark.parametrize("typed", ["Austria", "austria", "  AUSTR ", "stri", "at", "AT"])
async def test_a_country_is_found_by_any_part_of_its_name_or_by_its_code(
    house: House, typed: str
) -> None:
    assert "Austria" in names(house, typed)


async def test_a_code_is_only_taken_whole(house: House) -> None:
    by_code = [country for country in house.support.countries if country.code == "DE"]
    assert len(by_code) == 1
    assert by_code[0] in house.support.search("de")
    assert by_code[0] not in house.support.search("dex")
    assert names(house, "no such country") == []


async def test_no_more_are_shown_than_asked(house: House) -> None:
    assert len(house.support.search("", most=3)) == 3
    assert house.support.search("", most=3) == list(house.support.countries[:3])


async def test_a_country_is_chosen_by_code_or_name(house: House) -> None:
    for country in house.support.countries:
        assert house.support.country(country.code.lower()) == country
        assert house.support.country(f" {country.name.upper()} ") == country


@pytest.mark.parametrize("typed", ["", "Atlantis", "Austri", "ZZ"])
async def test_an_unknown_country_is_refused_kindly(house: House, typed: str) -> None:
    with pytest.raises(Gone) as refused:
        house.support.country(typed)
    assert refused.value.key == "support.refused.unknown"


async def test_who_asks_is_written_nowhere(
    house: House, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    before = everything_in(home.folder)
    house.support.search("Austria")
    house.support.country("AT")
    assert everything_in(home.folder) == before
    assert caplog.text == ""
