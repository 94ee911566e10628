-- What a channel's people made. Without a reference to channel: it outlives a disconnect.

CREATE TABLE command (
    twitch_user_id           TEXT    NOT NULL,
    name                     TEXT    NOT NULL,
    text                     TEXT    NOT NULL,
    channel_cooldown_seconds INTEGER NOT NULL,
    user_cooldown_seconds    INTEGER NOT NULL,
    role                     TEXT    NOT NULL CHECK (role IN ('everyone', 'subscriber', 'vip', 'moderator', 'broadcaster')),
    enabled                  INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    uses                     BIGINT  NOT NULL,
    version                  BIGINT  NOT NULL,
    PRIMARY KEY (twitch_user_id, name)
);

-- Names (position 0) and aliases together, so that no word means two commands.
CREATE TABLE command_word (
    twitch_user_id TEXT    NOT NULL,
    word           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    PRIMARY KEY (twitch_user_id, word),
    FOREIGN KEY (twitch_user_id, name) REFERENCES command (twitch_user_id, name) ON DELETE CASCADE
);

CREATE INDEX command_word_command ON command_word (twitch_user_id, name);

-- Messages are separated by line breaks, which no chat line holds.
CREATE TABLE timer (
    twitch_user_id     TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    messages           TEXT    NOT NULL,
    interval_minutes   INTEGER NOT NULL,
    minimum_chat_lines INTEGER NOT NULL,
    enabled            INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    next_index         INTEGER NOT NULL,
    last_sent_at       BIGINT  NOT NULL,
    version            BIGINT  NOT NULL,
    PRIMARY KEY (twitch_user_id, name)
);

CREATE TABLE quote (
    twitch_user_id TEXT   NOT NULL,
    number         BIGINT NOT NULL,
    text           TEXT   NOT NULL,
    category       TEXT   NOT NULL,
    added_by       TEXT   NOT NULL,
    added_at       BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, number)
);

-- Lists are separated by spaces, which neither logins nor command names hold.
CREATE TABLE channel_setting (
    twitch_user_id       TEXT    PRIMARY KEY,
    command_prefix       TEXT,
    raid_greeting        TEXT    NOT NULL,
    raid_minimum_viewers INTEGER NOT NULL,
    shoutout_on_raid     INTEGER NOT NULL CHECK (shoutout_on_raid IN (0, 1)),
    ignored_logins       TEXT    NOT NULL,
    disabled_commands    TEXT    NOT NULL,
    version              BIGINT  NOT NULL
);
