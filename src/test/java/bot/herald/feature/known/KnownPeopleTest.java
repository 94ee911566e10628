package bot.herald.feature.known;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.known.KnownPeopleSettings.Gift;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Problem;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.stream.StreamState;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.Settings;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPeopleTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final Account PAL = person(44);
    private static final Account BUDDY = person(45);
    private static final KnownPeopleSettings BOTH = settings(Gift.BOTH);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final List<TwitchUserId> shoutouts = new ArrayList<>();
    private FakeFeatureServices services = new FakeFeatureServices(clock);
    private TestDatabase database;
    private SettingsBook channelSettings;
    private KnownPeople feature;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        channelSettings = new SettingsBook(new JdbiDocumentStore(database.database()));
        feature = feature();
        live(clock.instant());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void firstLineInAStreamBringsMessageAndShoutoutOnce() {
        line(PAL, BOTH);
        line(PAL, BOTH);
        line(person(46), BOTH);
        line(BUDDY, BOTH);

        assertThat(services.said).containsExactly("See User44", "See User45");
        assertThat(shoutouts).containsExactly(PAL.id(), BUDDY.id());
    }

    @Test
    void channelChoosesWhatTheyGet() {
        line(PAL, settings(Gift.MESSAGE));
        line(BUDDY, settings(Gift.SHOUTOUT));

        assertThat(services.said).containsExactly("See User44");
        assertThat(shoutouts).containsExactly(BUDDY.id());
    }

    @Test
    void nextStreamBeginsAnewAndOneThatBrokeOffDoesNot() {
        line(PAL, BOTH);
        live(clock.instant().plus(Duration.ofMinutes(5)));
        line(PAL, BOTH);
        assertThat(services.said).hasSize(1);

        live(clock.instant().plus(Duration.ofHours(20)));
        line(PAL, BOTH);
        assertThat(services.said).hasSize(2);
    }

    @Test
    void restartForgetsNobody() {
        line(PAL, BOTH);
        services = services.afterRestart();
        live(clock.instant());
        feature = feature();
        line(PAL, BOTH);
        line(BUDDY, BOTH);

        assertThat(services.said).containsExactly("See User45");
    }

    @Test
    void whoWasGreetedAsRaiderHasHadIt() {
        Settings.set(channelSettings, CHANNEL, Map.of("raidMinimumViewers", 5));
        raid(PAL, 5);
        raid(BUDDY, 4);
        line(PAL, BOTH);
        line(BUDDY, BOTH);

        assertThat(services.said).containsExactly("See User45");
    }

    @Test
    void nobodyIsGreetedOfflineOrByTwoInstancesAndTheStreamerNever() {
        services.stream = Optional.empty();
        line(PAL, BOTH);
        live(clock.instant());
        services.ours = false;
        line(PAL, BOTH);
        services.ours = true;
        line(
                new Account(CHANNEL, new TwitchLogin("channel"), "Channel"),
                new KnownPeopleSettings(true, List.of("channel"), Gift.BOTH));

        assertThat(services.said).isEmpty();
        assertThat(shoutouts).isEmpty();
    }

    @Test
    void listThatChangesAllTheTimeStillFitsItsMemory() {
        IntStream.range(1_000_000_000, 1_000_000_250).forEach(i -> line(person(i), anybody(i)));
        services = services.afterRestart();
        live(clock.instant());
        feature = feature();
        line(person(1_000_000_249), anybody(1_000_000_249));

        assertThat(services.said).isEmpty();
    }

    @Test
    void featureIsOffAtFirstAndWithNobodyOnItsList() {
        assertThat(feature.isOn(feature.defaults())).isFalse();
        assertThat(feature.isOn(new KnownPeopleSettings(true, List.of(), Gift.BOTH)))
                .isFalse();
        assertThat(feature.isOn(BOTH)).isTrue();
        assertThat(feature.problems(BOTH)).isEmpty();
        assertThat(feature.problems(
                        new KnownPeopleSettings(true, List.of("@Pal", "https://www.twitch.tv/Pal"), Gift.BOTH)))
                .isEmpty();
        assertThat(new KnownPeopleSettings(true, List.of("twitch.tv/Pal"), Gift.BOTH).names("pal"))
                .isTrue();
        assertThat(feature.problems(new KnownPeopleSettings(true, List.of("pal", "b\u00fcddy"), Gift.BOTH)))
                .extracting(Problem::field)
                .containsExactly("people");
    }

    private KnownPeople feature() {
        return new KnownPeople(
                channelSettings,
                (channel, person) -> "See " + person.displayName(),
                (channel, target) -> shoutouts.add(target));
    }

    private void live(Instant since) {
        services.stream = Optional.of(new StreamState(Optional.of(since), "T", "Chess"));
    }

    private static KnownPeopleSettings settings(Gift gift) {
        return new KnownPeopleSettings(true, List.of("User44", "user45"), gift);
    }

    private static KnownPeopleSettings anybody(int id) {
        return new KnownPeopleSettings(true, List.of("user" + id), Gift.BOTH);
    }

    private static Account person(int id) {
        return new Account(new TwitchUserId("" + id), new TwitchLogin("user" + id), "User" + id);
    }

    private void line(Account who, KnownPeopleSettings wanted) {
        ChatMessageReceived line = new ChatMessageReceived(
                new EventOrigin("m1", "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                who,
                "chat-1",
                "hello",
                Set.of(),
                Optional.empty(),
                Optional.empty());
        if (feature.hear(line, wanted)) {
            feature.handle(line, wanted, services);
        }
    }

    private void raid(Account who, int viewers) {
        feature.handle(
                new RaidReceived(new EventOrigin("m2", "channel.raid", Instant.EPOCH), CHANNEL, who, viewers),
                BOTH,
                services);
    }
}
