package bot.herald.cluster;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * This process among those that use the same database: either alone, or one of several that divide a conduit's shards
 * and have a leader.
 */
public final class Instances {
    private static final int SHARDS_ALONE = 2;

    private final String name;
    private final ShardLeases leases;
    private final Optional<Leadership> leadership;
    private final Optional<Membership> membership;

    private Instances(
            String name, ShardLeases leases, Optional<Leadership> leadership, Optional<Membership> membership) {
        this.name = name;
        this.leases = leases;
        this.leadership = leadership;
        this.membership = membership;
    }

    /** A process that works while any others stand by. */
    public static Instances alone(OptionalInt shards) {
        return new Instances(newName(), new AllShards(shards.orElse(SHARDS_ALONE)), Optional.empty(), Optional.empty());
    }

    /** One of several processes that share the work. */
    public static Instances dividing(InstanceLock lead, Roster roster, OptionalInt shards) {
        String name = newName();
        Leadership leadership = new Leadership(lead);
        Membership membership = new Membership(roster, name, shards, leadership);
        return new Instances(name, membership, Optional.of(leadership), Optional.of(membership));
    }

    private static String newName() {
        return UUID.randomUUID().toString();
    }

    /** This process's name among all that use the database. */
    public String name() {
        return name;
    }

    /** For what must be done once. */
    public WhileLeading whileLeading() {
        return leadership.<WhileLeading>map(one -> one).orElse(WhileLeading.ALONE);
    }

    /** Whether no other process can run the bot on the database while this one does. */
    public boolean isAlone() {
        return leadership.isEmpty();
    }

    /** How many instances are working, this one included. */
    public int live() {
        return membership.map(Membership::instances).orElse(1);
    }

    public ShardLeases leases() {
        return leases;
    }

    /** The components to start before anything asks who leads. */
    public List<Component> leadership() {
        return List.copyOf(leadership.stream().toList());
    }

    /** The components to start before the shards. */
    public List<Component> membership() {
        return List.copyOf(membership.stream().toList());
    }

    /** @param told called whenever this process begins to lead after its start; must return at once */
    public void whenGained(Runnable told) {
        leadership.ifPresent(one -> one.whenGained(told));
    }

    /** @param told called when another instance asks the leader to compare everything; must return at once */
    public void listenToOthers(Runnable told) {
        membership.ifPresent(one -> one.listenToOthers(told));
    }

    /**
     * A process that is alone serves all shards.
     *
     * @param count how many shards there should be
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
            // The conduit is checked by this process anyway.
        }

        @Override
        public void leave() {
            // There is nobody to take over.
        }
    }
}
