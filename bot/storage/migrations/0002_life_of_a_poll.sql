-- The life of a poll: rules fixed at opening, how people react, who may vote, and the list by
-- which a key's holder sees that their ballot was counted. Still no vote and no voter.

ALTER TABLE poll ADD COLUMN rules TEXT NOT NULL
    DEFAULT '{"threshold":"half","quorum":0,"tie":"talk","publication":"protected","floor":5}';
ALTER TABLE poll ADD COLUMN reacting TEXT NOT NULL DEFAULT 'form'
    CHECK (reacting IN ('form', 'quick', 'hands'));
ALTER TABLE poll ADD COLUMN emojis TEXT NOT NULL DEFAULT '[]';
ALTER TABLE poll ADD COLUMN voter_role INTEGER;
ALTER TABLE poll ADD COLUMN here_only INTEGER NOT NULL DEFAULT 0 CHECK (here_only IN (0, 1));
ALTER TABLE poll ADD COLUMN standing INTEGER NOT NULL DEFAULT 1 CHECK (standing IN (0, 1));
-- Why a poll was taken down; members see it.
ALTER TABLE poll ADD COLUMN reason TEXT;
-- Fingerprints of the ballots counted, as one text of hexadecimal lines, sorted and padded.
ALTER TABLE poll ADD COLUMN inclusion TEXT;

-- A stray reaction is looked up by the card that it stands under; lists go by group and time.
CREATE INDEX poll_of_message ON poll (message_id) WHERE state = 'open';
CREATE INDEX poll_past ON poll (group_id, closes_at, poll_id) WHERE state = 'closed';
