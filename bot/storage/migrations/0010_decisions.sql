-- Shared decisions: from a worry to an outcome that is looked at again.

CREATE TABLE decision (
    decision_id TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    -- Whoever started it with their name; nobody where it was in private, and then no exact time
    -- of the form is kept either: shown_at is a random while later.
    starter_id INTEGER,
    starter_name TEXT NOT NULL DEFAULT '',
    asked TEXT NOT NULL,
    -- What is to be decided, once more: lists are read from the index alone.
    what TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN
        ('worry', 'talk', 'options', 'vote', 'outcome', 'tried', 'review', 'ended')),
    shown_at INTEGER NOT NULL,
    needed INTEGER NOT NULL CHECK (needed BETWEEN 2 AND 20),
    -- Whether enough want to talk about it; how many do is in no column.
    enough INTEGER NOT NULL DEFAULT 0 CHECK (enough IN (0, 1)),
    ends_at INTEGER,
    -- When something is to be done by itself next: an hourly look, the end of a stage, a review,
    -- or what follows a poll that has closed.
    due_at INTEGER,
    message_id INTEGER,
    -- The vote, and what was asked in its last review.
    poll_id TEXT,
    review_poll_id TEXT,
    outcome TEXT,
    review_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_due ON decision (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX decision_of_group
    ON decision (group_id, shown_at, decision_id, channel_id, stage, what);
CREATE INDEX decision_of_poll ON decision (poll_id) WHERE poll_id IS NOT NULL;
CREATE INDEX decision_of_review_poll
    ON decision (review_poll_id) WHERE review_poll_id IS NOT NULL;
CREATE INDEX decision_worry ON decision (group_id) WHERE stage = 'worry';

-- What stands on its card while the group talks: open questions and agreements, without authors.
CREATE TABLE decision_note (
    decision_id TEXT NOT NULL REFERENCES decision (decision_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'agreement')),
    text TEXT NOT NULL,
    PRIMARY KEY (decision_id, number)
) STRICT, WITHOUT ROWID;

-- What members would like to choose among, each with what speaks for and against it. Until it is
-- shown it has a time for that, and afterwards its place on the card instead.
CREATE TABLE decision_option (
    option_id TEXT PRIMARY KEY,
    decision_id TEXT NOT NULL REFERENCES decision (decision_id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    benefits TEXT NOT NULL,
    drawbacks TEXT NOT NULL,
    daily_life TEXT NOT NULL,
    unknown TEXT NOT NULL,
    shows_at INTEGER,
    place INTEGER,
    CHECK ((shows_at IS NULL) != (place IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_option_of ON decision_option (decision_id);
CREATE INDEX decision_option_due ON decision_option (shows_at) WHERE shows_at IS NOT NULL;

-- The way that it went: which stage on which day, how it came there, by whom where a person did
-- it, and why.
CREATE TABLE decision_move (
    decision_id TEXT NOT NULL REFERENCES decision (decision_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    stage TEXT NOT NULL,
    how TEXT NOT NULL,
    on_day TEXT NOT NULL,
    by_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (decision_id, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE member_group ADD COLUMN support INTEGER NOT NULL DEFAULT 3
    CHECK (support BETWEEN 2 AND 20);
