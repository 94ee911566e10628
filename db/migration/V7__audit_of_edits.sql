-- What a person changed in a channel's settings, commands and timers: the item's name, and as JSON what it was and is.
ALTER TABLE audit ADD COLUMN item TEXT;
ALTER TABLE audit ADD COLUMN before_edit TEXT;
ALTER TABLE audit ADD COLUMN after_edit TEXT;
