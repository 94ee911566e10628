package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiConduitStoreTest {
    private static final StoredConduit ONE = new StoredConduit("c1", 2);

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private JdbiConduitStore store;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        store = new JdbiConduitStore(database.database(), "client");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void savedConduitIsFoundAndReplacedByTheNext() {
        assertThat(store.find()).isEmpty();
        store.save(ONE, store.find().map(StoredConduit::id));
        assertThat(store.find()).contains(ONE);
        store.save(new StoredConduit("c2", 5), store.find().map(StoredConduit::id));
        assertThat(store.find()).contains(new StoredConduit("c2", 5));
    }

    @Test
    void onlyTheNamedConduitIsForgotten() {
        store.save(ONE, store.find().map(StoredConduit::id));
        store.forget("c0");
        assertThat(store.find()).contains(ONE);
        store.forget("c1");
        assertThat(store.find()).isEmpty();
    }

    @Test
    void everyConduitThatWasOursIsRememberedUntilItIsGoneAtTwitch() {
        store.save(ONE, store.find().map(StoredConduit::id));
        store.save(new StoredConduit("c1", 3), store.find().map(StoredConduit::id));
        assertThat(store.former()).isEmpty();
        store.save(new StoredConduit("c2", 2), store.find().map(StoredConduit::id));
        assertThat(store.former()).containsExactly("c1");
        store.retire("c1");
        store.retire("c2");
        assertThat(store.find()).isEmpty();
        assertThat(store.former()).containsExactlyInAnyOrder("c1", "c2");
        assertThat(new JdbiConduitStore(database.database(), "another").former())
                .isEmpty();
        store.save(ONE, store.find().map(StoredConduit::id));
        assertThat(store.former()).as("one of them is used again").containsExactly("c2");
        store.forget("c2");
        assertThat(store.former()).isEmpty();
        assertThat(store.find()).contains(ONE);
    }

    @Test
    void conduitReplacesOnlyTheOneThatWasReadBefore() {
        StoredConduit two = new StoredConduit("c2", 2);
        assertThat(store.save(ONE, Optional.of("c0"))).isFalse();
        assertThat(store.find()).isEmpty();
        assertThat(store.former()).containsExactly("c1");

        assertThat(store.save(ONE, Optional.empty())).isTrue();
        assertThat(store.save(two, Optional.empty())).isFalse();
        assertThat(store.save(two, Optional.of("c0"))).isFalse();
        assertThat(store.find()).contains(ONE);
        assertThat(store.former()).containsExactly("c2");

        assertThat(store.save(two, Optional.of("c1"))).isTrue();
        assertThat(store.find()).contains(two);
        assertThat(store.former()).containsExactly("c1");
    }

    @Test
    void anotherClientsConduitIsNotSeen() {
        JdbiConduitStore other = new JdbiConduitStore(database.database(), "another");
        store.save(ONE, store.find().map(StoredConduit::id));
        assertThat(other.find()).isEmpty();
        other.forget("c1");
        assertThat(store.find()).contains(ONE);
    }
}
