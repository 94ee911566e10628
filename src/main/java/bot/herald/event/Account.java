package bot.herald.event;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;

/** An account in an event: an id to act on, a login and display name to show. */
public record Account(TwitchUserId id, TwitchLogin login, String displayName) {}
