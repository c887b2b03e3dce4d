-- Feedback as a conversation: kinds, states, answers, requests, and what came of it. Days and weeks
-- are texts in ISO 8601. Of a private item no row anywhere says who wrote it, or when within its
-- week; while it waits for its daily batch, `moves_at` is the hour of that batch, the same for all.

CREATE TABLE feedback_new (
    item_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    -- What it is about: a poll, a topic's post or a request, as `word/id`.
    about TEXT,
    -- Whether its words may leave in an export.
    exportable INTEGER NOT NULL CHECK (exportable IN (0, 1)),
    writer_id INTEGER,
    writer_name TEXT,
    given_at INTEGER,
    -- What is kept of a private item's code.
    code_hash BLOB,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'fresh', 'settled')),
    moves_at INTEGER,
    state TEXT NOT NULL,
    -- Grows with every step of the conversation, so that two answers don't cover each other.
    version INTEGER NOT NULL DEFAULT 0,
    closed_on TEXT,
    CHECK ((writer_id IS NULL) = (given_at IS NULL)),
    CHECK (writer_id IS NULL OR code_hash IS NULL),
    CHECK ((stage = 'settled') = (moves_at IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO feedback_new (item_id, group_id, week, kind, text, exportable, writer_id, writer_name,
    given_at, stage, state)
    SELECT item_id, group_id, week, 'idea',
        text || coalesce(char(10) || char(10) || '(' || rating || '/5)', ''),
        1, writer_id, writer_name, given_at, 'settled', 'received' FROM feedback_item;
DROP TABLE feedback_item;
ALTER TABLE feedback_new RENAME TO feedback_item;
CREATE INDEX feedback_of_group ON feedback_item (group_id, week);
CREATE INDEX feedback_of_writer ON feedback_item (writer_id) WHERE writer_id IS NOT NULL;
CREATE UNIQUE INDEX feedback_code ON feedback_item (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX feedback_moves ON feedback_item (moves_at) WHERE moves_at IS NOT NULL;
-- All that an export counts by: it needn't read anybody's words for that.
CREATE INDEX feedback_leaving ON feedback_item
    (group_id, week, kind, state, exportable, stage, writer_id);
CREATE INDEX feedback_closed ON feedback_item (group_id, closed_on) WHERE closed_on IS NOT NULL;

-- What was said about an item, in its own order. What a private item's writer says waits for the
-- daily batch like the item itself; moderators' answers bear a name and a day.
CREATE TABLE feedback_message (
    item_id TEXT NOT NULL REFERENCES feedback_item (item_id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    said TEXT NOT NULL CHECK (said IN ('added', 'understood', 'not_quite', 'answer')),
    -- For an answer: what was understood, said back first.
    heard TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    state TEXT,
    by_id INTEGER,
    by_name TEXT,
    on_day TEXT,
    moves_at INTEGER,
    PRIMARY KEY (item_id, place),
    CHECK ((said = 'answer') = (by_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_message_moves ON feedback_message (moves_at) WHERE moves_at IS NOT NULL;

-- What a facilitator asks after a session. A draft is seen by its author alone; what is in it may
-- be what somebody typed and can't be asked yet. Who asked is forgotten when it closes, so that
-- nothing here can rank those who ask.
CREATE TABLE feedback_request (
    request_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    -- The channel that one must see to be told of it: of a public thread the one that it is in,
    -- as Discord tells nothing of a thread once it is archived.
    seen_in INTEGER,
    author_id INTEGER,
    asks TEXT NOT NULL,
    question TEXT NOT NULL DEFAULT '',
    hours INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    made_at INTEGER NOT NULL,
    closes_at INTEGER,
    message_id INTEGER,
    -- What may be told of a check-out once it is closed; its single answers are gone then.
    result TEXT,
    CHECK (state = 'draft' OR asks IN ('check_out', 'question')),
    CHECK ((state = 'draft') = (closes_at IS NULL)),
    CHECK ((state = 'draft') = (seen_in IS NULL)),
    CHECK ((state = 'closed') = (author_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_request_open ON feedback_request (closes_at) WHERE state = 'open';
CREATE INDEX feedback_request_of_group ON feedback_request (group_id, made_at);
CREATE INDEX feedback_request_closed ON feedback_request (group_id, closes_at)
    WHERE state = 'closed';
CREATE INDEX feedback_request_drafts ON feedback_request (made_at) WHERE state = 'draft';

-- One person's check-out until it closes: four steps as letters, `-` for a line left out. The key
-- comes from a secret that is in memory alone, so that a second one takes the first one's place
-- and nothing here leads to anybody. A request's rows are always written all together, in the
-- order of their keys, so that where they lie doesn't tell in which order they came.
CREATE TABLE check_out (
    request_id TEXT NOT NULL REFERENCES feedback_request (request_id),
    answer_key BLOB NOT NULL,
    steps TEXT NOT NULL,
    PRIMARY KEY (request_id, answer_key)
) STRICT, WITHOUT ROWID;

-- You said, we did. Prepared by moderators, then posted together on one card.
CREATE TABLE loop_entry (
    entry_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    said TEXT NOT NULL,
    did TEXT NOT NULL,
    outcome TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    -- While it is prepared: when it may be posted at the earliest.
    ready_at INTEGER NOT NULL,
    card_id TEXT,
    posted_at INTEGER,
    CHECK ((card_id IS NULL) = (posted_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX loop_entry_of_group ON loop_entry (group_id, posted_at);
CREATE INDEX loop_entry_on_card ON loop_entry (card_id) WHERE card_id IS NOT NULL;

ALTER TABLE member_group ADD COLUMN feedback_days INTEGER NOT NULL DEFAULT 90;
-- Where the group is told that answers wait.
ALTER TABLE member_group ADD COLUMN feedback_channel INTEGER;
-- Private feedback is closed until then.
ALTER TABLE member_group ADD COLUMN private_closed_until INTEGER;
