package bot.herald.twitch.eventsub;

import bot.herald.bench.ChatNotification;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.eventsub.socket.domain.EventSubSocketMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes that a socket brings to the event that handlers get, on one thread. Jackson takes long to warm up. */
@Warmup(iterations = 6)
public class ParserBenchmark {
    private static final String RAID = """
            {"metadata":{"message_id":"befa7b53-d79d-478f-86b9-120f112b044e","message_type":"notification",\
            "message_timestamp":"2026-01-01T00:00:00.123456789Z","subscription_type":"channel.raid",\
            "subscription_version":"1"},"payload":{"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4",\
            "status":"enabled","type":"channel.raid","version":"1","condition":{"to_broadcaster_user_id":"1000",\
            "from_broadcaster_user_id":""},"transport":{"method":"websocket",\
            "session_id":"AQoQexAWVYKSTIu4ec_2VAxyuhAB"},"created_at":"2026-01-01T00:00:00.000000000Z","cost":0},\
            "event":{"from_broadcaster_user_id":"4321","from_broadcaster_user_login":"raider",\
            "from_broadcaster_user_name":"Raider","to_broadcaster_user_id":"1000",\
            "to_broadcaster_user_login":"channel","to_broadcaster_user_name":"Channel","viewers":42}}}""";
    private static final String KEEPALIVE = """
            {"metadata":{"message_id":"84c1e79a-2a4b-4c13-ba0b-4312293e9308","message_type":"session_keepalive",\
            "message_timestamp":"2026-01-01T00:00:00.123456789Z"},"payload":{}}""";

    /** What has come in; lines of chat in a hundred channels, in turn. */
    @State(Scope.Thread)
    public static class Arrived {
        private final EventParser parser = new EventParser();
        private final MessageParts parts = new MessageParts();
        private final byte[][] chat = IntStream.range(0, 100)
                .mapToObj(channel -> utf8(ChatNotification.of(1000 + channel, 0, twelveDigits(channel))))
                .toArray(byte[][]::new);
        private final byte[] raid = utf8(RAID);
        private final byte[] keepalive = utf8(KEEPALIVE);
        private int turn;

        private byte[] line() {
            turn = (turn + 1) % chat.length;
            return chat[turn];
        }

        /** That nothing is measured but success. */
        @Setup
        public void check() throws Exception {
            if (!(event(this, line()) instanceof ChatMessageReceived)
                    || !(event(this, raid) instanceof RaidReceived)
                    || !(byTwitch4j(line()) instanceof ChannelChatMessageEvent)) {
                throw new IllegalStateException("not understood");
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String twelveDigits(int number) {
        return String.format(Locale.ROOT, "%012d", number);
    }

    @Benchmark
    public Object chat(Arrived arrived) throws Exception {
        return event(arrived, arrived.line());
    }

    /** As its socket does it, up to the event that it publishes. */
    @Benchmark
    public Object chatByTwitch4j(Arrived arrived) {
        return byTwitch4j(arrived.line());
    }

    @Benchmark
    public Object raid(Arrived arrived) throws Exception {
        return event(arrived, arrived.raid);
    }

    /** It becomes no event. */
    @Benchmark
    public Object keepalive(Arrived arrived) {
        return frame(arrived.parts, arrived.keepalive);
    }

    /** As {@link Connection} does it. */
    private static SocketFrame frame(MessageParts parts, byte[] text) {
        parts.add(ByteBuffer.wrap(text));
        if (!parts.isUtf8()) {
            throw new IllegalStateException("no UTF-8");
        }
        SocketFrame frame = SocketFrame.parse(parts.bytes(), parts.length()).orElseThrow();
        parts.clear();
        return frame;
    }

    /** As {@link NotificationReader} does it, without the question whether it came before. */
    private static ChannelEvent event(Arrived arrived, byte[] text) throws Exception {
        SocketFrame frame = frame(arrived.parts, text);
        Instant sentAt = frame.sentAt().orElseThrow();
        ChatLine line = frame.chat();
        if (line != null) {
            return arrived.parser.parse(new EventOrigin(frame.messageId(), ChatLine.TYPE, sentAt), line);
        }
        String type = frame.payload().path("subscription").path("type").asText("");
        EventOrigin origin = new EventOrigin(frame.messageId(), type, sentAt);
        return arrived.parser.parse(origin, frame.payload().path("event")).orElseThrow();
    }

    private static EventSubEvent byTwitch4j(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        return TypeConvert.jsonToObject(decoded, EventSubSocketMessage.class)
                .getPayload()
                .getParsedEvent();
    }
}
