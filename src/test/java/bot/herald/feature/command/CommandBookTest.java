package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.Problem;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryDatabase
class CommandBookTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final CustomCommand HI = CustomCommand.of("hi", "Hello");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private CommandBook book;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        book = book();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandBook book() {
        return new CommandBook(new JdbiDocumentStore(database.database()), id -> "!");
    }

    @Test
    void aUseIsAnsweredWhileTheStoreIsAwayAndCountedLater() {
        DocumentStore real = new JdbiDocumentStore(database.database());
        AtomicBoolean away = new AtomicBoolean();
        DocumentStore store = (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new IllegalStateException("away");
                    }
                    return method.invoke(real, arguments);
                });
        CommandBook shaken = new CommandBook(store, id -> "!");
        shaken.create(CHANNEL, HI);
        shaken.reload();
        away.set(true);

        assertThat(countedUse(shaken)).isEqualTo(1);
        assertThat(countedUse(shaken)).isEqualTo(2);

        away.set(false);
        assertThat(countedUse(shaken)).isEqualTo(3);
        assertThat(book().find(CHANNEL, "hi").orElseThrow().count()).isEqualTo(3);
    }

    private static long countedUse(CommandBook book) {
        CustomCommand command = book.find(CHANNEL, "hi").orElseThrow();
        return ((Change.Done<CustomCommand>) book.countUse(CHANNEL, command))
                .item()
                .count();
    }

    @Test
    void everyFieldComesBackFromTheStore() {
        CustomCommand draft = new CustomCommand(
                "!ＨÉLLO", " {user}\n{{x}} ", List.of("!b", "a", "B"), new Cooldown(5, 60), Role.VIP, false, 0, 0);

        Change<CustomCommand> made = book.create(CHANNEL, draft);

        CustomCommand expected = new CustomCommand(
                "héllo", "{user} {{x}}", List.of("b", "a"), new Cooldown(5, 60), Role.VIP, false, 0, 1);
        assertThat(made).isEqualTo(new Change.Done<>(expected));
        assertThat(book.list(CHANNEL)).containsExactly(expected);
        assertThat(book().list(CHANNEL)).containsExactly(expected);
        assertThat(book().find(CHANNEL, "!HE\u0301LLO")).contains(expected);
        assertThat(book().find(CHANNEL, "A")).contains(expected);
        assertThat(book.list(OTHER)).isEmpty();
    }

    /** Some keyboards put a variation selector behind an emoji. */
    @Test
    void anEmojiIsTheSameWordHoweverItIsDrawn() {
        book.create(CHANNEL, CustomCommand.of("\u2764", "love"));
        book.create(CHANNEL, CustomCommand.of("\u2600\uFE0F", "sun"));

        assertThat(book.find(CHANNEL, "!\u2764\uFE0F").orElseThrow().text()).isEqualTo("love");
        assertThat(book.find(CHANNEL, "\u2600").orElseThrow().text()).isEqualTo("sun");
        assertThat(book.find(CHANNEL, "\u2600\uFE0F").orElseThrow().text()).isEqualTo("sun");
        assertThat(book.create(CHANNEL, CustomCommand.of("\u2764\uFE0F", "again")))
                .isInstanceOf(Change.Taken.class);
        assertThat(book.create(CHANNEL, CustomCommand.of("\u2600", "again"))).isInstanceOf(Change.Taken.class);
    }

    @Test
    void listIsSortedByName() {
        List.of("b", "c", "a").forEach(name -> book.create(CHANNEL, CustomCommand.of(name, "x")));

        assertThat(book.list(CHANNEL)).extracting(CustomCommand::name).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", " ", "two words", "a/b", "a\\b", ".", "..", "!!x", "\u200B"})
    void badNameIsRefused(String name) {
        assertThat(fields(book.create(CHANNEL, CustomCommand.of(name, "x")))).containsExactly("name");
        assertThat(fields(book.create(CHANNEL, HI.withAliases(List.of(name))))).containsExactly("aliases");
    }

    @Test
    void whatWasAllowedWhenItWasSavedCanBeRestored() {
        Set<String> allowed = new HashSet<>(Set.of("api.example"));
        CommandBook strict = new CommandBook(
                new JdbiDocumentStore(database.database()),
                id -> "!",
                name -> false,
                (channel, name) -> false,
                allowed::contains);
        assertThat(strict.create(CHANNEL, CustomCommand.of("ask", "{fetch:https://api.example/x}")))
                .isInstanceOf(Change.Done.class);
        JsonNode saved = strict.documents().find(CHANNEL, "ask").orElseThrow().content();
        strict.delete(CHANNEL, "ask", OptionalLong.empty());
        allowed.clear();

        assertThat(strict.documents().create(CHANNEL, saved)).isInstanceOf(Change.Invalid.class);
        assertThat(strict.documents().restoring().create(CHANNEL, saved)).isInstanceOf(Change.Done.class);
        assertThat(strict.find(CHANNEL, "ask")).map(CustomCommand::text).contains("{fetch:https://api.example/x}");
    }

    @Test
    void limitsAreExact() {
        assertThat(book.create(CHANNEL, CustomCommand.of("n".repeat(50), "x".repeat(500))))
                .isInstanceOf(Change.Done.class);
        assertThat(book.create(CHANNEL, CustomCommand.of("emoji", "\uD83D\uDE00".repeat(500))))
                .isInstanceOf(Change.Done.class);
        assertThat(fields(book.create(CHANNEL, CustomCommand.of("more", "\uD83D\uDE00".repeat(501)))))
                .containsExactly("text");
        assertThat(fields(book.create(CHANNEL, CustomCommand.of("n".repeat(51), "x".repeat(501)))))
                .containsExactly("name", "text");
        List<String> ten = IntStream.range(0, 10).mapToObj(i -> "alias" + i).toList();
        List<String> eleven = IntStream.range(0, 11).mapToObj(i -> "other" + i).toList();
        assertThat(fields(book.create(CHANNEL, HI.withAliases(eleven)))).containsExactly("aliases");
        assertThat(book.create(CHANNEL, HI.withAliases(ten).withCooldown(new Cooldown(86_400, 0))))
                .isInstanceOf(Change.Done.class);
        assertThat(fields(book.create(CHANNEL, CustomCommand.of("yo", "x").withCooldown(new Cooldown(86_401, -1)))))
                .containsExactly("cooldown.channelSeconds", "cooldown.userSeconds");
    }

    @Test
    void channelHasAtMostFiveHundredCommands() {
        for (int i = 0; i < 500; i++) {
            assertThat(book.create(CHANNEL, CustomCommand.of("c" + i, "x"))).isInstanceOf(Change.Done.class);
        }

        assertThat(fields(book.create(CHANNEL, HI))).containsExactly("");
        book.delete(CHANNEL, "c7", OptionalLong.empty());
        assertThat(book.create(CHANNEL, HI)).isInstanceOf(Change.Done.class);
    }

    @Test
    void everyMistakeInATextIsNamed() {
        assertThat(book.create(CHANNEL, CustomCommand.of("hi", "{usr} {raider}")))
                .isEqualTo(new Change.Invalid<>(List.of(
                        new Problem("text", "{usr} is unknown (character 1). Did you mean {user}?"),
                        new Problem(
                                "text",
                                "{raider} can't be used here (character 7). You can use {user} {touser} {channel} {args} {1}"
                                        + " {count} {count.user} {uptime} {game} {title} {pick.chatter} and more."))));
        assertThat(fields(book.create(CHANNEL, CustomCommand.of("hi", " \u200B "))))
                .containsExactly("text");
    }

    @Test
    void anotherBotsVariableIsRefusedButWhereItIsSavedItStopsNoOtherChange() {
        CustomCommand foreign = CustomCommand.of("hi", "Hello $(user)");
        assertThat(fields(book.create(CHANNEL, foreign))).containsExactly("text");
        book.create(CHANNEL, HI);
        assertThat(fields(book.replace(CHANNEL, "hi", foreign, OptionalLong.empty())))
                .containsExactly("text");

        // Saved before Herald looked for them.
        database.execute("UPDATE document SET content = replace(content, 'Hello', 'Hello $(user)')");
        book.reload(CHANNEL);

        assertThat(book.replace(CHANNEL, "hi", foreign.withEnabled(false), OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
        assertThat(book.documents()
                        .replace(
                                CHANNEL,
                                "hi",
                                JsonNodeFactory.instance.objectNode().put("enabled", true),
                                OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
        assertThat(book.draft(CHANNEL, Optional.of("hi"), JsonNodeFactory.instance.objectNode())
                        .problems())
                .isEmpty();
        assertThat(fields(book.replace(CHANNEL, "hi", foreign.withText("Bye $(user)"), OptionalLong.empty())))
                .containsExactly("text");
    }

    @Test
    void noWordMeansTwoCommands() {
        book.create(CHANNEL, HI.withAliases(List.of("yo")));

        assertThat(taken(book.create(CHANNEL, CustomCommand.of("HI", "x")))).isEqualTo("name");
        assertThat(taken(book.create(CHANNEL, CustomCommand.of("yo", "x")))).isEqualTo("name");
        assertThat(taken(book.create(CHANNEL, CustomCommand.of("ping", "x")))).isEqualTo("name");
        assertThat(taken(book.create(CHANNEL, CustomCommand.of("new", "x").withAliases(List.of("hi")))))
                .isEqualTo("aliases");
        assertThat(taken(book.create(CHANNEL, CustomCommand.of("new", "x").withAliases(List.of("commands")))))
                .isEqualTo("aliases");
        assertThat(book.create(OTHER, HI)).as("another channel").isInstanceOf(Change.Done.class);
    }

    @Test
    void wordTakenByAnotherProcessIsRefusedAndSeenFromThenOn() {
        CommandBook other = book();
        assertThat(other.list(CHANNEL)).isEmpty();
        book.create(CHANNEL, HI.withAliases(List.of("yo")));

        assertThat(other.create(CHANNEL, CustomCommand.of("yo", "x"))).isInstanceOf(Change.Taken.class);
        assertThat(other.find(CHANNEL, "hi")).isPresent();
        assertThat(book().list(CHANNEL)).as("nothing half-written").hasSize(1);
    }

    @Test
    void replaceChangesAllButTheCounterAndCountsVersions() {
        book.create(CHANNEL, HI.withAliases(List.of("yo")));
        book.addToCounter(CHANNEL, "hi", 3);

        Change<CustomCommand> change = book.replace(
                CHANNEL, "HI", CustomCommand.of("yo", "Bye").withAliases(List.of("hi")), OptionalLong.of(1));

        CustomCommand expected =
                new CustomCommand("yo", "Bye", List.of("hi"), Cooldown.NONE, Role.EVERYONE, true, 3, 2);
        assertThat(change).isEqualTo(new Change.Done<>(expected));
        assertThat(book.list(CHANNEL)).containsExactly(expected);
        assertThat(book().list(CHANNEL)).containsExactly(expected);
    }

    @Test
    void failedReplaceLeavesEverythingAsItWas() {
        book.create(CHANNEL, HI);
        book.create(CHANNEL, CustomCommand.of("yo", "x"));

        assertThat(book.replace(CHANNEL, "hi", CustomCommand.of("yo", "x"), OptionalLong.empty()))
                .isInstanceOf(Change.Taken.class);
        assertThat(book.replace(CHANNEL, "hi", CustomCommand.of("hi", "{"), OptionalLong.empty()))
                .isInstanceOf(Change.Invalid.class);
        assertThat(book.replace(CHANNEL, "nope", HI, OptionalLong.empty())).isEqualTo(new Change.Missing<>());
        assertThat(book().find(CHANNEL, "hi"))
                .get()
                .extracting(CustomCommand::text)
                .isEqualTo("Hello");
        assertThat(book().list(CHANNEL)).hasSize(2);
    }

    @Test
    void changeMadeFromAnOlderVersionIsAConflict() {
        book.create(CHANNEL, HI);
        CommandBook other = book();
        CustomCommand old = other.find(CHANNEL, "hi").orElseThrow();
        book.replace(CHANNEL, "hi", HI.withText("New"), OptionalLong.of(old.version()));
        CustomCommand current = book.find(CHANNEL, "hi").orElseThrow();

        assertThat(book.replace(CHANNEL, "hi", HI, OptionalLong.of(1))).isEqualTo(new Change.Conflict<>(current));
        assertThat(book.delete(CHANNEL, "hi", OptionalLong.of(1))).isEqualTo(new Change.Conflict<>(current));
        assertThat(other.replace(CHANNEL, "hi", HI, OptionalLong.of(1)))
                .as("another process, that has not seen it")
                .isEqualTo(new Change.Conflict<>(current));
        assertThat(other.replace(CHANNEL, "hi", HI, OptionalLong.of(2))).isInstanceOf(Change.Done.class);
    }

    @Test
    void deletedByAnotherProcessIsMissing() {
        book.create(CHANNEL, HI);
        CommandBook other = book();
        other.list(CHANNEL);
        book.delete(CHANNEL, "hi", OptionalLong.empty());

        assertThat(other.addToCounter(CHANNEL, "hi", 1)).isEqualTo(new Change.Missing<>());
        assertThat(other.list(CHANNEL)).isEmpty();
        assertThat(other.delete(CHANNEL, "hi", OptionalLong.empty())).isEqualTo(new Change.Missing<>());
    }

    @Test
    void reloadTakesInWhatAnotherProcessChanged() {
        CommandBook other = book();
        other.list(CHANNEL);
        book.create(CHANNEL, HI);

        other.reload(CHANNEL);

        assertThat(other.find(CHANNEL, "hi")).isPresent();
    }

    @Test
    void countsOfSeveralProcessesAddUp() {
        book.create(CHANNEL, HI);
        CommandBook other = book();
        other.list(CHANNEL);

        book.addToCounter(CHANNEL, "hi", 1);
        other.addToCounter(CHANNEL, "hi", 1);
        other.replace(CHANNEL, "hi", HI.withText("New"), OptionalLong.empty());

        assertThat(book().find(CHANNEL, "hi"))
                .get()
                .extracting(CustomCommand::count)
                .isEqualTo(2L);
    }

    @Test
    void purgeErasesOneChannelOnly() {
        book.create(CHANNEL, HI.withAliases(List.of("yo")));
        book.create(OTHER, HI);

        new JdbiDocumentStore(database.database()).purge(CHANNEL);
        book.reload(CHANNEL);

        assertThat(book.list(CHANNEL)).isEmpty();
        assertThat(book().list(OTHER)).hasSize(1);
        assertThat(book.create(CHANNEL, CustomCommand.of("yo", "x"))).isInstanceOf(Change.Done.class);
    }

    @Test
    void concurrentChangesLoseNothing() throws Exception {
        book.create(CHANNEL, HI);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Change<CustomCommand>>> work = IntStream.range(0, 100)
                    .<Callable<Change<CustomCommand>>>mapToObj(i -> () -> i % 2 == 0
                            ? book.addToCounter(CHANNEL, "hi", 1)
                            : book.create(CHANNEL, CustomCommand.of("c" + i % 20, "x")))
                    .toList();
            int made = 0;
            for (Future<Change<CustomCommand>> done : pool.invokeAll(work)) {
                made += done.get() instanceof Change.Done<CustomCommand> ? 1 : 0;
            }

            assertThat(made).isEqualTo(50 + 10);
            assertThat(book.list(CHANNEL)).hasSize(11).isEqualTo(book().list(CHANNEL));
            assertThat(book.find(CHANNEL, "hi")).map(CustomCommand::count).isEqualTo(Optional.of(50L));
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> fields(Change<CustomCommand> change) {
        assertThat(change).isInstanceOf(Change.Invalid.class);
        return ((Change.Invalid<CustomCommand>) change)
                .problems().stream().map(Problem::field).toList();
    }

    private static String taken(Change<CustomCommand> change) {
        assertThat(change).isInstanceOf(Change.Taken.class);
        return ((Change.Taken<CustomCommand>) change).problem().field();
    }
}
