package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides who may have which subscription, on creation and whenever permissions change. Guarded by {@link World}. */
final class SubscriptionRights {
    private final World world;

    SubscriptionRights(World world) {
        this.world = world;
    }

    /**
     * The status with which the subscription would be revoked; null if it is allowed.
     *
     * @param tokenUserId the owner of the token that created it; null for an app token
     * @param scopesOf the scopes that count for a user: those of the token, or everything granted to the client
     */
    @Nullable
    String problem(
            KnownType type,
            Map<String, String> condition,
            @Nullable String tokenUserId,
            Function<String, Set<String>> scopesOf) {
        String broadcaster = condition.getOrDefault(SubscriptionTypes.BROADCASTER, "");
        String owner = switch (type.owner()) {
            case NONE -> null;
            case CLIENT -> tokenUserId == null ? null : "";
            case BROADCASTER -> broadcaster;
            case MODERATOR -> condition.getOrDefault(SubscriptionTypes.MODERATOR, "");
            case USER, CHAT -> condition.getOrDefault(SubscriptionTypes.USER, "");
        };
        if (owner == null) {
            return null;
        }
        Set<String> granted = scopesOf.apply(owner);
        if ((tokenUserId != null && !tokenUserId.equals(owner)) || !type.isGranted(granted)) {
            return "authorization_revoked";
        }
        return switch (type.owner()) {
            case MODERATOR -> world.channel(broadcaster).mayModerate(owner) ? null : "moderator_removed";
            case CHAT -> chatProblem(world.channel(broadcaster), owner, tokenUserId == null, granted);
            default -> null;
        };
    }

    private @Nullable String chatProblem(SimulatedChannel channel, String reader, boolean app, Set<String> granted) {
        if (channel.banned.contains(reader) || channel.isTimedOut(reader, world.now())) {
            return "chat_user_banned";
        }
        if (!app || channel.mayModerate(reader)) {
            return app && !granted.contains("user:bot") ? "authorization_revoked" : null;
        }
        if (!granted.contains("user:bot")) {
            return "authorization_revoked";
        }
        return world.tokens.grantedScopes(channel.id).contains("channel:bot") ? null : "moderator_removed";
    }

    /** Revokes every subscription that is no longer allowed. */
    void recheck() {
        world.subscriptions.enabled().forEach(subscription -> {
            String user = subscription.tokenUserId;
            String problem = user != null && !world.tokens.connected(user)
                    ? "authorization_revoked"
                    : problem(subscription.type, subscription.condition, user, world.tokens::grantedScopes);
            if (problem != null) {
                world.publisher.revoke(subscription, Objects.requireNonNull(problem));
            }
        });
    }
}
