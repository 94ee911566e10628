-- When somebody who came with Discord alone did so, when they were seen last, and in which browser.
ALTER TABLE discord_session ADD COLUMN begun_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE discord_session ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE discord_session ADD COLUMN device TEXT NOT NULL DEFAULT '';
-- Thirty days before they end they began; nothing later is known.
UPDATE discord_session SET begun_at = expires_at - 2592000000, used_at = expires_at - 2592000000;
