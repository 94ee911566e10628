-- How long one raider is greeted once, and how long a shoutout that has to wait still makes sense.

ALTER TABLE channel_setting ADD COLUMN raid_pause_minutes INTEGER NOT NULL DEFAULT 60;

ALTER TABLE channel_setting ADD COLUMN shoutout_patience_minutes INTEGER NOT NULL DEFAULT 15;
