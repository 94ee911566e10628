-- Changes that moderators make in chat: how somebody acted ('chat'; empty for all others) and how they are called there, for they
-- need never have logged in here. And which entry an entry took back, by its id; none is taken back twice.
ALTER TABLE audit ADD COLUMN via TEXT;
ALTER TABLE audit ADD COLUMN actor_name TEXT;
ALTER TABLE audit ADD COLUMN undoes TEXT;
CREATE UNIQUE INDEX audit_undoes ON audit (broadcaster_id, undoes);

-- Quotes are changed on pages, too, where two people may have the same one open.
ALTER TABLE quote ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- How a viewer is called, so that a list of the most frequent can name them.
ALTER TABLE viewer_count ADD COLUMN viewer_name TEXT NOT NULL DEFAULT '';
