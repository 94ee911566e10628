-- Servers on Discord that the bot is in, or that somebody who logged in with Discord may manage. What is in one is known of those
-- alone that the bot is in: roles and channels as JSON.
CREATE TABLE discord_server (
    server_id TEXT   NOT NULL PRIMARY KEY,
    name      TEXT   NOT NULL,
    icon      TEXT   NOT NULL,
    owner_id  TEXT   NOT NULL,
    bot       TEXT   NOT NULL CHECK (bot IN ('here', 'down', 'absent')),
    roles     TEXT   NOT NULL,
    channels  TEXT   NOT NULL
);

-- Gone with the account: who of those that logged in with Discord is in which server, and may manage it. What came last wins: the person's own list
-- ("list") or the bot ("gateway"). Who is to be asked for again is due at ask_at.
CREATE TABLE discord_member (
    server_id       TEXT    NOT NULL,
    discord_user_id TEXT    NOT NULL REFERENCES discord_account (discord_user_id) ON DELETE CASCADE,
    manages         INTEGER NOT NULL CHECK (manages IN (0, 1)),
    roles           TEXT    NOT NULL,
    source          TEXT    NOT NULL CHECK (source IN ('list', 'gateway')),
    as_of           BIGINT  NOT NULL,
    ask_at          BIGINT  NOT NULL,
    PRIMARY KEY (server_id, discord_user_id)
);
CREATE INDEX discord_member_person ON discord_member (discord_user_id);
CREATE INDEX discord_member_ask_at ON discord_member (ask_at);
