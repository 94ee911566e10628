package bot.herald.subscription;

import bot.herald.subscription.ConduitStore.StoredConduit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A process that is alone serves all shards.
 *
 * @param count how many there are to be
 */
public record AllShards(int count) implements ShardLeases {
    @Override
    public Share share(StoredConduit conduit) {
        Set<Integer> all = IntStream.range(0, conduit.shardCount()).boxed().collect(Collectors.toSet());
        return new Share(all, Set.of(), false, true);
    }

    @Override
    public boolean keepsConduit() {
        return true;
    }

    @Override
    public Optional<StoredConduit> conduit() {
        return Optional.empty();
    }

    @Override
    public int wanted(int shardCount) {
        return count;
    }

    @Override
    public void listen(Runnable changed) {
        // Nothing ever changes.
    }

    @Override
    public void served(StoredConduit conduit, Map<Integer, String> sessions) {
        // Nobody else has to know.
    }

    @Override
    public void doubt() {
        // Whoever doubts looks by itself.
    }

    @Override
    public void leave() {
        // There is nobody to take over.
    }
}
