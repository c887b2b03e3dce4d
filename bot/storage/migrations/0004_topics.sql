-- Topics by schedule, a group's own topics, and what members suggest. Times are whole seconds
-- since 1970 in UTC. A private suggestion has no writer and no time, and its key is random.

ALTER TABLE member_group ADD COLUMN time_zone TEXT;
ALTER TABLE member_group ADD COLUMN content_notes INTEGER NOT NULL DEFAULT 1
    CHECK (content_notes IN (0, 1));
ALTER TABLE member_group ADD COLUMN moderators_channel INTEGER;
-- Days on which no schedule posts.
ALTER TABLE member_group ADD COLUMN quiet TEXT NOT NULL DEFAULT '[]';

-- A schedule's posts: which one, for which time, why this topic; at most one for each time.
ALTER TABLE topic_post ADD COLUMN schedule_id TEXT;
ALTER TABLE topic_post ADD COLUMN occurs_at INTEGER;
ALTER TABLE topic_post ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE topic_post ADD COLUMN role_id INTEGER;
-- The intensity that it had then, and when its circle was closed.
ALTER TABLE topic_post ADD COLUMN intensity INTEGER NOT NULL DEFAULT 1;
ALTER TABLE topic_post ADD COLUMN closed_at INTEGER;
CREATE UNIQUE INDEX topic_once ON topic_post (schedule_id, occurs_at)
    WHERE schedule_id IS NOT NULL;
CREATE INDEX topic_history ON topic_post (group_id, posted_at);

CREATE TABLE topic_schedule (
    schedule_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    -- A draft is seen by its author alone and is gone after a day.
    state TEXT NOT NULL CHECK (state IN ('draft', 'active')),
    made_at INTEGER NOT NULL,
    -- What stands in its form; a draft may be one that can't be read.
    wish TEXT NOT NULL,
    -- The schedule that a draft is to take the place of.
    replaces TEXT,
    recurrence TEXT,
    -- How far it has come, and when to look at it again (none while it is paused).
    progress TEXT,
    next_at INTEGER,
    -- The private poll in which the group chooses, and the time whose topic it chooses.
    ballot TEXT,
    CHECK (state = 'draft' OR (recurrence IS NOT NULL AND progress IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX schedule_due ON topic_schedule (next_at) WHERE state = 'active';
CREATE INDEX schedule_of_group ON topic_schedule (group_id) WHERE state = 'active';
CREATE INDEX schedule_drafts ON topic_schedule (made_at) WHERE state = 'draft';

CREATE TABLE own_topic (
    group_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (group_id, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_suggestion (
    suggestion_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    -- Both or neither: a private one has no writer, and only its code's hash leads back to it.
    writer_id INTEGER,
    writer_name TEXT,
    code_hash BLOB,
    -- Where its writer asked to be told the answer; and until when a private one isn't shown.
    reply_channel INTEGER,
    shows_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'yes', 'not_now')),
    reply TEXT,
    CHECK ((writer_id IS NULL) = (code_hash IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_of_group ON topic_suggestion (group_id, suggestion_id);
CREATE UNIQUE INDEX suggestion_code ON topic_suggestion (code_hash) WHERE code_hash IS NOT NULL;
