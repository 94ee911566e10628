package bot.herald.account;

import bot.herald.identity.TwitchUserId;

/** Somebody who logged in moderates a connected channel. */
public record Moderation(TwitchUserId person, TwitchUserId broadcaster) {}
