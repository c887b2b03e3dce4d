-- How an option of a shared decision was for somebody who tried it. No column says who, or when.

CREATE TABLE decision_experience (
    experience_id TEXT PRIMARY KEY,
    decision_id TEXT NOT NULL REFERENCES decision (decision_id) ON DELETE CASCADE,
    option_id TEXT NOT NULL REFERENCES decision_option (option_id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    turned TEXT NOT NULL CHECK (turned IN ('well', 'mixed', 'not_well', 'too_early')),
    -- What is kept of the code that its writer alone has.
    code_hash BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'not_shown')),
    -- While facilitators don't see it: the hour of its daily batch, the same for all of a day.
    moves_at INTEGER,
    -- Why it isn't shown: which of the few reasons there are, and in a facilitator's words.
    off TEXT CHECK (off IN ('names', 'advice', 'unkind', 'elsewhere')),
    reason TEXT NOT NULL DEFAULT '',
    -- The day on which its decision ended; the days of keeping it run from then on.
    ended_on TEXT,
    CHECK ((state = 'not_shown') = (off IS NOT NULL)),
    CHECK (state = 'waiting' OR moves_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_experience_of ON decision_experience (decision_id, state);
CREATE INDEX decision_experience_of_option ON decision_experience (option_id);
CREATE UNIQUE INDEX decision_experience_code ON decision_experience (code_hash);
CREATE INDEX decision_experience_moves ON decision_experience (moves_at)
    WHERE moves_at IS NOT NULL;
CREATE INDEX decision_experience_ended ON decision_experience (ended_on)
    WHERE ended_on IS NOT NULL;
