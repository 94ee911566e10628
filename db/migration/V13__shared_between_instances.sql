-- What instances have to agree on: who acts on an event, what was said lately, and when a shoutout may be given again.
-- All times are the database's, in milliseconds.

CREATE TABLE handled_event (
    message_id TEXT   PRIMARY KEY,
    handled_at BIGINT NOT NULL
);

CREATE INDEX handled_event_handled_at ON handled_event (handled_at);

-- The row without a channel is the one that is locked: one instance at a time counts.
CREATE TABLE chat_said (
    id             TEXT   PRIMARY KEY,
    twitch_user_id TEXT   NOT NULL,
    next_at        BIGINT NOT NULL,
    counts_until   BIGINT NOT NULL
);

INSERT INTO chat_said (id, twitch_user_id, next_at, counts_until) VALUES ('lock', '', 0, 0);

-- Without a target: when the channel may give its next one.
CREATE TABLE shoutout_turn (
    twitch_user_id TEXT   NOT NULL,
    target         TEXT   NOT NULL,
    free_at        BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, target)
);
