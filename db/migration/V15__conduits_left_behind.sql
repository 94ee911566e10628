-- Conduits that were Herald's before the present one. They may still exist at Twitch, with live subscriptions, and count
-- among the five of the client id: each is used again or deleted.
CREATE TABLE former_conduit (
    client_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (client_id, id)
);
