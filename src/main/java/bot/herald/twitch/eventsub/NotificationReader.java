package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.event.RecentIds;
import bot.herald.event.TwitchEvent;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventScopes;
import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.twitch4j.common.util.TypeConvert;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of each notification and revocation, whichever socket brought it.
 *
 * <p>Safe for concurrent use. Never throws.
 */
final class NotificationReader {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationReader.class);
    private static final long TOO_OLD_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final String BROADCASTER = "broadcaster_user_id";
    private static final String SHARD_DISABLED = "conduit.shard.disabled";

    private final EventParser parser = new EventParser();
    private final Interner<String> types = new Interner<>(type -> type, type -> type);
    private final RecentIds seen;
    private final LongSupplier nanos;
    private final TwitchTime time;
    private final Consumer<ChannelEvent> sink;
    private final EventSubObserver observer;
    private final Runnable shardDisabled;

    /** @param shardDisabled called when Twitch says that it disabled a shard of the conduit; must return at once */
    NotificationReader(
            RecentIds seen,
            LongSupplier nanos,
            TwitchTime time,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            Runnable shardDisabled) {
        this.shardDisabled = shardDisabled;
        this.seen = seen;
        this.nanos = nanos;
        this.time = time;
        this.sink = sink;
        this.observer = observer;
    }

    /** What Twitch took back. */
    record Revoked(String type, String version, Map<String, String> condition, String status) {}

    /** @return the subscription that Twitch took back, if that is what the frame says */
    Optional<Revoked> read(SocketFrame frame) {
        ChatLine line = frame.chat();
        if (line != null) {
            if (isNews(frame, ChatLine.TYPE)) {
                deliver(frame, ChatLine.TYPE, () -> {
                    // Without its JSON: there are too many to keep that, and no plug-in reads it.
                    return Optional.of(
                            parser.parse(new EventOrigin(frame.messageId(), ChatLine.TYPE, sentAt(frame)), line));
                });
            }
            return Optional.empty();
        }
        JsonNode subscription = frame.payload().path("subscription");
        String type = subscription.path("type").asText("");
        if (type.isEmpty()) {
            skip(frame, "unknown", Skip.GARBAGE, "it names no subscription");
            return Optional.empty();
        }
        if (!isNews(frame, type)) {
            return Optional.empty();
        }
        JsonNode event = frame.payload().path("event");
        String status = subscription.path("status").asText("");
        boolean hasEvent = event.isObject();
        // Twitch's own mock server sends revocations as notifications without an event.
        if (frame.messageType().equals("revocation") || (!hasEvent && !status.isEmpty() && !status.equals("enabled"))) {
            return Optional.of(
                    new Revoked(type, subscription.path("version").asText(""), condition(subscription), status));
        }
        if (type.equals(SHARD_DISABLED)) {
            LOG.info(
                    "shard={} disabled by Twitch: {}",
                    event.path("shard_id").asText(""),
                    event.path("status").asText(""));
            shardDisabled.run();
            return Optional.empty();
        }
        deliver(frame, type, () -> {
            EventOrigin origin = new EventOrigin(frame.messageId(), types.of(type), sentAt(frame), content(event));
            return parser.parse(origin, event).or(() -> onRequest(origin, subscription, event));
        });
        return Optional.empty();
    }

    private boolean isNews(SocketFrame frame, String type) {
        if (frame.sentAt().isPresent() && time.ageMillis(frame.sentAt().get()) > TOO_OLD_MILLIS) {
            skip(frame, type, Skip.TOO_OLD, "older than ten minutes");
            return false;
        }
        if (!seen.firstTime(frame.messageId(), nanos.getAsLong() / 1_000_000)) {
            skip(frame, type, Skip.DUPLICATE, "seen before");
            return false;
        }
        return true;
    }

    private static Instant sentAt(SocketFrame frame) {
        return frame.sentAt().orElse(Instant.EPOCH);
    }

    /** Empty for a type that Herald does not know. */
    private interface Reading {
        Optional<ChannelEvent> read() throws EventParser.BrokenEventException;
    }

    private void deliver(SocketFrame frame, String type, Reading reading) {
        try {
            Optional<ChannelEvent> parsed = reading.read();
            if (parsed.isEmpty()) {
                skip(frame, type, Skip.UNKNOWN_EVENT_TYPE, "a type Herald does not know");
                return;
            }
            observer.received(type);
            sink.accept(parsed.get());
        } catch (EventParser.BrokenEventException e) {
            skip(frame, type, Skip.BROKEN_EVENT, e.getMessage());
        }
    }

    /** An event that only plug-ins' features want; it is read only as far as needed to find its channel. */
    private static Optional<ChannelEvent> onRequest(EventOrigin origin, JsonNode subscription, JsonNode event) {
        String type = origin.type();
        if (EventShapes.BY_TYPE.containsKey(type)
                || !event.isObject()
                || !EventScopes.isOffered(type, subscription.path("version").asText(""))) {
            return Optional.empty();
        }
        String asked = subscription.path("condition").path(BROADCASTER).asText("");
        String channel = asked.isEmpty() ? event.path(BROADCASTER).asText("") : asked;
        return TwitchUserId.isValid(channel)
                ? Optional.of(new TwitchEvent(origin, new TwitchUserId(channel)))
                : Optional.empty();
    }

    private static EventOrigin.Content content(JsonNode event) {
        return new EventOrigin.Content() {
            @Override
            public <E> E as(Class<E> type) {
                try {
                    return TypeConvert.getObjectMapper().treeToValue(event, type);
                } catch (JsonProcessingException e) {
                    // The exception quotes what it could not read, which must not get into a log.
                    throw new IllegalStateException("what Twitch sent is no " + type.getSimpleName());
                }
            }
        };
    }

    private static Map<String, String> condition(JsonNode subscription) {
        Map<String, String> condition = new HashMap<>();
        subscription
                .path("condition")
                .properties()
                .forEach(entry -> condition.put(entry.getKey(), entry.getValue().asText("")));
        return condition;
    }

    private void skip(SocketFrame frame, String type, Skip why, @Nullable String words) {
        LOG.debug("message={} type={} skipped: {}", frame.messageId(), type, words);
        observer.skipped(why);
    }
}
