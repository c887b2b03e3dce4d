-- A group's own decision aids, each in versions: one may show while the next is written.

CREATE TABLE aid_version (
    aid_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    group_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    author_name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'shown', 'past')),
    -- What it asks, once more: lists are read without the whole.
    question TEXT NOT NULL,
    content TEXT NOT NULL,
    -- What the second person wrote when they gave it back.
    word TEXT NOT NULL DEFAULT '',
    -- Who read it before it showed, on which day of the group's clocks, and by when again.
    reader_id INTEGER,
    reader_name TEXT NOT NULL DEFAULT '',
    reviewed_on TEXT,
    again_on TEXT,
    -- When moderators are told that it is to be read again; nothing once they were.
    due_at INTEGER,
    PRIMARY KEY (aid_id, version),
    CHECK ((reviewed_on IS NULL) = (again_on IS NULL)),
    CHECK (state != 'shown' OR reviewed_on IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX aid_of_group ON aid_version (group_id, state, question);
CREATE UNIQUE INDEX aid_shown ON aid_version (aid_id) WHERE state = 'shown';
CREATE UNIQUE INDEX aid_in_work ON aid_version (aid_id) WHERE state IN ('draft', 'waiting');
CREATE INDEX aid_due ON aid_version (due_at) WHERE due_at IS NOT NULL;

-- The aid that is attached to a shared decision: a word of the library, or an own one's id.
ALTER TABLE decision ADD COLUMN aid TEXT;
ALTER TABLE decision ADD COLUMN aid_version INTEGER;
