package bot.herald.feature.raid;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.feature.Feature;
import bot.herald.feature.SettingsBook;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.MemoryDocuments;
import bot.herald.testing.Settings;
import bot.herald.testing.Speeches;
import bot.herald.testing.StrictModeration;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaidGreeterTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final Account RAIDER = new Account(new TwitchUserId("7"), new TwitchLogin("raider"), "レイダー");
    private static final Account FRIEND = new Account(new TwitchUserId("8"), new TwitchLogin("friend"), "Friend");

    private final TestClock clock = new TestClock();
    private final SettingsBook settings = new SettingsBook(new MemoryDocuments());
    private final Map<TwitchUserId, StreamState> streams = new HashMap<>();
    private final List<OutgoingMessage> said = new ArrayList<>();
    private final StrictModeration moderation = new StrictModeration();
    private final List<String> audited = new ArrayList<>();
    private final Set<Account> hostile = new HashSet<>();
    private final Speeches speeches = new Speeches();
    private boolean announced;
    private final List<TwitchUserId> shoutouts = new ArrayList<>();
    private StreamLookup lookup = ids -> new StreamLookup.Answer.Found(streams);
    private final RaidGreeter greeter = new RaidGreeter(
            new RaidGreeter.Needs(
                    settings,
                    new StreamDirectory(ids -> lookup.find(ids), clock),
                    ids -> lookup.find(ids),
                    id -> "TheChannel",
                    (channel, raider) -> shoutouts.add(raider),
                    said::add,
                    new Announcements(moderation, (channel, text) -> audited.add(text.in(Language.EN)), clock),
                    speeches,
                    raid -> hostile.contains(raid.raider()),
                    new Random(1),
                    clock),
            Duration.ofMillis(100));

    @Test
    void greetingWithWhatTheRaiderMayNotSayIsNotSaid() {
        set("{raider} from {link} played {game}: {title}", 0, Duration.ofHours(1));
        streams.put(RAIDER.id(), new StreamState(Optional.empty(), "rotten things", "Celeste"));

        raid(CHANNEL, RAIDER, 5);

        assertThat(said).isEmpty();
        assertThat(speeches.asked).singleElement().satisfies(speech -> {
            assertThat(speech.viewer()).contains(RAIDER);
            assertThat(speech.said().own()).isEqualTo("\uFFFC from twitch.tv/\uFFFC played Celeste: \uFFFC");
        });
        assertThat(shoutouts).as("which says nothing of the raider's").containsExactly(RAIDER.id());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 viewers", "1, 1 viewer", "42, 42 viewers"})
    void greetingNamesTheRaiderAndTheViewersInTheRaidedChannel(int viewers, String named) {
        raid(CHANNEL, RAIDER, viewers);

        assertThat(said).singleElement().satisfies(message -> {
            assertThat(message.broadcasterId()).isEqualTo(CHANNEL);
            assertThat(message.text()).contains("レイダー").contains(named + ".").contains("twitch.tv/raider");
            assertThat(message.replyTo()).isEmpty();
            assertThat(message.priority()).isEqualTo(OutgoingMessage.Priority.RAID);
        });
        assertThat(shoutouts).containsExactly(RAIDER.id());
    }

    @Test
    void channelHasItsOwnWordsWithTheRaidersGameAndTitle() {
        set("{raider} +{viewers} ({party}) played {game}: {title}. {link} {channel} {uptime}", 0, Duration.ofHours(1));
        streams.put(RAIDER.id(), new StreamState(Optional.empty(), "Any% {raider}", "Celeste"));
        streams.put(CHANNEL, new StreamState(Optional.of(clock.instant().minusSeconds(300)), "", ""));

        raid(CHANNEL, RAIDER, 5);

        assertThat(texts())
                .containsExactly(
                        "レイダー +5 (5 viewers) played Celeste: Any% {raider}. twitch.tv/raider TheChannel 5 min");
    }

    @Test
    void twitchThatDoesNotAnswerInTimeCostsOnlyTheGameAndTitle() {
        set("{raider} played [{game}] [{title}]", 0, Duration.ofHours(1));
        CountDownLatch never = new CountDownLatch(1);
        lookup = ids -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new StreamLookup.Answer.Found(Map.of());
        };

        raid(CHANNEL, RAIDER, 5);
        never.countDown();

        assertThat(texts()).containsExactly("レイダー played [] []");
    }

    @Test
    void failedLookupCostsOnlyTheGameAndTitle() {
        set("{raider} played [{game}]", 0, Duration.ofHours(1));
        lookup = ids -> new StreamLookup.Answer.Failed(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        raid(CHANNEL, RAIDER, 5);

        assertThat(texts()).containsExactly("レイダー played []");
    }

    @Test
    void defaultGreetingAsksTwitchNothing() {
        lookup = ids -> {
            throw new AssertionError("asked for " + ids);
        };

        raid(CHANNEL, RAIDER, 5);

        assertThat(said).hasSize(1);
    }

    @Test
    void raiderWhoComesBackWithinThePauseIsGreetedOnceInThatChannel() {
        raid(CHANNEL, RAIDER, 5);
        clock.advance(Duration.ofMinutes(59));
        raid(CHANNEL, RAIDER, 50);
        raid(OTHER, RAIDER, 50);
        raid(CHANNEL, FRIEND, 5);
        clock.advance(Duration.ofMinutes(1));
        raid(CHANNEL, RAIDER, 5);

        assertThat(said).extracting(OutgoingMessage::broadcasterId).containsExactly(CHANNEL, OTHER, CHANNEL, CHANNEL);
        assertThat(shoutouts).containsExactly(RAIDER.id(), RAIDER.id(), FRIEND.id(), RAIDER.id());
    }

    @Test
    void aClockThatIsSetBackBeginsThePauseAnew() {
        set("{raider}", 0, Duration.ofMinutes(10));
        raid(CHANNEL, RAIDER, 5);
        clock.set(Duration.ofHours(-1));

        raid(CHANNEL, RAIDER, 6);
        assertThat(said).hasSize(1);
        clock.advance(Duration.ofMinutes(10));
        raid(CHANNEL, RAIDER, 7);
        assertThat(said).hasSize(2);
    }

    @Test
    void sameRaidToldTwiceIsOneRaidEvenWithoutAPause() {
        set("Hi {raider} {viewers}", 0, Duration.ZERO);

        raid(CHANNEL, RAIDER, 5);
        clock.advance(Duration.ofSeconds(59));
        raid(CHANNEL, RAIDER, 5);
        raid(CHANNEL, RAIDER, 6);
        clock.advance(Duration.ofSeconds(60));
        raid(CHANNEL, RAIDER, 6);

        assertThat(texts()).containsExactly("Hi レイダー 5", "Hi レイダー 6", "Hi レイダー 6");
    }

    @Test
    void tooSmallRaidsAndIgnoredLoginsGetNothingAndStartNoPause() {
        set("Hi {raider}", 5, Duration.ofHours(1));

        raid(CHANNEL, RAIDER, 4);
        raid(CHANNEL, new Account(new TwitchUserId("9"), new TwitchLogin("Pest"), "Pest"), 40);
        raid(CHANNEL, RAIDER, 5);

        assertThat(texts()).containsExactly("Hi レイダー");
        assertThat(shoutouts).containsExactly(RAIDER.id());
    }

    @Test
    void shoutoutCanBeSwitchedOff() {
        Settings.set(settings, CHANNEL, Map.of("shoutoutOnRaid", false));

        raid(CHANNEL, RAIDER, 5);

        assertThat(said).hasSize(1);
        assertThat(shoutouts).isEmpty();
    }

    @Test
    void smallRaidIsGreetedWithoutAShoutout() {
        Settings.set(settings, CHANNEL, Map.of("shoutoutMinimumViewers", 5));

        raid(CHANNEL, FRIEND, 4);
        raid(CHANNEL, RAIDER, 5);

        assertThat(said).hasSize(2);
        assertThat(shoutouts).containsExactly(RAIDER.id());
    }

    @Test
    void hostileRaidIsNeitherGreetedNorShoutedOut() {
        hostile.add(RAIDER);
        raid(CHANNEL, RAIDER, 5);
        raid(CHANNEL, FRIEND, 5);

        assertThat(said).hasSize(1);
        assertThat(shoutouts).containsExactly(FRIEND.id());
    }

    @Test
    void greetingIsAnnouncedWhereTheChannelWantsThat() {
        announced = true;
        set("Hi {raider}", 0, Duration.ZERO);
        raid(CHANNEL, FRIEND, 5);

        assertThat(moderation.done()).containsExactly("announce Hi Friend");
        assertThat(said).isEmpty();
        assertThat(shoutouts).containsExactly(FRIEND.id());
    }

    @Test
    void secondGreetingWithinTwoSecondsIsAnOrdinaryMessage() {
        announced = true;
        set("Hi {raider}", 0, Duration.ZERO);
        raid(CHANNEL, FRIEND, 5);
        raid(CHANNEL, RAIDER, 5);
        raid(OTHER, RAIDER, 5);
        assertThat(moderation.done()).hasSize(1);
        assertThat(said).hasSize(2);
        clock.advance(Duration.ofSeconds(2));
        raid(CHANNEL, new Account(new TwitchUserId("9"), new TwitchLogin("third"), "Third"), 5);
        assertThat(moderation.done()).containsExactly("announce Hi Friend", "announce Hi Third");
    }

    @Test
    void whereTheBotMayNotAnnounceItSaysTheGreetingAndTellsWhyOnce() {
        announced = true;
        set("Hi {raider}", 0, Duration.ZERO);
        moderation.next(new Outcome.NotPermitted("no moderator"), new Outcome.NotPermitted("no moderator"));
        raid(CHANNEL, FRIEND, 5);
        clock.advance(Duration.ofSeconds(2));
        raid(CHANNEL, RAIDER, 5);

        assertThat(said).hasSize(2);
        assertThat(audited)
                .containsExactly("Raids are greeted by ordinary messages, because an announcement is not possible:"
                        + " no moderator");
    }

    @Test
    void announcementThatMayBePostedIsNotRepeatedInAnyWay() {
        announced = true;
        set("Hi {raider}", 0, Duration.ZERO);
        moderation.next(new Outcome.Unclear("connection lost"));
        raid(CHANNEL, FRIEND, 5);

        assertThat(moderation.done()).hasSize(1);
        assertThat(said).isEmpty();
    }

    private void set(String greeting, int leastViewers, Duration pause) {
        Settings.set(
                settings,
                CHANNEL,
                Map.of(
                        "raidGreeting",
                        greeting,
                        "raidMinimumViewers",
                        leastViewers,
                        "raidPauseMinutes",
                        pause.toMinutes(),
                        "raidAnnouncement",
                        announced,
                        "ignoredLogins",
                        List.of("pest")));
    }

    private void raid(TwitchUserId channel, Account raider, int viewers) {
        greeter.handle(
                new RaidReceived(new EventOrigin("m1", "channel.raid", Instant.EPOCH), channel, raider, viewers),
                new Feature.Unset(),
                new FakeFeatureServices(clock));
    }

    private List<String> texts() {
        return said.stream().map(OutgoingMessage::text).toList();
    }
}
