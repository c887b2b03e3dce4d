"""How soon items of feedback were answered, from the main file."""

from datetime import date

from bot.storage.database import Connection


def first_answers(connection: Connection, group_id: int, since: date) -> list[tuple[date, date]]:
    """Return, of each answered item, its week (a Monday) and the day of its first answer.

    Of the items that moderators may see, from the week of `since` on; in order of these days.
    """
    rows = connection.execute(
        "SELECT week, min(on_day) AS day FROM feedback_item JOIN feedback_message USING (item_id)"
        " WHERE group_id = ? AND week >= ? AND stage != 'waiting' AND said = 'answer'"
        " GROUP BY item_id, week ORDER BY week, day",
        (group_id, since.isoformat()),
    )
    return [(date.fromisoformat(week), date.fromisoformat(day)) for week, day in rows]
