-- A link can go by a webhook, whose address is all the right that is needed to write there, and is sealed. Gone with the person who brought it.
CREATE TABLE discord_webhook (
    link_id    TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    brought_by TEXT NOT NULL REFERENCES person (twitch_user_id) ON DELETE CASCADE
);

-- A link goes with the Discord account of who linked it, or with its webhook.
CREATE TABLE discord_link_by_way (
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
    linked_by_discord TEXT REFERENCES discord_account (discord_user_id) ON DELETE CASCADE,
    webhook        TEXT   REFERENCES discord_webhook (link_id) ON DELETE CASCADE,
    UNIQUE (twitch_user_id, channel_id),
    CHECK ((linked_by_discord IS NULL) <> (webhook IS NULL))
);
INSERT INTO discord_link_by_way (link_id, twitch_user_id, server_id, channel_id, role_id, posts, live_text, raid_text, state, reason,
    linked_by, linked_by_discord)
SELECT link_id, twitch_user_id, server_id, channel_id, role_id, posts, live_text, raid_text, state, reason, linked_by, linked_by_discord
FROM discord_link;

CREATE TABLE discord_telling_by_way (
    link_id    TEXT   NOT NULL REFERENCES discord_link_by_way (link_id) ON DELETE CASCADE,
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
INSERT INTO discord_telling_by_way SELECT link_id, occasion, kind, state, message_id, title, category, other_login, other_name, viewers,
    began_at, ended_at, claimed_at, stale, next_at FROM discord_telling;

DROP TABLE discord_telling;
DROP TABLE discord_link;
ALTER TABLE discord_link_by_way RENAME TO discord_link;
ALTER TABLE discord_telling_by_way RENAME TO discord_telling;
CREATE INDEX discord_link_server_id ON discord_link (server_id);
CREATE INDEX discord_telling_next_at ON discord_telling (next_at);
