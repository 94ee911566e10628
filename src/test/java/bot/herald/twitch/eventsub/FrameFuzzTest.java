package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.event.ChannelEvent;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.testing.Mutator;
import bot.herald.twitch.eventsub.FakeEventSub.Peer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Spoiled messages from Twitch, thousands of them, on a real socket. */
class FrameFuzzTest implements EventSubObserver, EventTransport.Listener {
    private static final long SEED = 20_260_102;
    private static final int ROUNDS = 200;
    private static final int EACH = 20;
    private static final SocketKey SOCKET = SocketKey.first(CredentialKey.channel(new TwitchUserId("111")));
    private static final String CHAT = """
            {"broadcaster_user_id":"111","broadcaster_user_login":"chan","broadcaster_user_name":"Chan",
             "chatter_user_id":"333","chatter_user_login":"viewer","chatter_user_name":"Viewer","message_id":"cc1",
             "message":{"text":"!so @pal","fragments":[{"type":"text","text":"!so ","emote":null,"mention":null}]},
             "color":"","badges":[{"set_id":"moderator","id":"1","info":""}],"message_type":"text","cheer":null,
             "reply":{"parent_message_id":"p1"},"source_broadcaster_user_id":null}""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<JsonNode> ODD_VALUES = List.of(
            JSON.nullNode(),
            JSON.createArrayNode(),
            JSON.createArrayNode().add("a").addNull(),
            JSON.createObjectNode(),
            JSON.createObjectNode().put("id", 1),
            BooleanNode.TRUE,
            IntNode.valueOf(-1),
            new BigIntegerNode(BigInteger.TEN.pow(40)),
            DoubleNode.valueOf(1.5e300),
            TextNode.valueOf(""),
            TextNode.valueOf("\0\n\u202e"),
            TextNode.valueOf("x".repeat(5000)),
            TextNode.valueOf("enabled"),
            TextNode.valueOf("channel.raid"),
            TextNode.valueOf("notification"),
            TextNode.valueOf("session_welcome"),
            TextNode.valueOf("9223372036854775808"),
            TextNode.valueOf("2020-01-02T03:04:05Z"),
            TextNode.valueOf("9999-12-31T23:59:59Z"),
            TextNode.valueOf("+999999999-12-31T23:59:59Z"),
            TextNode.valueOf("-999999999-01-01T00:00:00Z"));

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final ManualTimer timer = new ManualTimer();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("bot.herald.twitch.eventsub");
    private FakeEventSub twitch;
    private EventSubSockets sockets;

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        twitch = new FakeEventSub();
        sockets = new EventSubSockets(twitch.address(), this::sink, this, timer::nanos, timer);
        sockets.listen(this);
        sockets.start();
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(log);
        sockets.close();
        twitch.assertNothingWasSentToIt();
        twitch.stop();
    }

    private void sink(ChannelEvent event) {
        heard.add(event.origin().messageId());
    }

    private static List<String> samples() {
        List<String> samples = new ArrayList<>();
        samples.add(Frames.welcome("s1"));
        samples.add(Frames.keepalive("k1"));
        samples.add(Frames.raid("r1"));
        samples.add(Frames.revocation("v1"));
        samples.add(Frames.notificationWithoutEvent("n1", "authorization_revoked"));
        // Never an address that could be followed out of this machine.
        samples.add(Frames.reconnect("c1", "mailto:nobody"));
        samples.add(Frames.notification("chat1", Frames.TWITCH_NOW, "channel.chat.message", CHAT));
        EventTypesTest.samples()
                .forEach(sample -> samples.add(Frames.notification(
                        "e" + samples.size(),
                        Frames.TWITCH_NOW,
                        String.valueOf(sample.get()[0]),
                        String.valueOf(sample.get()[1]))));
        return samples;
    }

    @Test
    void whateverArrivesTheSocketLivesAndTheNextGoodEventIsDelivered() {
        Mutator mutator = new Mutator(SEED);
        List<String> samples = samples();
        sockets.ensure(SOCKET);
        Peer peer = twitch.peer();
        peer.send(Frames.welcome("s1"));
        await().until(() -> sockets.session(SOCKET).isPresent());
        for (int round = 0; round < ROUNDS; round++) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                String sample = mutator.any(samples);
                String spoiled = mutator.below(2) == 0 ? oddValue(sample, mutator) : mutator.mutate(sample);
                spoiled = wellFormed(spoiled);
                sent.add(spoiled);
                peer.send(spoiled);
            }
            String good = "good-" + round;
            // As Twitch does every few seconds: a time from the future holds no longer than until then.
            peer.send(Frames.keepalive("k"));
            peer.send(Frames.raid(good));
            await("the good event after seed " + SEED + " round " + round + " " + sent)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> heard.contains(good));
            assertThat(log.list).as("seed %d round %d: %s", SEED, round, sent).noneMatch(this::isWorse);
        }
        assertThat(sockets.session(SOCKET)).isPresent();
        assertThat(peer.hasNotEnded()).isTrue();
        assertThat(twitch.hasPeer()).isFalse();
    }

    /** Still JSON, with one value of another kind than Twitch sends. */
    private static String oddValue(String sample, Mutator mutator) {
        try {
            JsonNode root = JSON.readTree(sample);
            List<ObjectNode> objects = new ArrayList<>(List.of((ObjectNode) root));
            for (int i = 0; i < objects.size(); i++) {
                objects.get(i).forEach(child -> {
                    if (child instanceof ObjectNode object) {
                        objects.add(object);
                    }
                });
            }
            ObjectNode one = mutator.any(objects);
            List<String> names = new ArrayList<>();
            one.fieldNames().forEachRemaining(names::add);
            if (!names.isEmpty()) {
                one.set(mutator.any(names), mutator.any(ODD_VALUES));
            }
            return root.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private boolean isWorse(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN) || event.getThrowableProxy() != null;
    }

    /** A text frame holds UTF-8; half a character would be the sender's own error. */
    private static String wellFormed(String text) {
        return text.replaceAll("[\\ud800-\\udfff](?<![\\ud800-\\udbff][\\udc00-\\udfff])(?![\\udc00-\\udfff])", "?");
    }

    @Override
    public void received(String type) {
        assertThat(type).isNotEmpty();
    }

    @Override
    public void skipped(Skip why) {
        assertThat(why).isNotNull();
    }

    @Override
    public void welcomed(SocketKey socket) {
        assertThat(socket).isEqualTo(SOCKET);
    }

    @Override
    public void lost(SocketKey socket) {
        assertThat(socket).isEqualTo(SOCKET);
    }

    @Override
    public void revoked(SocketKey socket, String type, String version, Map<String, String> condition, String status) {
        assertThat(socket).isEqualTo(SOCKET);
    }
}
