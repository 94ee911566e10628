-- Channels that people moderate at Twitch and that are not connected here; whoever moderates one that comes sees it at once.
CREATE TABLE moderated_elsewhere (
    person_id      TEXT   NOT NULL REFERENCES person (twitch_user_id) ON DELETE CASCADE,
    broadcaster_id TEXT   NOT NULL,
    since          BIGINT NOT NULL,
    PRIMARY KEY (person_id, broadcaster_id)
);

CREATE INDEX moderated_elsewhere_broadcaster_id ON moderated_elsewhere (broadcaster_id);
