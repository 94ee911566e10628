package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/** A channel ended its stream, or lost it for a moment. */
public record StreamOffline(EventOrigin origin, TwitchUserId broadcasterId) implements ChannelEvent {}
