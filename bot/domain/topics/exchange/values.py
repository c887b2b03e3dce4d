"""Values in a file that have a shape of their own: slugs, versions, languages, resources."""

import hashlib
import re
import unicodedata
from datetime import date

from bot.domain.topics.topic import Resource

MAX_SLUG = 50
# Each shape with an example for the person whose file has another one.
SHAPES = {
    "slug": (re.compile(r"(?=.{1,50}$)[a-z0-9]+(-[a-z0-9]+)*"), "being-heard"),
    "version": (re.compile(r"[1-9][0-9]{0,5}"), "1"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"), "en"),
}
A_RESOURCE = "Samaritans | https://www.samaritans.org | GB | 2026-11-22"
_ADDRESS = re.compile(r"https://[a-z0-9.-]+\.[a-z]+(/[^\s|]*)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def slug_of(title: str) -> str:
    """Return a slug for a title: its letters from a to z and digits, accents left off.

    A title in another script gets a slug that looks like `topic-1a2b3c4d`, always the same one.
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall("[a-z0-9]+", "".join(each for each in plain if each.isascii()))
    slug = "-".join(words)[:MAX_SLUG].strip("-")
    if re.search("[a-z]", slug):
        return slug
    return f"topic-{hashlib.sha256(title.encode('utf-8')).hexdigest()[:8]}"


def read_resource(line: str) -> Resource | None:
    """Read `name | address | country | day of checking`, or return None; bars may be in the name.

    The address begins with https://, the country is two capitals, the day is as in ISO 8601.
    """
    parts = [part.strip() for part in line.rsplit("|", 3)]
    if len(parts) < 4:
        return None
    name, url, country, day = parts
    fits = name and _ADDRESS.fullmatch(url) and _COUNTRY.fullmatch(country) and _DAY.fullmatch(day)
    try:
        return Resource(name, url, country, date.fromisoformat(day)) if fits else None
    except ValueError:
        return None
