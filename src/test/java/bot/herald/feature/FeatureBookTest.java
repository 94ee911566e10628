package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.alert.AlertFeature;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiFeatureMemory;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureBookTest {
    private static final TwitchUserId CHANNEL = Probe.CHANNEL;
    private static final TwitchUserId OTHER = new TwitchUserId("222");

    @TempDir
    Path folder = Path.of("");

    private final FeatureRegistry registry = new FeatureRegistry(Set.of());
    private final List<TwitchUserId> changed = new ArrayList<>();
    private TestDatabase database;
    private FeatureBook book;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        registry.add(List.of(new Probe("probe", "probe")));
        book = book();
    }

    private FeatureBook book() {
        return new FeatureBook(registry, new JdbiDocumentStore(database.database()), changed::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private FeatureState<?> state() {
        return book.find(CHANNEL, "probe").orElseThrow();
    }

    @Test
    void nothingIsOnBeforeSomebodySetsIt() {
        assertThat(state().isOn()).isFalse();
        assertThat(state().version()).isZero();
        assertThat(state().wants()).isEqualTo(Wants.NOTHING);
        assertThat(state().settings().path("word").asText()).isEqualTo("word");
    }

    @Test
    void aChangeNamesWhatItChangesAndHoldsInOneChannelOnly() {
        Change<FeatureState<?>> change = book.replace(CHANNEL, "probe", json().put("on", true), OptionalLong.of(0));

        assertThat(change).isInstanceOf(Change.Done.class);
        assertThat(state().isOn()).isTrue();
        assertThat(state().version()).isEqualTo(1);
        assertThat(state().settings().path("word").asText()).isEqualTo("word");
        assertThat(book.find(OTHER, "probe").orElseThrow().isOn()).isFalse();
        assertThat(changed).containsExactly(CHANNEL);
        assertThat(book().find(CHANNEL, "probe").orElseThrow().isOn()).isTrue();
    }

    @Test
    void whatIsWrongIsNotSaved() {
        assertThat(book.replace(CHANNEL, "probe", json().put("word", ""), OptionalLong.empty()))
                .isEqualTo(new Change.Invalid<>(List.of(new Problem("word", "A word is needed."))));
        assertThat(book.replace(CHANNEL, "probe", json().put("on", 1), OptionalLong.empty()))
                .isEqualTo(new Change.Invalid<>(List.of(new Problem("on", "This must be true or false."))));
        assertThat(book.replace(CHANNEL, "probe", json().put("word", "crash"), OptionalLong.empty()))
                .isInstanceOf(Change.Invalid.class);
        assertThat(book.replace(CHANNEL, "unknown", json(), OptionalLong.empty()))
                .isInstanceOf(Change.Missing.class);
        assertThat(state().version()).isZero();
        assertThat(changed).isEmpty();
    }

    @Test
    void aChangeMadeFromAnOlderVersionIsAConflict() {
        book.replace(CHANNEL, "probe", json().put("word", "first"), OptionalLong.of(0));
        assertThat(book.replace(CHANNEL, "probe", json().put("word", "second"), OptionalLong.of(0)))
                .isInstanceOf(Change.Conflict.class);

        FeatureBook other = book();
        other.replace(CHANNEL, "probe", json().put("word", "elsewhere"), OptionalLong.of(1));
        assertThat(book.replace(CHANNEL, "probe", json().put("word", "third"), OptionalLong.of(1)))
                .isInstanceOf(Change.Conflict.class);
        assertThat(state().settings().path("word").asText()).isEqualTo("elsewhere");
    }

    @Test
    void whatAnotherProcessChangedIsNewsOnce() {
        book.reload();
        assertThat(book.reload()).isFalse();
        assertThat(state().isOn()).isFalse();

        book().replace(CHANNEL, "probe", json().put("on", true), OptionalLong.empty());

        assertThat(book.reload()).isTrue();
        assertThat(book.reload()).isFalse();
        assertThat(state().isOn()).isTrue();
    }

    @Test
    void settingsOfAnotherVersionOfTheFeatureAreReadAsFarAsTheyGo() {
        database.execute(
                "INSERT INTO document VALUES ('111', 'feature', 'probe', '{\"on\":true,\"gone\":1,\"word\":5}', 7, 0, 0)");
        assertThat(state().isOn()).isTrue();
        assertThat(state().settings().toString()).isEqualTo("{\"on\":true,\"word\":\"word\",\"needy\":false}");

        book.replace(CHANNEL, "probe", json().put("needy", true), OptionalLong.of(7));

        assertThat(state().version()).isEqualTo(8);
        assertThat(book().find(CHANNEL, "probe").orElseThrow().settings().has("gone"))
                .isFalse();
    }

    @Test
    void aSavedTextOfAnotherBotStopsNoOtherChange() {
        registry.add(List.of(new AlertFeature()));
        database.execute(
                "INSERT INTO document VALUES ('111', 'feature', 'alerts', '{\"followText\":\"Hi $(user)\"}', 1, 0, 0)");

        assertThat(book.replace(CHANNEL, "alerts", json().put("follows", true), OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
        assertThat(book.replace(CHANNEL, "alerts", json().put("followText", "Hey $(user)"), OptionalLong.empty()))
                .isInstanceOf(Change.Invalid.class);
    }

    @Test
    void garbledSettingsAreTheDefaults() {
        database.execute("INSERT INTO document VALUES ('111', 'feature', 'probe', '{garbage', 2, 0, 0)");
        assertThat(state().isOn()).isFalse();
        assertThat(book.replace(CHANNEL, "probe", json().put("on", true), OptionalLong.of(2)))
                .isInstanceOf(Change.Done.class);
    }

    @Test
    void aPurgeForgetsEverythingOfTheChannel() {
        JdbiFeatureMemory memory = new JdbiFeatureMemory(database.database());
        book.replace(CHANNEL, "probe", json().put("on", true), OptionalLong.empty());
        memory.remember(CHANNEL, "probe", "a", "1");
        memory.remember(CHANNEL, "probe", "a", "2");
        memory.remember(OTHER, "probe", "a", "3");
        assertThat(memory.recall(CHANNEL, "probe", "a")).hasValue("2");
        assertThat(memory.recall(CHANNEL, "other", "a")).isEmpty();
        assertThat(memory.channels("probe", "a")).containsExactlyInAnyOrder(CHANNEL, OTHER);
        assertThat(memory.channels("probe", "b")).isEmpty();
        assertThat(memory.channels("other", "a")).isEmpty();

        new JdbiDocumentStore(database.database()).purge(CHANNEL);
        book.reload();
        memory.purge(CHANNEL);

        assertThat(state().version()).isZero();
        assertThat(memory.recall(CHANNEL, "probe", "a")).isEmpty();
        assertThat(memory.recall(OTHER, "probe", "a")).hasValue("3");
    }
}
