-- Channels in which Twitch lets the bot say nothing, by the last refused line, while it is so: for commands and other
-- instances. What an earlier run wrote is of no use to the next.
CREATE TABLE chat_silence (
    twitch_user_id TEXT   NOT NULL PRIMARY KEY,
    reason         TEXT   NOT NULL,
    since          BIGINT NOT NULL
);
