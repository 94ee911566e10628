package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A subscription that should exist on Twitch.
 *
 * @param broadcasterId the channel it serves; for {@code user.update} the user, who need not be a channel
 * @param tokenOwner whose token creates it; on a WebSocket also whose socket carries it
 */
public record DesiredSubscription(
        String type,
        String version,
        Map<String, String> condition,
        TwitchUserId broadcasterId,
        CredentialKey tokenOwner) {
    public DesiredSubscription {
        condition = sorted(condition);
    }

    /** Stands for the channel of a subscription that is about none. */
    private static final TwitchUserId NOBODY = new TwitchUserId("0");

    /** Reports this conduit's shards that Twitch disabled; created with the app's token, and about no channel. */
    public static DesiredSubscription ofDisabledShards(String clientId, String conduitId) {
        return new DesiredSubscription(
                "conduit.shard.disabled",
                "1",
                Map.of("client_id", clientId, "conduit_id", conduitId),
                NOBODY,
                CredentialKey.bot(NOBODY));
    }

    boolean isOfAChannel() {
        return !broadcasterId.equals(NOBODY);
    }

    /** Sorted, without the empty values that Twitch adds for the fields a condition leaves open. */
    static SortedMap<String, String> sorted(Map<String, String> condition) {
        TreeMap<String, String> sorted = new TreeMap<>(condition);
        sorted.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(sorted);
    }

    boolean isSameAs(ActualSubscription actual) {
        return isSameAs(actual.type(), actual.version(), actual.condition());
    }

    boolean isSameAs(String otherType, String otherVersion, Map<String, String> otherCondition) {
        return type.equals(otherType) && version.equals(otherVersion) && condition.equals(sorted(otherCondition));
    }

    @Override
    public String toString() {
        return "broadcaster=" + broadcasterId + " type=" + type + " owner="
                + tokenOwner.purpose().text() + ":" + tokenOwner.userId();
    }
}
