package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.subscription.ConduitStore.StoredConduit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The connections through which events arrive now, for operators.
 *
 * @param conduit to which the shards belong; empty over WebSockets, and before there is one
 */
public record EventConnections(Optional<StoredConduit> conduit, List<Connection> all) {
    public static final EventConnections NONE = new EventConnections(Optional.empty(), List.of());
    /** The state of a shard that another instance serves; only that one knows more. */
    public static final String ELSEWHERE = "elsewhere";

    public EventConnections {
        all = List.copyOf(all);
    }

    /**
     * A shard of the conduit, or an account's socket.
     *
     * @param owner whose token subscribes on the socket; empty for a shard
     * @param number of the shard, or which of the owner's sockets it is, from 0
     * @param state {@code open}, {@code connecting}, {@code waiting}, {@code unused} or {@link #ELSEWHERE}
     * @param lasted how long it has been in that state; empty where another instance knows
     * @param silent how long ago Twitch last sent anything over it; empty where another instance knows, and while it is
     * not open
     * @param instance that has it; empty where there is only one
     */
    public record Connection(
            Optional<CredentialKey> owner,
            int number,
            String state,
            Optional<Duration> lasted,
            Optional<Duration> silent,
            Optional<String> instance) {}
}
