package bot.herald.cluster;

import java.util.Optional;

/**
 * Whose a shard is.
 *
 * @param owner the instance that has to serve it; empty while nobody has
 * @param servedBy the instance whose session Twitch was told last; empty before the first
 */
public record ShardLease(int shard, Optional<String> owner, Optional<String> servedBy) {
    boolean isOwnedBy(String instance) {
        return owner.filter(instance::equals).isPresent();
    }

    boolean isServedBy(String instance) {
        return servedBy.filter(instance::equals).isPresent();
    }
}
