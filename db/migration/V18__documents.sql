-- What a channel's people set or made is a document: JSON, whose fields the program knows, with a version that counts
-- changes and with how it was used. Without a reference to channel: it outlives a disconnect.

CREATE TABLE document (
    twitch_user_id TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    content        TEXT   NOT NULL,
    version        BIGINT NOT NULL,
    uses           BIGINT NOT NULL,
    used_at        BIGINT NOT NULL,
    PRIMARY KEY (twitch_user_id, kind, name)
);

CREATE INDEX document_kind ON document (kind);

-- Names and aliases together, so that no word means two documents of a kind.
CREATE TABLE document_word (
    twitch_user_id TEXT NOT NULL,
    kind           TEXT NOT NULL,
    word           TEXT NOT NULL,
    name           TEXT NOT NULL,
    PRIMARY KEY (twitch_user_id, kind, word),
    FOREIGN KEY (twitch_user_id, kind, name) REFERENCES document (twitch_user_id, kind, name)
        ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX document_word_document ON document_word (twitch_user_id, kind, name);

-- Renamed first: a process of an older version that still runs writes nothing that would be lost.
ALTER TABLE channel_setting RENAME TO former_setting;
ALTER TABLE command RENAME TO former_command;
ALTER TABLE command_word RENAME TO former_command_word;
ALTER TABLE timer RENAME TO former_timer;
ALTER TABLE feature_setting RENAME TO former_feature;

INSERT INTO document
SELECT twitch_user_id, 'feature', feature, settings, version, 0, 0 FROM former_feature;

INSERT INTO document
SELECT twitch_user_id, 'settings', 'settings',
    '{"commandPrefix":"' || replace(replace(COALESCE(command_prefix, ''), '\', '\\'), '"', '\"')
    || '","raidGreeting":"' || replace(replace(raid_greeting, '\', '\\'), '"', '\"')
    || '","raidMinimumViewers":' || raid_minimum_viewers
    || ',"raidPauseMinutes":' || raid_pause_minutes
    || ',"raidAnnouncement":' || CASE raid_announcement WHEN 1 THEN 'true' ELSE 'false' END
    || ',"shoutoutOnRaid":' || CASE shoutout_on_raid WHEN 1 THEN 'true' ELSE 'false' END
    || ',"shoutoutPatienceMinutes":' || shoutout_patience_minutes
    || ',"ignoredLogins":' || CASE trim(ignored_logins) WHEN '' THEN '[]'
        ELSE '["' || replace(trim(ignored_logins), ' ', '","') || '"]' END
    || ',"disabledCommands":' || CASE trim(disabled_commands) WHEN '' THEN '[]'
        ELSE '["' || replace(replace(replace(trim(disabled_commands), '\', '\\'), '"', '\"'), ' ', '","') || '"]' END
    || '}',
    version, 0, 0
FROM former_setting;

INSERT INTO document
SELECT c.twitch_user_id, 'command', c.name,
    '{"name":"' || replace(replace(c.name, '\', '\\'), '"', '\"')
    || '","text":"' || replace(replace(c.text, '\', '\\'), '"', '\"')
    || '","aliases":[' || COALESCE(
        (SELECT string_agg('"' || replace(replace(w.word, '\', '\\'), '"', '\"') || '"', ',' ORDER BY w.position)
            FROM former_command_word w
            WHERE w.twitch_user_id = c.twitch_user_id AND w.name = c.name AND w.position > 0), '')
    || '],"cooldown":{"channelSeconds":' || c.channel_cooldown_seconds
    || ',"userSeconds":' || c.user_cooldown_seconds
    || '},"role":"' || c.role
    || '","enabled":' || CASE c.enabled WHEN 1 THEN 'true' ELSE 'false' END
    || '}',
    c.version, c.uses, 0
FROM former_command c;

-- A message ended where a line did.
INSERT INTO document
SELECT twitch_user_id, 'timer', name,
    '{"name":"' || replace(replace(name, '\', '\\'), '"', '\"')
    || '","messages":' || CASE messages WHEN '' THEN '[]'
        ELSE '["' || replace(replace(replace(messages, '\', '\\'), '"', '\"'), '
', '","') || '"]' END
    || ',"intervalMinutes":' || interval_minutes
    || ',"minimumChatLines":' || minimum_chat_lines
    || ',"enabled":' || CASE enabled WHEN 1 THEN 'true' ELSE 'false' END
    || '}',
    version, next_index, last_sent_at
FROM former_timer;

INSERT INTO document_word
SELECT twitch_user_id, 'command', word, name FROM former_command_word;

INSERT INTO document_word
SELECT twitch_user_id, kind, name, name FROM document WHERE kind <> 'command';

DROP TABLE former_command_word;
DROP TABLE former_command;
DROP TABLE former_timer;
DROP TABLE former_setting;
DROP TABLE former_feature;
