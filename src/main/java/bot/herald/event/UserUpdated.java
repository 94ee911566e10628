package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/** An account changed its login, display name or description; happens in its own channel. */
public record UserUpdated(EventOrigin origin, Account user, String description) implements ChannelEvent {
    @Override
    public TwitchUserId broadcasterId() {
        return user.id();
    }
}
