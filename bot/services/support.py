"""Support: help lines. Who asks for them is written nowhere."""

from collections.abc import Mapping
from datetime import date

from bot.domain.refusals import Gone
from bot.domain.support import Country, is_old


class Support:
    """The help lines, by country."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        self._countries = countries

    @property
    def countries(self) -> tuple[Country, ...]:
        """All countries with help lines, in order of name."""
        return tuple(self._countries.values())

    def old(self, today: date) -> tuple[Country, ...]:
        """Return the countries with a line that was checked longer ago than 180 days."""
        return tuple(country for country in self.countries if is_old(country.oldest, today))

    def search(self, typed: str, most: int = 25) -> list[Country]:
        """Return up to `most` countries whose name or code fits what was typed."""
        wanted = typed.strip().casefold()
        return [
            country
            for country in self.countries
            if wanted in country.name.casefold() or wanted == country.code.casefold()
        ][:most]

    def country(self, name: str) -> Country:
        """Return the country of that code or name. Raises Gone."""
        wanted = name.strip().casefold()
        for country in self.countries:
            if wanted in (country.code.casefold(), country.name.casefold()):
                return country
        raise Gone("support.refused.unknown")
