-- Instances that share a database divide the shards of one conduit. A lease holds as long as its instance does, by the
-- server's clock; 0 for an instance that takes no part.

ALTER TABLE instance ADD COLUMN lease_until BIGINT NOT NULL DEFAULT 0;

-- Whether it wants the subscriptions compared with Twitch, which one instance does for all.
ALTER TABLE instance ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;

-- Who has to serve a shard, and who does, as Twitch was told last: they differ while a shard is handed over.
CREATE TABLE shard_lease (
    conduit_id TEXT    NOT NULL,
    shard      INTEGER NOT NULL,
    owner      TEXT,
    served_by  TEXT,
    session_id TEXT,
    PRIMARY KEY (conduit_id, shard)
);
