"""A group's own topics in the main file."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from bot.domain.topics.topic import Resource, Topic
from bot.storage.database import Connection


def of_group(connection: Connection, group_id: int) -> dict[str, Topic]:
    """Return a group's own topics, by slug."""
    rows = connection.execute(
        "SELECT slug, topic FROM own_topic WHERE group_id = ? ORDER BY slug", (group_id,)
    )
    return {row["slug"]: _topic(json.loads(row["topic"])) for row in rows}


def find(connection: Connection, group_id: int, slug: str) -> Topic | None:
    """Return a group's own topic of that slug, or None."""
    row = connection.execute(
        "SELECT topic FROM own_topic WHERE group_id = ? AND slug = ?", (group_id, slug)
    ).fetchone()
    return _topic(json.loads(row[0])) if row else None


def count(connection: Connection, group_id: int) -> int:
    """Return how many topics of its own a group has."""
    return connection.execute(
        "SELECT count(*) FROM own_topic WHERE group_id = ?", (group_id,)
    ).fetchone()[0]


def put(connection: Connection, group_id: int, topics: Iterable[Topic]) -> None:
    """Keep topics of a group, each in place of an earlier one with its slug."""
    connection.executemany(
        "INSERT INTO own_topic (group_id, slug, topic) VALUES (?, ?, ?)"
        " ON CONFLICT (group_id, slug) DO UPDATE SET topic = excluded.topic",
        [(group_id, topic.slug, _plain(topic)) for topic in topics],
    )


def remove(connection: Connection, group_id: int, slug: str) -> bool:
    """Forget one of a group's own topics; False when there is none of that slug."""
    gone = connection.execute(
        "DELETE FROM own_topic WHERE group_id = ? AND slug = ?", (group_id, slug)
    )
    return gone.rowcount == 1


def _plain(topic: Topic) -> str:
    return json.dumps(asdict(topic), default=date.isoformat)


def _topic(plain: dict[str, Any]) -> Topic:
    resources = [dict(each) for each in plain.pop("resources")]
    for each in resources:
        each["checked_on"] = date.fromisoformat(each["checked_on"])
    fields: dict[str, Any] = {
        name: tuple(cast("list[str]", value)) if isinstance(value, list) else value
        for name, value in plain.items()
    }
    return Topic(**fields, resources=tuple(Resource(**each) for each in resources))
