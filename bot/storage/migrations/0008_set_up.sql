-- Set-up: whose help lines come first, and what new polls tell unless their author says otherwise.

-- A country's code as in ISO 3166-1; none where nobody has chosen one.
ALTER TABLE member_group ADD COLUMN country TEXT;
ALTER TABLE member_group ADD COLUMN publication TEXT NOT NULL DEFAULT 'protected'
    CHECK (publication IN ('protected', 'counts'));
-- From how many ballots on exact numbers are told.
ALTER TABLE member_group ADD COLUMN floor INTEGER NOT NULL DEFAULT 5 CHECK (floor >= 3);
