-- Which processes serve the channels now, and what each channel hears: for everybody who looks from another process.

CREATE TABLE instance (
    id         TEXT   PRIMARY KEY,
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);

CREATE TABLE subscription_state (
    twitch_user_id TEXT    NOT NULL,
    type           TEXT    NOT NULL,
    version        TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN
                       ('pending', 'enabled', 'refused', 'retrying', 'revoked', 'missing-scope')),
    reason         TEXT    NOT NULL,
    since          BIGINT  NOT NULL,
    cost           INTEGER NOT NULL,
    PRIMARY KEY (twitch_user_id, type)
);
