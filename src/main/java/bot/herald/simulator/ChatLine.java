package bot.herald.simulator;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat message by a person.
 *
 * @param broadcasterId the channel that shows the message
 * @param roles adds to the chatter's roles in the channel: any of {@code moderator, vip, subscriber, staff}
 * @param replyTo message id of the parent, or null
 * @param sourceBroadcasterId in a shared chat, the channel where it was written; else null
 * @param bits 0 for none
 */
public record ChatLine(
        String broadcasterId,
        String chatterId,
        String text,
        Set<String> roles,
        @Nullable String replyTo,
        @Nullable String sourceBroadcasterId,
        int bits) {

    static final Set<String> ROLES = Set.of("moderator", "vip", "subscriber", "staff");

    public ChatLine {
        roles = Set.copyOf(roles);
        for (String role : roles) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException(
                        "unknown role '" + role + "', use one of moderator, vip, subscriber, staff");
            }
        }
        if (bits < 0) {
            throw new IllegalArgumentException("bits must be 0 or more: " + bits);
        }
    }

    public static ChatLine of(String broadcasterId, String chatterId, String text) {
        return new ChatLine(broadcasterId, chatterId, text, Set.of(), null, null, 0);
    }

    public ChatLine withRole(String role) {
        Set<String> more = new LinkedHashSet<>(roles);
        more.add(role);
        return new ChatLine(broadcasterId, chatterId, text, more, replyTo, sourceBroadcasterId, bits);
    }

    public ChatLine withReplyTo(String messageId) {
        return new ChatLine(broadcasterId, chatterId, text, roles, messageId, sourceBroadcasterId, bits);
    }

    public ChatLine withSource(String broadcaster) {
        return new ChatLine(broadcasterId, chatterId, text, roles, replyTo, broadcaster, bits);
    }

    public ChatLine withBits(int amount) {
        return new ChatLine(broadcasterId, chatterId, text, roles, replyTo, sourceBroadcasterId, amount);
    }
}
