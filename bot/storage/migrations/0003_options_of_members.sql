-- Members propose options until voting begins. What waits to be shown has no proposer, and its
-- random key is its only order; once shown it is part of the poll and its row is gone.

ALTER TABLE poll ADD COLUMN gathers INTEGER NOT NULL DEFAULT 0 CHECK (gathers IN (0, 1));

CREATE TABLE proposed_option (
    option_id TEXT PRIMARY KEY,
    poll_id TEXT NOT NULL REFERENCES poll (poll_id),
    text TEXT NOT NULL,
    shows_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proposed_due ON proposed_option (shows_at);
CREATE INDEX proposed_for ON proposed_option (poll_id);
