package bot.herald.feed;

import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows watchers what the bot does as a moderator. */
public final class WatchedModeration implements ChatModeration {
    private final ChatModeration moderation;
    private final ChannelFeed feed;

    public WatchedModeration(ChatModeration moderation, ChannelFeed feed) {
        this.moderation = moderation;
        this.feed = feed;
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String chatMessageId) {
        Outcome outcome = moderation.delete(broadcasterId, chatMessageId);
        if (outcome instanceof Outcome.Done) {
            feed.publish(broadcasterId, "herald.chat.deleted", Map.of("deleted", chatMessageId));
        }
        return outcome;
    }

    @Override
    public Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason) {
        Outcome outcome = moderation.timeOut(broadcasterId, chatter, duration, reason);
        if (outcome instanceof Outcome.Done) {
            Map<String, Object> fields = about(broadcasterId, chatter, reason);
            fields.put("seconds", duration.toSeconds());
            feed.publish(broadcasterId, "herald.chat.timeout", fields);
        }
        return outcome;
    }

    @Override
    public Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        Outcome outcome = moderation.warn(broadcasterId, chatter, reason);
        if (outcome instanceof Outcome.Done) {
            feed.publish(broadcasterId, "herald.chat.warning", about(broadcasterId, chatter, reason));
        }
        return outcome;
    }

    /** Does not ask Twitch for the name: whoever is moderated has just written. */
    private Map<String, Object> about(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        feed.latest(broadcasterId).stream()
                .map(event -> event.fields().get("user"))
                .filter(user ->
                        user instanceof Map<?, ?> known && chatter.value().equals(known.get("id")))
                .findFirst()
                .ifPresent(user -> fields.put("user", user));
        fields.put("userId", chatter.value());
        fields.put("text", reason);
        return fields;
    }

    @Override
    public Outcome shieldMode(TwitchUserId broadcasterId, boolean on) {
        return moderation.shieldMode(broadcasterId, on);
    }

    @Override
    public Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following) {
        return moderation.followersOnly(broadcasterId, following);
    }

    @Override
    public Protection protection(TwitchUserId broadcasterId) {
        return moderation.protection(broadcasterId);
    }

    @Override
    public Outcome announce(TwitchUserId broadcasterId, String text) {
        return moderation.announce(broadcasterId, text);
    }
}
