-- How much was said in a channel, counted only: lines of chat and what the bot said. The same count in buckets of a minute, a quarter
-- of an hour and an hour, kept for two, eight and 400 days. None of these tables refers to channel: they outlive a disconnect.
CREATE TABLE activity (
    twitch_user_id TEXT    NOT NULL,
    width_seconds  INTEGER NOT NULL,
    begins_at      BIGINT  NOT NULL,
    chat_lines     BIGINT  NOT NULL,
    answers        BIGINT  NOT NULL,
    PRIMARY KEY (twitch_user_id, width_seconds, begins_at)
);
CREATE INDEX activity_age ON activity (width_seconds, begins_at);

-- Who raided a channel, for 400 days.
CREATE TABLE raid_received (
    twitch_user_id TEXT    NOT NULL,
    at             BIGINT  NOT NULL,
    raider_id      TEXT    NOT NULL,
    raider_login   TEXT    NOT NULL,
    raider_name    TEXT    NOT NULL,
    viewers        INTEGER NOT NULL,
    PRIMARY KEY (twitch_user_id, at, raider_id)
);
CREATE INDEX raid_received_raider_id ON raid_received (raider_id);

-- When a channel was live, for 400 days; ended_at is 0 while it is.
CREATE TABLE stream_run (
    twitch_user_id TEXT   NOT NULL,
    began_at       BIGINT NOT NULL,
    ended_at       BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, began_at)
);
