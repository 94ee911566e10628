-- Channels whose people ask the operator for what their features wait for, until it is there. Says when, and not who asked.
CREATE TABLE operator_request (
    twitch_user_id TEXT   NOT NULL PRIMARY KEY,
    asked_at       BIGINT NOT NULL
);
