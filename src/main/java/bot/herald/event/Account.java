package bot.herald.event;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;

/** Somebody in an event: id to act on, login and display name to read. */
public record Account(TwitchUserId id, TwitchLogin login, String displayName) {}
