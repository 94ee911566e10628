-- Discord accounts that have logged in, as Discord presented them last. Whoever proved in one browser that an account on Twitch is
-- theirs, too, has both linked. What is kept of an account is to refer to it, and so goes with it.
CREATE TABLE discord_account (
    discord_user_id TEXT   PRIMARY KEY,
    username        TEXT   NOT NULL,
    display_name    TEXT   NOT NULL,
    avatar_url      TEXT   NOT NULL,
    twitch_user_id  TEXT   UNIQUE REFERENCES person (twitch_user_id) ON DELETE CASCADE,
    first_login_at  BIGINT NOT NULL,
    last_login_at   BIGINT NOT NULL
);

-- Browsers that came with Discord alone. Kept apart from the sessions that may manage channels, which none of these ever is.
CREATE TABLE discord_session (
    id              TEXT   PRIMARY KEY,
    discord_user_id TEXT   NOT NULL REFERENCES discord_account (discord_user_id) ON DELETE CASCADE,
    form_token      TEXT   NOT NULL,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX discord_session_discord_user_id ON discord_session (discord_user_id);
