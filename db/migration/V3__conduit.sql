-- The conduit that carries a client id's event subscriptions. Instances that share the database share it, each serving
-- some of its shards.
CREATE TABLE conduit (
    client_id   TEXT PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    shard_count INTEGER NOT NULL CHECK (shard_count BETWEEN 1 AND 20000)
);
