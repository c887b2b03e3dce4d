-- The first evening: a group's own help lines. Days are texts in ISO 8601.

-- Moderators add them and everybody sees them. Who added one stands in the record alone.
CREATE TABLE own_line (
    line_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    -- The order in which they were added.
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    how TEXT NOT NULL,
    dial TEXT NOT NULL,
    hours TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    -- When the moderators are to be told that it was checked long ago; none once they were.
    old_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX own_line_of_group ON own_line (group_id);
CREATE INDEX own_line_old ON own_line (old_at) WHERE old_at IS NOT NULL;

-- What moderators were told was lacking at the last start: channels' ids and permissions, as JSON.
ALTER TABLE member_group ADD COLUMN lacking TEXT NOT NULL DEFAULT '[]';
