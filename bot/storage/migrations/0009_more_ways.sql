-- More ways to decide: lots that anyone can check, and chosen times that become events.

-- The number behind a lot, in hexadecimal; its seal is on the card, itself it is told at the end.
ALTER TABLE poll ADD COLUMN lot TEXT;
-- Discord's id of the event that was made of a chosen time; 0 while one is being made.
ALTER TABLE poll ADD COLUMN event_id INTEGER;
