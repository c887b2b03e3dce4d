-- Whoever leaves is forgotten after the group's days, and a group that takes the bot out, too.

CREATE TABLE person_gone (
    group_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_gone (
    group_id INTEGER PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT;

-- Whoever asked to be forgotten: the record keeps their name for its days, then loses it.
CREATE TABLE name_in_record (
    group_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_person ON record (by_id, group_id);
