-- Whether somebody heard when the stream ended, so that its message can say how long it was.
ALTER TABLE discord_telling ADD COLUMN end_heard INTEGER NOT NULL DEFAULT 1 CHECK (end_heard IN (0, 1));
