-- An account is named by who vouches for it and its id there, since the same digits may be two accounts. Every token that was
-- stored before is Twitch's; it opens as it was sealed, and is sealed with its provider when it is written next.
CREATE TABLE credential_of_provider (
    provider     TEXT   NOT NULL CHECK (provider IN ('twitch', 'discord')),
    account_id   TEXT   NOT NULL,
    purpose      TEXT   NOT NULL CHECK (purpose IN ('bot', 'channel', 'login')),
    login        TEXT   NOT NULL,
    token        TEXT   NOT NULL,
    scopes       TEXT   NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('unknown', 'valid', 'needs-reauthorization')),
    detail       TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    lease_holder TEXT,
    lease_until  BIGINT,
    PRIMARY KEY (provider, account_id, purpose)
);
INSERT INTO credential_of_provider (provider, account_id, purpose, login, token, scopes, state, detail, version,
    lease_holder, lease_until)
SELECT 'twitch', twitch_user_id, purpose, login, token, scopes, state, detail, version, lease_holder, lease_until
FROM credential;
DROP TABLE credential;
ALTER TABLE credential_of_provider RENAME TO credential;

-- A state that went to one provider is worth nothing when it comes back from another.
ALTER TABLE pending_authorization ADD COLUMN provider TEXT NOT NULL DEFAULT 'twitch';
