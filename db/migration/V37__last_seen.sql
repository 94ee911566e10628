-- When people last wrote in channels that want to tell it. Gone after ninety days without a line, or when the channel does not want it any more.
CREATE TABLE last_seen (
    twitch_user_id TEXT   NOT NULL,
    viewer_id      TEXT   NOT NULL,
    viewer_login   TEXT   NOT NULL,
    seen_at        BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, viewer_id)
);
CREATE INDEX last_seen_viewer_login ON last_seen (twitch_user_id, viewer_login);
CREATE INDEX last_seen_viewer_id ON last_seen (viewer_id);
CREATE INDEX last_seen_seen_at ON last_seen (seen_at);
