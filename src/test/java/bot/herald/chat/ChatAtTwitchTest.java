package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.Doors;
import bot.herald.twitch.helix.AppTokenRule;
import bot.herald.twitch.helix.HelixChatSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue against the simulated Twitch's limits, over real HTTP, with a clock that both share. */
class ChatAtTwitchTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENT = Duration.ofMinutes(30);

    private final FastTime time = new FastTime(60);
    private final TwitchSimulator twitch =
            TwitchSimulator.start(SimulatorOptions.defaults().withClock(time).withTokenLifetime(Duration.ofDays(9)));
    private final SimulatedUser bot = twitch.user("herald");
    private final Secret token =
            new Secret(twitch.grant(bot.id(), List.of("user:write:chat")).accessToken());
    private final BotRoles roles = new BotRoles(() -> Optional.of(new TwitchUserId(bot.id())));
    private final Set<String> outcomes = ConcurrentHashMap.newKeySet();
    private final OutgoingQueue queue = new OutgoingQueue(
            new OutgoingQueue.Needs(
                    sender(),
                    ChatTurns.ALONE,
                    () -> 1,
                    OwnLines.UNHEARD,
                    roles,
                    outcomes::add,
                    new WakeUps(),
                    new ForwardClock(time)),
            ChatLimits.of(false),
            8,
            time);

    private HelixChatSender sender() {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public Answer accessToken(CredentialKey key) {
                return new Answer.Available(token);
            }

            @Override
            public AccessTokens.AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
                return new AccessTokens.AfterUnauthorized.Repeat(refused);
            }
        };
        return new HelixChatSender(
                Doors.to(URI.create(twitch.helixUrl()), twitch.clientId(), tokens),
                new AppTokenRule(key -> Set.of(), roles::moderates),
                () -> Optional.of(new TwitchUserId(bot.id())));
    }

    @BeforeEach
    void start() {
        queue.start();
    }

    @AfterEach
    void stop() {
        queue.close();
        twitch.close();
    }

    @Test
    void threeHundredLinesInTenSecondsToOneChannelAllAppearInOrder() {
        SimulatedUser alice = twitch.user("alice");
        twitch.addModerator(alice.id(), bot.id());
        roles.isModerator(new TwitchUserId(alice.id()));
        List<String> asked = IntStream.range(0, 300).mapToObj(i -> "line " + i).toList();

        asked.forEach(text -> offer(alice, text));

        List<SentMessage> sent = twitch.awaitMessages(all -> all.size() == 300, SOON);
        assertThat(sent).extracting(SentMessage::text).containsExactlyElementsOf(asked);
        assertAllShown(sent);
    }

    @Test
    void hundredChannelsAtOnceAllGetTheirLinesInOrder() {
        List<SimulatedUser> channels = IntStream.range(0, 100)
                .mapToObj(i -> twitch.user("channel" + i))
                .toList();
        for (int line = 0; line < 2; line++) {
            for (SimulatedUser channel : channels) {
                offer(channel, "line " + line);
            }
        }

        List<SentMessage> sent = twitch.awaitMessages(all -> all.size() == 200, SOON);
        assertAllShown(sent);
        for (SimulatedUser channel : channels) {
            assertThat(sent)
                    .filteredOn(message -> message.broadcasterId().equals(channel.id()))
                    .extracting(SentMessage::text)
                    .containsExactly("line 0", "line 1");
        }
    }

    @Test
    void sameLineAgainAndAgainAppearsEachTime() {
        SimulatedUser alice = twitch.user("alice");
        for (int i = 0; i < 10; i++) {
            offer(alice, "Pong!");
        }

        List<SentMessage> sent = twitch.awaitMessages(all -> all.size() == 10, SOON);
        assertAllShown(sent);
        assertThat(sent).extracting(SentMessage::text).allMatch(text -> text.startsWith("Pong!"));
    }

    @Test
    void lineOfBeforeARestartIsRepeatedWithADifference() {
        time.runAsTheMachine();
        SimulatedUser alice = twitch.user("alice");
        sender().send(new TwitchUserId(alice.id()), "Pong!", Optional.empty());

        offer(alice, "Pong!");

        List<SentMessage> sent = twitch.awaitMessages(
                all -> all.stream().filter(SentMessage::sent).count() == 2, SOON);
        assertThat(new ArrayList<>(sent)).last().extracting(SentMessage::text).isEqualTo("Pong! \u034F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_rejected", "msg_r9k", "msg_bad_characters", "msg_of_tomorrow"})
    void lineThatTheChatRefusesIsNotRepeatedAndHoldsNothingUp(String code) {
        SimulatedUser alice = twitch.user("alice");
        twitch.oddities().dropMessages(alice.id(), code, 1);
        offer(alice, "refused");
        offer(alice, "next");

        List<SentMessage> sent = twitch.awaitMessages(all -> all.stream().anyMatch(SentMessage::sent), SOON);
        assertThat(sent).extracting(SentMessage::text).containsExactly("refused", "next");
        assertThat(sent.get(0).dropReason()).isEqualTo(code);
    }

    private void offer(SimulatedUser channel, String text) {
        queue.offer(
                new OutgoingMessage(new TwitchUserId(channel.id()), text, OutgoingMessage.Priority.ANSWER, PATIENT));
    }

    private void assertAllShown(List<SentMessage> sent) {
        assertThat(sent).allMatch(SentMessage::sent);
        assertThat(twitch.requests().all()).noneMatch(request -> request.status() == 429);
        assertThat(outcomes).containsOnly("sent");
    }
}
