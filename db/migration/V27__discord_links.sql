-- Where on Discord a channel's news are told. Gone with the account of who linked it.
CREATE TABLE discord_link (
    link_id        TEXT   NOT NULL PRIMARY KEY,
    twitch_user_id TEXT   NOT NULL,
    server_id      TEXT   NOT NULL,
    channel_id     TEXT   NOT NULL,
    role_id        TEXT   NOT NULL,
    posts          TEXT   NOT NULL,
    live_text      TEXT   NOT NULL,
    raid_text      TEXT   NOT NULL,
    state          TEXT   NOT NULL CHECK (state IN ('active', 'paused')),
    reason         TEXT   NOT NULL,
    linked_by      TEXT   NOT NULL,
    linked_by_discord TEXT NOT NULL REFERENCES discord_account (discord_user_id) ON DELETE CASCADE,
    UNIQUE (twitch_user_id, channel_id)
);
CREATE INDEX discord_link_server_id ON discord_link (server_id);

-- What is told there: claimed before it is posted, so that it is posted once. A stream's message is changed while it runs.
CREATE TABLE discord_telling (
    link_id    TEXT   NOT NULL REFERENCES discord_link (link_id) ON DELETE CASCADE,
    occasion   TEXT   NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('live', 'raid', 'raid-sent')),
    state      TEXT   NOT NULL CHECK (state IN ('due', 'posting', 'posted', 'given-up')),
    message_id TEXT   NOT NULL,
    title      TEXT   NOT NULL,
    category   TEXT   NOT NULL,
    other_login TEXT  NOT NULL,
    other_name TEXT   NOT NULL,
    viewers    INTEGER NOT NULL,
    began_at   BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL,
    claimed_at BIGINT NOT NULL,
    stale      INTEGER NOT NULL CHECK (stale IN (0, 1)),
    next_at    BIGINT NOT NULL,
    PRIMARY KEY (link_id, occasion)
);
CREATE INDEX discord_telling_next_at ON discord_telling (next_at);
