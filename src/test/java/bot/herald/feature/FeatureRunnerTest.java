package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.EventOrigin;
import bot.herald.event.TwitchEvent;
import bot.herald.feature.Feature.Pending;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.NoModeration;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiFeatureMemory;
import bot.herald.testing.Settings;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureRunnerTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = Probe.CHANNEL;

    @TempDir
    Path folder = Path.of("");

    private final Probe first = new Probe("first", "one");
    private final Probe second = new Probe("second", "two");
    private final List<OutgoingMessage> said = new ArrayList<>();
    private boolean ours = true;
    private final List<String> claimed = new ArrayList<>();
    private final ActsOnce claims = new ActsOnce(id -> {
        claimed.add(id);
        return ours;
    });
    private boolean granted = true;
    private TestDatabase database;
    private SettingsBook settings;
    private FeatureBook book;
    private FeatureRunner runner;
    private FeatureCommands commands;

    @BeforeEach
    void build() {
        database = new TestDatabase(folder);
        FeatureRegistry registry = new FeatureRegistry(Set.of());
        registry.add(List.of(first, second));
        settings = new SettingsBook(new JdbiDocumentStore(database.database()));
        book = new FeatureBook(registry, new JdbiDocumentStore(database.database()), id -> {});
        runner = runner(book);
        commands = new FeatureCommands(registry, book, () -> runner, (title, language) -> title);
        set("first", "on");
        set("second", "on");
    }

    private FeatureRunner runner(FeatureBook features) {
        return new FeatureRunner(features, settings, () -> Optional.of(BOT), (channel, wants) -> granted, facilities());
    }

    private BotFacilities facilities() {
        return new BotFacilities(
                said::add,
                claims,
                new NoModeration(),
                speech -> true,
                channel -> false,
                channel -> Optional.empty(),
                login -> FeatureServices.Existence.EXISTS,
                user -> Optional.empty(),
                channel -> "TheChannel",
                channel -> "!",
                channel -> Language.EN,
                new TrialHelix(),
                new JdbiFeatureMemory(database.database()),
                (channel, feature, what) -> {},
                new TestClock(),
                new Random(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void set(String feature, String flag) {
        book.replace(CHANNEL, feature, JsonNodeFactory.instance.objectNode().put(flag, true), OptionalLong.empty());
    }

    private void set(String feature, boolean on) {
        book.replace(CHANNEL, feature, JsonNodeFactory.instance.objectNode().put("on", on), OptionalLong.empty());
    }

    private void chat(String chatter, String text) {
        runner.handle(Probe.message(chatter, text, Optional.empty()));
    }

    @Test
    void aReplyIsClaimedAndLeftToWhoeverActsOnTheLine() {
        chat("1", "hello");
        assertThat(claimed).as("nothing comes of it").isEmpty();
        FeatureServices services = runner.toolbox(book.list(CHANNEL).get(0));
        services.reply(Probe.message("1", "one", Optional.empty()), "hi");
        ours = false;
        services.reply(Probe.message("1", "two", Optional.empty()), "hi again");

        assertThat(said).extracting(OutgoingMessage::text).containsExactly("hi");
        assertThat(claimed).containsExactly("acted:111:c-one", "acted:111:c-two");
    }

    @Test
    void aFeatureHearsWhatItWantsWhereItIsOn() {
        book.replace(CHANNEL, "second", JsonNodeFactory.instance.objectNode().put("on", false), OptionalLong.empty());
        chat("1", "hello");
        assertThat(first.heard).containsExactly("word:hello");
        assertThat(second.heard).isEmpty();
    }

    @Test
    void noFeatureSeesTheBotItselfSharedCopiesOrWhoIsIgnored() {
        Settings.set(settings, CHANNEL, Map.of("ignoredLogins", List.of("user5")));
        chat(BOT.value(), "mine");
        chat("5", "ignored");
        runner.handle(Probe.message("1", "copy", Optional.of(new TwitchUserId("222"))));
        runner.handle(Probe.message("1", "original", Optional.of(CHANNEL)));
        assertThat(first.heard).containsExactly("word:original");
    }

    private boolean hear(String chatter, String text) {
        return runner.hear(Probe.message(chatter, text, Optional.empty()));
    }

    @Test
    void aLineThatNoFeatureHasAnythingToDoWithGoesNoFurther() {
        book.reload();
        settings.reload();
        assertThat(hear("1", "hello")).isTrue();
        assertThat(hear("1", "boring")).isFalse();
        assertThat(hear(BOT.value(), "mine")).isFalse();
        assertThat(runner.hear(Probe.message("1", "copy", Optional.of(new TwitchUserId("222")))))
                .isFalse();

        set("first", false);
        set("second", false);
        assertThat(hear("1", "hello")).as("where all are off").isFalse();
    }

    @Test
    void aTrialHearsAsTheBotDoes() {
        FeatureTrial<Probe.Settings> trial = FeatureTrial.of(first, new Probe.Settings(true, "word", false));
        trial.chat("ann", "boring");
        trial.chat("ann", "hello");
        assertThat(first.heard).containsExactly("word:hello");
    }

    @Test
    void whatAFeatureFailsToHearItIsCalledFor() {
        book.reload();
        settings.reload();
        first.doing = text -> {
            throw new IllegalStateException("broken");
        };
        assertThat(hear("1", "boring")).isTrue();
    }

    @Test
    void nothingIsReadFromTheDatabaseToHearALine() {
        FeatureBook unread =
                new FeatureBook(new FeatureRegistry(Set.of()), new JdbiDocumentStore(database.database()), id -> {});
        FeatureRunner early =
                new FeatureRunner(unread, settings, Optional::empty, (channel, wants) -> true, facilities());
        database.close();

        assertThat(early.hear(Probe.message("1", "boring", Optional.empty())))
                .as("whoever may block finds out")
                .isTrue();
    }

    @Test
    void withheldMessageReachesNoFeatureAfterTheOneThatWithheldIt() {
        chat("1", "first keeps this");
        chat("1", "second keeps this");
        chat("1", "hello");

        assertThat(first.heard).containsExactly("word:first keeps this", "word:second keeps this", "word:hello");
        assertThat(second.heard).containsExactly("word:second keeps this", "word:hello");
    }

    static List<Throwable> anything() {
        return List.of(
                new IllegalStateException("broken"),
                new NoClassDefFoundError("gone"),
                new AssertionError("never"),
                new StackOverflowError(),
                new IOException("sneaked through"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whateverOneThrowsTheOthersGoOn(Throwable thrown) {
        first.doing = text -> sneak(thrown);

        chat("1", "hello");
        runner.tick(CHANNEL, true);

        assertThat(first.heard).isEmpty();
        assertThat(second.heard).containsExactly("word:hello");
        assertThat(second.ticks).containsExactly("111");
        assertThat(commands.find(CHANNEL, "one")
                        .orElseThrow()
                        .answer(Probe.message("1", "!one", Optional.empty()), "!", ""))
                .isEmpty();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // What a compiler would not let through.
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aFeatureThatWaitsForAScopeIsNotCalledAndTheOthersAre() {
        set("first", "needy");
        granted = false;
        chat("1", "hello");
        runner.tick(CHANNEL, true);
        assertThat(first.heard).isEmpty();
        assertThat(first.ticks).isEmpty();
        assertThat(commands.of(CHANNEL))
                .extracting(FeatureCommands.Brought::name)
                .containsExactly("two");
        assertThat(second.heard).hasSize(1);

        granted = true;
        chat("1", "again");
        assertThat(first.heard).containsExactly("word:again");
    }

    @Test
    void commandsAreAnsweredWhereTheirFeatureIsOnAndTheirNamesAreTakenEverywhere() {
        FeatureCommands.Brought one = commands.find(CHANNEL, "one").orElseThrow();
        assertThat(one.answer(Probe.message("1", "!one", Optional.empty()), "!", "more"))
                .containsExactly("word more");
        assertThat(commands.find(new TwitchUserId("222"), "one")).isEmpty();
        assertThat(commands.isTaken("one")).isTrue();
        assertThat(commands.isTaken("three")).isFalse();
    }

    @Test
    void ticksAreForThoseWhoWantThem() {
        assertThat(runner.wantsTick(CHANNEL, true)).isTrue();
        assertThat(runner.wantsTick(new TwitchUserId("222"), true)).isFalse();
    }

    @Test
    void anInstanceThatDoesNotLeadTicksOnlyFeaturesWithSomethingToDoHere() {
        assertThat(runner.wantsTick(CHANNEL, false)).isFalse();
        first.pending = Pending.HERE;
        assertThat(runner.wantsTick(CHANNEL, false)).isTrue();
        runner.tick(CHANNEL, false);
        assertThat(first.ticks).containsExactly("111");
        assertThat(second.ticks).isEmpty();

        first.pending = Pending.NOTHING;
        second.pending = Pending.NOTHING;
        assertThat(runner.wantsTick(CHANNEL, true)).isFalse();
    }

    @Test
    void whatIsSaidIsNeverACommand() {
        FeatureServices services = runner.toolbox(book.find(CHANNEL, "first").orElseThrow());
        services.say(CHANNEL, "/ban\u200B somebody\nnow");
        services.say(CHANNEL, " \u200B");
        assertThat(said).extracting(OutgoingMessage::text).containsExactly("» /ban somebody now");
    }

    /** Wants bits as Twitch4J has them. */
    private static final class Bits implements Feature.WithoutSettings {
        private final List<ChannelEvent> heard = new ArrayList<>();

        @Override
        public String id() {
            return "bits";
        }

        @Override
        public String title() {
            return "Bits";
        }

        @Override
        public String summary() {
            return "Hears of bits.";
        }

        @Override
        public Wants wants(Unset settings) {
            return Wants.twitch(SubscriptionTypes.CHANNEL_CHEER);
        }

        @Override
        public void handle(ChannelEvent event, Unset settings, FeatureServices services) {
            heard.add(event);
        }
    }

    @Test
    void aTypeOfTwitchsComesAsSuchAlsoWhereHeraldHasAKindOfItsOwn() {
        Bits bits = new Bits();
        FeatureRegistry registry = new FeatureRegistry(Set.of());
        registry.add(List.of(bits));
        FeatureBook own = new FeatureBook(registry, new JdbiDocumentStore(database.database()), id -> {});
        EventOrigin origin = new EventOrigin("m1", "channel.cheer", Instant.EPOCH);
        FeatureRunner alone = runner(own);

        alone.handle(new Cheered(origin, CHANNEL, Optional.empty(), 5, ""));
        alone.handle(
                new Cheered(new EventOrigin("m2", "channel.other", Instant.EPOCH), CHANNEL, Optional.empty(), 5, ""));

        assertThat(bits.heard).containsExactly(new TwitchEvent(origin, CHANNEL));
    }

    @Test
    void aFeatureCallsTwitchOnlyForChannelsThatHaveItOn() {
        FeatureServices services = runner.toolbox(book.list(CHANNEL).get(0));
        assertThat(services.helix(CHANNEL, FeatureServices.As.BOT)).isNotNull();
        assertThatThrownBy(() -> services.helix(new TwitchUserId("222"), FeatureServices.As.BOT))
                .isInstanceOf(IllegalStateException.class);
    }
}
