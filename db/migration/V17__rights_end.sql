-- A login in web.admins or web.allowlist stands for the account that proved it first: Twitch gives freed logins away.
CREATE TABLE pinned_login (
    login          TEXT PRIMARY KEY,
    twitch_user_id TEXT   NOT NULL,
    pinned_at      BIGINT NOT NULL
);

-- Which account has to agree (none: anybody may), what becomes of the account that was there, and the page to go on at.
ALTER TABLE pending_authorization ADD COLUMN account_id TEXT;
ALTER TABLE pending_authorization ADD COLUMN place TEXT NOT NULL DEFAULT 'keep';
ALTER TABLE pending_authorization ADD COLUMN page TEXT NOT NULL DEFAULT '';

-- An account that agreed to be the bot in place of another, until an admin confirms it. Sealed like a credential.
CREATE TABLE bot_replacement (
    id_hash        TEXT PRIMARY KEY,
    browser_hash   TEXT   NOT NULL,
    twitch_user_id TEXT   NOT NULL,
    login          TEXT   NOT NULL,
    display_name   TEXT   NOT NULL,
    avatar_url     TEXT   NOT NULL,
    token          TEXT   NOT NULL,
    scopes         TEXT   NOT NULL,
    expires_at     BIGINT NOT NULL
);

-- When a session began and was last used, on which device, and by which of the person's credentials it holds.
ALTER TABLE session ADD COLUMN begun_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN purpose TEXT NOT NULL DEFAULT 'login';
-- Renewed thirty days before they would end; nothing older is known.
UPDATE session SET begun_at = expires_at - 2592000000, used_at = expires_at - 2592000000;

-- A right has a source, and an age: what nobody has confirmed for a day ends.
CREATE TABLE channel_right (
    person_id      TEXT   NOT NULL REFERENCES person (twitch_user_id) ON DELETE CASCADE,
    broadcaster_id TEXT   NOT NULL,
    source         TEXT   NOT NULL,
    since          BIGINT NOT NULL,
    confirmed_at   BIGINT NOT NULL,
    PRIMARY KEY (person_id, broadcaster_id, source)
);
INSERT INTO channel_right (person_id, broadcaster_id, source, since, confirmed_at)
SELECT person_id, broadcaster_id, 'twitch', since, since FROM managed_channel;
DROP TABLE managed_channel;
ALTER TABLE channel_right RENAME TO managed_channel;
CREATE INDEX managed_channel_broadcaster_id ON managed_channel (broadcaster_id);
