-- Whether a raid is greeted by one of Twitch's announcements in place of an ordinary message.

ALTER TABLE channel_setting ADD COLUMN raid_announcement INTEGER NOT NULL DEFAULT 0;
