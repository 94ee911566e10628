-- Counters that the texts of a channel share, by name; without a reference to channel: they outlive a disconnect.
CREATE TABLE chat_counter (
    twitch_user_id TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    value          BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, name)
);

-- How often a command answered a viewer, where its text shows that. Gone after ninety days without use.
CREATE TABLE viewer_count (
    twitch_user_id TEXT   NOT NULL,
    command        TEXT   NOT NULL,
    viewer_id      TEXT   NOT NULL,
    uses           BIGINT NOT NULL,
    used_at        BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, command, viewer_id)
);
CREATE INDEX viewer_count_viewer_id ON viewer_count (viewer_id);
CREATE INDEX viewer_count_used_at ON viewer_count (used_at);
