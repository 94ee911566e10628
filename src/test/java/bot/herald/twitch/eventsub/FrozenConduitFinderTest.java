package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cluster.Instances.AllShards;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.storage.JdbiConduitStore;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import bot.herald.testing.TestDatabase;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TwitchHttp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is frozen while it looks for the conduit, and wakes when another manages it. */
class FrozenConduitFinderTest {
    @TempDir
    Path folder = Path.of("");

    private final TwitchSimulator twitch = TwitchSimulator.start(SimulatorOptions.defaults());
    private final SimulatedApp app = new SimulatedApp(twitch);
    private TestDatabase database;
    private ConduitStore store;
    private boolean frozenLeads = true;
    private boolean frozenAsksForACheck;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        store = new JdbiConduitStore(database.database(), twitch.clientId());
    }

    @AfterEach
    void close() {
        twitch.close();
        database.close();
    }

    @Test
    void createsNothingOnceAnotherManagesTheConduit() {
        // Frozen after it read that there is no conduit.
        ConduitFinder.Found found = frozen(after("find", this::otherLeads)).find();

        assertThat(found).isInstanceOf(ConduitFinder.Found.NotYet.class);
        assertOnlyTheOthersConduit();
        assertThat(frozenAsksForACheck).isTrue();
    }

    @Test
    void whatItCreatedWhileAnotherBuiltTheConduitReplacesNothingAndIsDeletedByThatOne() {
        // Frozen during its request to create one. The lead is passed on, but not yet noticed.
        ConduitFinder.Found found = frozen(before("save", this::otherBuilds)).find();

        assertThat(found).isInstanceOf(ConduitFinder.Found.NotYet.class);
        assertThat(frozenAsksForACheck).isTrue();
        assertThat(conduits()).hasSize(2);
        assertThat(ours(other().find()).built()).isFalse();
        assertOnlyTheOthersConduit();
    }

    @Test
    void resizesNothingAndRestoresNothingThatAnotherReplaced() {
        String first = ours(other().find()).conduit().id();
        ConduitFinder finder = frozen(
                before("save", () -> {
                    // It was lost and replaced meanwhile.
                    store.retire(first);
                    StoredConduit next = new StoredConduit(app.createConduit(), 1);
                    assertThat(store.save(next, Optional.empty())).isTrue();
                }),
                3);

        assertThat(finder.find()).isInstanceOf(ConduitFinder.Found.NotYet.class);

        assertThat(store.find()).get().extracting(StoredConduit::id).isNotEqualTo(first);
        assertThat(conduits()).contains(store.find().orElseThrow().id());
    }

    @Test
    void deletesNoFormerConduitThatAnotherUsesAgain() {
        String former = ours(other().find()).conduit().id();
        String used = app.createConduit();
        store.save(new StoredConduit(used, 2), Optional.of(former));

        ConduitFinder.Found found = frozen(after("former", () -> {
                    app.deleteConduit(used);
                    store.retire(used);
                    otherLeads();
                }))
                .find();

        assertThat(found).isInstanceOf(ConduitFinder.Found.Ours.class);
        assertThat(conduits()).containsExactly(former);
        assertThat(store.find()).get().extracting(StoredConduit::id).isEqualTo(former);
    }

    private void assertOnlyTheOthersConduit() {
        assertThat(conduits()).hasSize(1);
        assertThat(store.find())
                .get()
                .extracting(StoredConduit::id)
                .isEqualTo(conduits().get(0));
    }

    private void otherLeads() {
        frozenLeads = false;
        otherBuilds();
    }

    private void otherBuilds() {
        ours(other().find());
    }

    private static ConduitFinder.Found.Ours ours(ConduitFinder.Found found) {
        assertThat(found).isInstanceOf(ConduitFinder.Found.Ours.class);
        return (ConduitFinder.Found.Ours) found;
    }

    private List<String> conduits() {
        return StreamSupport.stream(app.conduits().spliterator(), false)
                .map(conduit -> conduit.path("id").asText())
                .toList();
    }

    private ConduitFinder other() {
        return finder(store, new AllShards(2));
    }

    private ConduitFinder frozen(ConduitStore frozenStore) {
        return frozen(frozenStore, 2);
    }

    private ConduitFinder frozen(ConduitStore frozenStore, int shards) {
        AllShards all = new AllShards(shards);
        return finder(frozenStore, (ShardLeases) Proxy.newProxyInstance(
                ShardLeases.class.getClassLoader(), new Class<?>[] {ShardLeases.class}, (p, method, args) -> {
                    if (method.getName().equals("keepsConduit")) {
                        return frozenLeads;
                    }
                    frozenAsksForACheck |= method.getName().equals("doubt");
                    return method.invoke(all, args);
                }));
    }

    private ConduitFinder finder(ConduitStore itsStore, ShardLeases leases) {
        TwitchDoor door = new TwitchDoor(
                new HelixTransport(new TwitchHttp(Duration.ofSeconds(10)), twitch.clientId()),
                URI.create(twitch.helixUrl()),
                new ConduitBot.BotTokens(twitch),
                app,
                () -> new ApiBudget(Clock.systemUTC()));
        return new ConduitFinder(new HttpConduitApi(door, twitch.clientId()), itsStore, leases, Duration.ofMillis(200));
    }

    private ConduitStore before(String call, Runnable meanwhile) {
        return frozenAt(call, meanwhile, () -> {});
    }

    private ConduitStore after(String call, Runnable meanwhile) {
        return frozenAt(call, () -> {}, meanwhile);
    }

    /** The store of a process that is frozen just before or after its first call of this kind. */
    private ConduitStore frozenAt(String call, Runnable before, Runnable after) {
        boolean[] done = {false};
        return (ConduitStore) Proxy.newProxyInstance(
                ConduitStore.class.getClassLoader(), new Class<?>[] {ConduitStore.class}, (p, method, args) -> {
                    boolean freezes = method.getName().equals(call) && !done[0];
                    done[0] |= freezes;
                    if (freezes) {
                        before.run();
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (freezes) {
                            after.run();
                        }
                    }
                });
    }
}
