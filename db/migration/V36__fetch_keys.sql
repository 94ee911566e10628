-- The key with which a channel's questions to addresses are signed, sealed; without a reference to channel: it outlives a disconnect.
CREATE TABLE fetch_key (
    twitch_user_id TEXT PRIMARY KEY,
    secret         TEXT NOT NULL
);
