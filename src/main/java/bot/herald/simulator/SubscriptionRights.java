package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may have which subscription, when it is made and whenever rights change. Guarded by {@link World}. */
final class SubscriptionRights {
    private final World world;

    SubscriptionRights(World world) {
        this.world = world;
    }

    /**
     * Why the subscription is not allowed, as the status a revocation would carry; null if it is.
     *
     * @param tokenUserId whose token asks; null for an app token
     * @param scopesOf what each user granted: the token's scopes, or everything granted to the client
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
        if ((tokenUserId != null && !tokenUserId.equals(owner))
                || type.scopes().stream().noneMatch(granted::contains)) {
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

    /** Ends every enabled subscription that is no longer allowed and says so on its socket. */
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
