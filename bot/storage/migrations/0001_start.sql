-- The first schema. Times are whole seconds since 1970 in UTC; ids of people, channels and
-- groups are Discord's. No table here holds a vote, who voted, or how many did: those live in
-- the sealed box alone, in another file.

CREATE TABLE member_group (
    group_id INTEGER PRIMARY KEY,
    facilitator_role INTEGER,
    moderator_role INTEGER
) STRICT;

-- What a person typed for a poll and hasn't posted yet. Gone when posted, discarded or old.
CREATE TABLE poll_draft (
    poll_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    typed TEXT NOT NULL,
    gone_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX poll_draft_old ON poll_draft (gone_at);

CREATE TABLE poll (
    poll_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER,
    author_id INTEGER NOT NULL,
    question TEXT NOT NULL,
    options TEXT NOT NULL,
    method TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    result TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX poll_open ON poll (closes_at) WHERE state = 'open';
CREATE INDEX poll_of_group ON poll (group_id, closes_at) WHERE state = 'open';

CREATE TABLE topic_post (
    post_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER,
    thread_id INTEGER,
    slug TEXT NOT NULL,
    asked INTEGER NOT NULL,
    asked_at INTEGER,
    posted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Private items have no writer and no time, and their random key is their only order.
CREATE TABLE feedback_item (
    item_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    text TEXT NOT NULL,
    rating INTEGER,
    writer_id INTEGER,
    writer_name TEXT,
    given_at INTEGER,
    CHECK ((writer_id IS NULL) = (given_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_of_group ON feedback_item (group_id, item_id);

-- What must reach Discord: a row first, then the message, then its id.
CREATE TABLE outbox (
    row_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('waiting', 'sending', 'sent', 'done', 'failed')),
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER,
    trouble TEXT,
    UNIQUE (kind, subject)
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE step IN ('waiting', 'sending', 'sent');

-- What every member may read: exports, polls taken down, changed settings.
CREATE TABLE record (
    entry_id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_id INTEGER NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX record_of_group ON record (group_id, happened_at);

-- The program's own notes, such as the fingerprint of the commands that Discord knows.
CREATE TABLE note (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
