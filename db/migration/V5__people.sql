-- People who have logged in, as Twitch presented them then or as an event has named them since.
CREATE TABLE person (
    twitch_user_id TEXT PRIMARY KEY,
    login          TEXT   NOT NULL,
    display_name   TEXT   NOT NULL,
    avatar_url     TEXT   NOT NULL,
    first_login_at BIGINT NOT NULL,
    last_login_at  BIGINT NOT NULL
);

-- A row for every browser that is logged in; its cookie names the row, and without the row it is worth nothing.
CREATE TABLE session (
    id             TEXT PRIMARY KEY,
    twitch_user_id TEXT   NOT NULL REFERENCES person (twitch_user_id) ON DELETE CASCADE,
    form_token     TEXT   NOT NULL,
    expires_at     BIGINT NOT NULL
);

CREATE INDEX session_twitch_user_id ON session (twitch_user_id);
CREATE INDEX session_expires_at ON session (expires_at);

-- Keys that sign sessions, sealed like tokens.
CREATE TABLE session_key (
    id         TEXT PRIMARY KEY,
    material   TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- People who moderate a connected channel; one's own channel and admins need no row.
CREATE TABLE managed_channel (
    person_id      TEXT   NOT NULL REFERENCES person (twitch_user_id) ON DELETE CASCADE,
    broadcaster_id TEXT   NOT NULL,
    since          BIGINT NOT NULL,
    PRIMARY KEY (person_id, broadcaster_id)
);

CREATE INDEX managed_channel_broadcaster_id ON managed_channel (broadcaster_id);

-- Who may manage what and who changed it; never updated. No actor: Twitch told us.
CREATE TABLE audit (
    at             BIGINT NOT NULL,
    action         TEXT   NOT NULL,
    broadcaster_id TEXT   NOT NULL,
    actor_id       TEXT,
    subject_id     TEXT
);

CREATE INDEX audit_broadcaster_id_at ON audit (broadcaster_id, at);
