package bot.herald.app;

import bot.herald.cluster.Membership;
import bot.herald.config.BotConfig;
import bot.herald.config.Transport;
import bot.herald.lifecycle.Component;
import bot.herald.storage.Database;
import bot.herald.storage.PostgresRoster;
import bot.herald.subscription.AllShards;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.ShardLeases;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How this process stands to others on the same database: alone, or one of several that divide the shards of a conduit and of
 * which one leads.
 */
final class Instances implements Reconciler.Turn {
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

    /** Whether instances share the work, in place of one that works while others stand by. */
    static boolean divideWork(BotConfig config, Database database) {
        return config.twitch().eventsub().transport() == Transport.CONDUIT
                && database.instanceLock().worthWaitingFor();
    }

    static Instances of(BotConfig config, Database database) {
        String name = UUID.randomUUID().toString();
        var shards = config.twitch().eventsub().shards();
        if (!divideWork(config, database)) {
            return new Instances(name, new AllShards(shards.orElse(SHARDS_ALONE)), Optional.empty(), Optional.empty());
        }
        Leadership leadership = new Leadership(database.instanceLock());
        Membership membership = new Membership(
                new PostgresRoster(database, config.twitch().clientId()), name, shards, leadership::leads);
        return new Instances(name, membership, Optional.of(leadership), Optional.of(membership));
    }

    /** Of this process, among all on the database. */
    String name() {
        return name;
    }

    /** Whether this process does what must be done once. */
    boolean leads() {
        return leadership.map(Leadership::leads).orElse(true);
    }

    /** Whether no other process can run the bot on the database as long as this one does. */
    boolean isAlone() {
        return leadership.isEmpty();
    }

    /** How many work now, this one among them. */
    int live() {
        return membership.map(Membership::instances).orElse(1);
    }

    ShardLeases leases() {
        return leases;
    }

    /** Those to be started before anything asks who leads. */
    List<Component> leadership() {
        return List.copyOf(leadership.stream().toList());
    }

    /** Those to be started before the shards. */
    List<Component> membership() {
        return List.copyOf(membership.stream().toList());
    }

    /** @param told called whenever this process begins to lead after its start; must return at once */
    void leading(Runnable told) {
        leadership.ifPresent(one -> one.whenGained(told));
    }

    /** @param told called when another instance asks whoever leads to compare everything; must return at once */
    void listenToOthers(Runnable told) {
        membership.ifPresent(one -> one.listenToOthers(told));
    }

    @Override
    public boolean isOurs() {
        return leads();
    }

    @Override
    public void passOn() {
        leases.doubt();
    }
}
