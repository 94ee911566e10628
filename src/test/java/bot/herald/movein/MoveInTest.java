package bot.herald.movein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.channel.Channel;
import bot.herald.config.MoveInConfig;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureRegistry;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.alert.AlertFeature;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.CounterStore.Counter;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.timer.TimerBook;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.movein.MoveIn.Applied;
import bot.herald.movein.Preview.Line;
import bot.herald.movein.Preview.OnClash;
import bot.herald.movein.Preview.State;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.testing.Commands;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import bot.herald.web.FeatureDocuments;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class MoveInTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final String CSV = """
            name,text,role,cooldown
            hi,Hello $(user),everyone,5
            roll,$(eval x),mod,0
            old,Other text,,
            same,As it is,,
            ping,Built in,,
            bad name,x,,
            """;

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private CommandBook commands;
    private JdbiAuditLog audit;
    private JdbiQuoteStore quotes;
    private CounterBook counters;
    private MoveIn.Needs needs;
    private MoveIn moveIn;
    private boolean breaks;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        JdbiDocumentStore store = new JdbiDocumentStore(database.database());
        commands = new CommandBook(store, id -> "!");
        TimerBook timers = new TimerBook(store);
        SettingsBook settings = new SettingsBook(store);
        FeatureRegistry registry = new FeatureRegistry(Set.of());
        registry.add(List.of(new AlertFeature()));
        FeatureBook features = new FeatureBook(registry, store, id -> {});
        audit = new JdbiAuditLog(database.database());
        quotes = new JdbiQuoteStore(database.database());
        counters = new CounterBook(new JdbiCounterStore(database.database()), commands);
        needs = new MoveIn.Needs(
                List.of(
                        commands.documents(),
                        new TriggerBook(store, host -> true).documents(),
                        timers.documents(),
                        counters,
                        settings.documents(),
                        new FeatureDocuments(features, (channel, wants) -> MissingScopes.NONE, channel -> Language.EN)),
                quotes,
                commands::setCounter,
                (channel, work) -> commands.alone(
                        channel,
                        () -> database.database().together(() -> {
                            work.run();
                            if (breaks) {
                                throw new IllegalStateException("in the last moment");
                            }
                        })),
                channel -> {
                    commands.reload(channel);
                    timers.reload(channel);
                    settings.reload(channel);
                },
                commands::isBuiltIn,
                host -> !host.startsWith("hidden"),
                audit,
                clock);
        moveIn = new MoveIn(needs);
        commands.create(CHANNEL, CustomCommand.of("old", "Mine").withAliases(List.of("older")));
        commands.create(CHANNEL, CustomCommand.of("same", "As it is"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Preview preview(Source source, String text) {
        return preview(CHANNEL, source, text);
    }

    private Preview preview(TwitchUserId channel, Source source, String text) {
        Reading reading = Reading.of(source, text);
        assertThat(reading).as(text).isInstanceOf(Reading.Found.class);
        return moveIn.preview(channel, source, ((Reading.Found) reading).items());
    }

    private Applied apply(Preview preview, OnClash onClash) {
        return moveIn.apply(
                preview, preview.lines().stream().map(Line::id).toList(), onClash, Actor.of(new TwitchUserId("9")));
    }

    private String text(String name) {
        return commands.find(CHANNEL, name).map(CustomCommand::text).orElse("");
    }

    /** All that can be seen, without how often it was changed. */
    private List<ObjectNode> book(TwitchUserId channel) {
        return needs.documents().stream()
                .flatMap(documents -> documents.kind().equals("settings")
                        ? documents.find(channel, "settings").stream()
                        : documents.list(channel).stream())
                .map(Shown::content)
                .toList();
    }

    @Test
    void aPreviewSaysWhatBecomesOfEachAndChangesNothing() {
        List<ObjectNode> before = book(CHANNEL);
        Preview preview = preview(Source.CSV, CSV);

        assertThat(preview.lines().stream().collect(Collectors.toMap(Line::name, Line::state)))
                .isEqualTo(Map.of(
                        "hi", State.NEW,
                        "roll", State.CHANGED,
                        "old", State.CLASH,
                        "same", State.SAME,
                        "ping", State.SKIPPED,
                        "bad name", State.SKIPPED));
        assertThat(preview.lines().get(0).ours()).isEqualTo("Hello {user}");
        assertThat(preview.lines().get(0).theirs()).isEqualTo("Hello $(user)");
        assertThat(preview.lines().get(1).reasons()).containsExactly("$(eval x) has no counterpart.");
        assertThat(book(CHANNEL)).isEqualTo(before);
        assertThat(audit.latest(CHANNEL, 10)).isEmpty();
    }

    @Test
    void whatIsThereIsKeptReplacedOrTheOtherRenamed() {
        assertThat(apply(preview(Source.CSV, CSV), OnClash.KEEP).added()).containsExactly("hi", "roll");
        assertThat(text("old")).isEqualTo("Mine");
        assertThat(commands.find(CHANNEL, "roll").orElseThrow().enabled()).isFalse();
        assertThat(commands.find(CHANNEL, "hi").orElseThrow().cooldown().channelSeconds())
                .isEqualTo(5);

        assertThat(apply(preview(Source.CSV, CSV), OnClash.RENAME).added()).containsExactly("old2");
        assertThat(text("old")).isEqualTo("Mine");
        assertThat(text("old2")).isEqualTo("Other text");

        assertThat(apply(preview(Source.CSV, CSV), OnClash.REPLACE).replaced()).containsExactly("old");
        assertThat(text("old")).isEqualTo("Other text");
    }

    @Test
    void whatIsRenamedKeepsTheAliasesThatAreFree() {
        String theirs = "[{\"command\":\"old\",\"reply\":\"Other\",\"aliases\":[\"older\",\"ping\",\"oldest\"],"
                + "\"keywords\":[\"old?\"]}]";
        apply(preview(Source.STREAMELEMENTS, theirs), OnClash.RENAME);
        assertThat(commands.find(CHANNEL, "old2").orElseThrow().aliases()).containsExactly("oldest");

        String changed = theirs.replace("Other", "Yet another").replace("old?", "older?");
        assertThat(apply(preview(Source.STREAMELEMENTS, changed), OnClash.RENAME))
                .isEqualTo(new MoveIn.Applied(List.of("old3", "old2"), List.of(), List.of()));
    }

    @Test
    void whatCouldNotBeSavedIsSkippedAndSaysWhy() {
        Preview preview = preview(Source.HERALD, """
                {"format":"herald-channel","version":1,
                 "commands":[{"name":"empty"},{"name":"two words","text":"x"},{"name":"fine","text":"x","count":3},
                             {"name":"king","text":"x","role":"king"}],
                 "timers":[{"name":"never","messages":["x"],"intervalMinutes":0}],
                 "counters":[{"name":"deaths","value":"many"}],
                 "features":{"alerts":{"cheers":"yes"}},
                 "settings":{"raidMinimumViewers":-1}}""");

        assertThat(preview.lines())
                .filteredOn(line -> line.state() != State.SKIPPED)
                .extracting(Line::name)
                .containsExactly("fine");
        assertThat(preview.lines())
                .filteredOn(line -> line.state() == State.SKIPPED)
                .allSatisfy(line ->
                        assertThat(line.reasons()).singleElement().asString().isNotBlank());
        assertThat(preview.lines().get(0).reasons()).containsExactly("The text is empty.");
        assertThat(apply(preview, OnClash.REPLACE).added()).containsExactly("fine");
    }

    @Test
    void whoeverPressesTheButtonTwiceGetsEachQuoteOnce() {
        Preview preview = preview(
                Source.HERALD,
                "{\"format\":\"herald-channel\",\"version\":1,\"quotes\":[{\"text\":\"one\"},{\"text\":\"two\"}]}");

        assertThat(apply(preview, OnClash.KEEP).added()).hasSize(2);
        assertThat(apply(preview, OnClash.KEEP).added()).isEmpty();
        assertThat(quotes.all(CHANNEL)).hasSize(2);
    }

    @Test
    void onlyWhatWasChosenComes() {
        Preview preview = preview(Source.CSV, CSV);

        moveIn.apply(preview, List.of("i0"), OnClash.REPLACE, Actor.COMMAND_LINE);

        assertThat(text("hi")).isEqualTo("Hello {user}");
        assertThat(text("roll")).isEmpty();
        assertThat(text("old")).isEqualTo("Mine");
    }

    @Test
    void oneEntryTellsOfItAndOneUndoRestoresTheExactBook() {
        List<ObjectNode> before = book(CHANNEL);
        String all = "{\"format\":\"herald-channel\",\"version\":1,\"commands\":[{\"name\":\"new\",\"text\":\"x\"},"
                + "{\"name\":\"old\",\"text\":\"Other\"}],\"timers\":[{\"name\":\"t\",\"messages\":[\"m\"],\"intervalMinutes\":5}],"
                + "\"settings\":{\"raidMinimumViewers\":7},\"features\":{\"alerts\":{\"cheers\":true}},\"quotes\":[{\"text\":\"q\"}],\"counters\":[{\"name\":\"deaths\",\"value\":4}]}";

        assertThat(apply(preview(Source.HERALD, all), OnClash.REPLACE).refused())
                .isEmpty();

        assertThat(book(CHANNEL)).isNotEqualTo(before);
        assertThat(quotes.all(CHANNEL)).hasSize(1);
        assertThat(counters.named(CHANNEL)).containsExactly(new Counter("deaths", 4));
        counters.replace(
                CHANNEL, "deaths", JsonNodeFactory.instance.objectNode().put("value", 5), OptionalLong.empty());
        AuditEntry entry = audit.latest(CHANNEL, 10).get(0);
        assertThat(audit.latest(CHANNEL, 10)).hasSize(1);
        assertThat(entry.action()).isEqualTo(AuditEntry.Action.MOVED_IN);
        assertThat(moveIn.undo(entry, Actor.COMMAND_LINE)).isTrue();
        assertThat(book(CHANNEL)).isEqualTo(before);
        assertThat(quotes.all(CHANNEL)).isEmpty();
        assertThat(counters.named(CHANNEL)).as("though it was counted since").isEmpty();
        assertThat(moveIn.canUndo(CHANNEL, entry.edit().orElseThrow())).isFalse();
    }

    @Test
    void whatWasChangedSinceIsNotTakenBack() {
        apply(preview(Source.CSV, CSV), OnClash.KEEP);
        AuditEntry entry = audit.latest(CHANNEL, 1).get(0);
        CustomCommand hi = commands.find(CHANNEL, "hi").orElseThrow();
        commands.replace(CHANNEL, "hi", hi.withText("Changed"), OptionalLong.empty());

        assertThat(moveIn.undo(entry, Actor.COMMAND_LINE)).isFalse();
        assertThat(text("roll")).isNotEmpty();
    }

    @Test
    void whatFailsInTheLastMomentLeavesNothing() {
        List<ObjectNode> before = book(CHANNEL);
        Preview preview = preview(Source.CSV, CSV);
        breaks = true;

        assertThatThrownBy(() -> apply(preview, OnClash.REPLACE)).hasMessage("in the last moment");

        assertThat(book(CHANNEL)).isEqualTo(before);
        commands.reload(CHANNEL);
        assertThat(book(CHANNEL)).isEqualTo(before);
        assertThat(audit.latest(CHANNEL, 10)).isEmpty();
    }

    @Test
    void whatWasExportedIsThereAlreadyAndMakesAnotherChannelTheSame() {
        apply(
                preview(Source.NIGHTBOT, "{\"commands\":[{\"name\":\"!hug\",\"message\":\"$(user)\",\"count\":12}]}"),
                OnClash.KEEP);
        commands.create(CHANNEL, Commands.listed("quest", "Hm", "Games", true));
        quotes.add(CHANNEL, "Never again", "Chess", "somemod", Instant.parse("2024-02-29T20:00:00Z"), 10);
        ChannelMoves moves =
                new ChannelMoves(moveIn, new OnlineLists(MoveInConfig.DEFAULT, clock), needs, file -> Map.of());
        ObjectNode file = moves.export(channel(CHANNEL));
        assertThat(file.toString()).doesNotContain("somemod");

        assertThat(preview(Source.HERALD, file.toString()).lines())
                .isNotEmpty()
                .allMatch(line -> line.state() == State.SAME);

        apply(preview(OTHER, Source.HERALD, file.toString()), OnClash.REPLACE);
        ObjectNode other = moves.export(channel(OTHER));
        file.remove("channel");
        other.remove("channel");
        assertThat(other).isEqualTo(file);
        assertThat(commands.find(OTHER, "hug").orElseThrow().count()).isEqualTo(12);
        assertThat(commands.find(OTHER, "hug").orElseThrow().hidden()).isFalse();
        CustomCommand quest = commands.find(OTHER, "quest").orElseThrow();
        assertThat(quest.category()).isEqualTo("Games");
        assertThat(quest.hidden()).isTrue();
    }

    @Test
    void whatTheOtherBotHidesIsHiddenAndWhatItDoesNotKnowStays() {
        commands.create(CHANNEL, Commands.listed("quest", "Mine", "Games", true));
        Preview preview = preview(
                Source.STREAMELEMENTS,
                "[{\"command\":\"quest\",\"reply\":\"Theirs\"},{\"command\":\"lurk\",\"reply\":\"bye\",\"hidden\":true}]");

        assertThat(apply(preview, OnClash.REPLACE).refused()).isEmpty();

        CustomCommand quest = commands.find(CHANNEL, "quest").orElseThrow();
        assertThat(quest.text()).isEqualTo("Theirs");
        assertThat(quest.category()).isEqualTo("Games");
        assertThat(quest.hidden()).isTrue();
        assertThat(commands.find(CHANNEL, "lurk").orElseThrow().hidden()).isTrue();
    }

    private static Channel channel(TwitchUserId id) {
        return new Channel(new TwitchProfile(id, new TwitchLogin("user" + id), "User", ""), Instant.EPOCH);
    }

    @Test
    void anAddressThatMayNotBeAskedComesInSwitchedOff() {
        Preview preview = preview(Source.CSV, "w,$(urlfetch https://hidden.example/x),,\n");

        assertThat(preview.lines().get(0).reasons())
                .singleElement()
                .asString()
                .startsWith("hidden.example is not among");
        apply(preview, OnClash.KEEP);
        assertThat(text("w")).isEqualTo("{{fetch:https://hidden.example/x}}");
        assertThat(commands.find(CHANNEL, "w").orElseThrow().enabled()).isFalse();
    }

    @Test
    void fiveHundredCommandsAreTheMost() {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            csv.append("c").append(i).append(",text\n");
        }
        Preview preview = preview(Source.CSV, csv.toString());

        assertThat(preview.count(State.NEW)).isEqualTo(498);
        assertThat(apply(preview, OnClash.KEEP).refused()).isEmpty();
        assertThat(commands.list(CHANNEL)).hasSize(500);
    }

    @Test
    void aPreviewIsGoodForTenMinutesAndForItsChannel() {
        Preview preview = preview(Source.CSV, CSV);

        assertThat(moveIn.find(CHANNEL, preview.id())).contains(preview);
        assertThat(moveIn.find(OTHER, preview.id())).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(moveIn.find(CHANNEL, preview.id())).isEmpty();
    }

    @Test
    void anAliasThatIsInUseStaysBehind() {
        Preview preview = preview(
                Source.STREAMELEMENTS,
                "[{\"command\":\"lurk\",\"reply\":\"bye\",\"aliases\":[\"older\",\"afk\",\"ping\"]}]");

        assertThat(preview.lines().get(0).reasons())
                .containsExactly("Its alias older is in use here already.", "Its alias ping is in use here already.");
        apply(preview, OnClash.KEEP);
        assertThat(commands.find(CHANNEL, "lurk").orElseThrow().aliases()).containsExactly("afk");
    }

    @Test
    void documentsOfEveryKindAreKnown() {
        assertThat(needs.documents().stream().map(Documents::kind))
                .containsExactly("command", "trigger", "timer", "counter", "settings", "feature");
    }
}
