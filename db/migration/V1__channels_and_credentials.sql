-- Instants are milliseconds since 1970, so that both databases compare them as numbers.

CREATE TABLE channel (
    twitch_user_id TEXT PRIMARY KEY,
    login          TEXT   NOT NULL,
    display_name   TEXT   NOT NULL,
    avatar_url     TEXT   NOT NULL,
    connected_at   BIGINT NOT NULL
);

-- One token a user and purpose. The version counts writes; a lease is the right to refresh.
CREATE TABLE credential (
    twitch_user_id TEXT   NOT NULL,
    purpose        TEXT   NOT NULL CHECK (purpose IN ('bot', 'channel', 'login')),
    login          TEXT   NOT NULL,
    token          TEXT   NOT NULL,
    scopes         TEXT   NOT NULL,
    state          TEXT   NOT NULL CHECK (state IN ('unknown', 'valid', 'needs-reauthorization')),
    detail         TEXT   NOT NULL,
    version        BIGINT NOT NULL,
    lease_holder   TEXT,
    lease_until    BIGINT,
    PRIMARY KEY (twitch_user_id, purpose)
);

-- Authorisations on their way to Twitch and back. Neither state nor cookie is kept in clear.
CREATE TABLE pending_authorization (
    state_hash   TEXT PRIMARY KEY,
    purpose      TEXT   NOT NULL,
    browser_hash TEXT   NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE INDEX pending_authorization_expires_at ON pending_authorization (expires_at);
