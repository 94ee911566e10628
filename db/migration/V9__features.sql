-- What a channel set for a feature, as JSON: the feature knows its fields. Without a reference to channel: it outlives a disconnect.
CREATE TABLE feature_setting (
    twitch_user_id TEXT   NOT NULL,
    feature        TEXT   NOT NULL,
    settings       TEXT   NOT NULL,
    version        BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, feature)
);

-- What a feature keeps for itself through restarts.
CREATE TABLE feature_memory (
    twitch_user_id TEXT NOT NULL,
    feature        TEXT NOT NULL,
    name           TEXT NOT NULL,
    value          TEXT NOT NULL,
    PRIMARY KEY (twitch_user_id, feature, name)
);
