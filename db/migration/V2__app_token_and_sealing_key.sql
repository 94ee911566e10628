CREATE TABLE app_access_token (
    client_id TEXT PRIMARY KEY,
    token     TEXT NOT NULL
);

-- Which key of the key file seals. A writer reads it in the transaction of its write, so that a key that has been
-- rotated away can never seal another token.
CREATE TABLE sealing_key (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    key_id BIGINT NOT NULL
);
