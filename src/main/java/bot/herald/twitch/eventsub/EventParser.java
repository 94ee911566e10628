package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.twitch.eventsub.EventFields.MissingField;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one of Twitch's events into one of ours, by the table in {@link EventShapes}.
 *
 * <p>Immutable and safe for concurrent use. Unknown fields and values are ignored; only what an event makes no sense
 * without is required.
 */
final class EventParser {
    private static final Set<String> NOT_LIVE = Set.of("playlist", "watch_party", "premiere", "rerun");

    /** Something is missing without which the event makes no sense; the message names the field, never its value. */
    static final class BrokenEventException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenEventException(String message) {
            super(message);
        }
    }

    /**
     * @return empty for a type that Herald does not know, and for events that do not concern it
     * @throws BrokenEventException if the event cannot be understood
     */
    Optional<ChannelEvent> parse(EventOrigin origin, JsonNode event) throws BrokenEventException {
        EventShapes.Shape shape = EventShapes.BY_TYPE.get(origin.type());
        if (shape == null) {
            return Optional.empty();
        }
        if (!event.isObject()) {
            throw new BrokenEventException("no event");
        }
        if (isNoLiveStream(origin, event)) {
            return Optional.empty();
        }
        return Optional.of(read(() -> shape.read(origin, event)));
    }

    /** @throws BrokenEventException if the event cannot be understood */
    ChannelEvent parse(EventOrigin origin, ChatLine line) throws BrokenEventException {
        return read(() -> line.event(origin));
    }

    private interface Reading {
        ChannelEvent read() throws JsonProcessingException;
    }

    private static ChannelEvent read(Reading reading) throws BrokenEventException {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            throw new BrokenEventException("does not fit its type");
        } catch (MissingField e) {
            throw new BrokenEventException("no usable " + e.field);
        } catch (RuntimeException e) {
            // Thrown by Twitch4J's own field deserializers; the message may quote the event, so it is not passed on.
            throw new BrokenEventException("does not fit its type");
        }
    }

    /** Reruns, playlists, watch parties and premieres start with the same event, but nobody is live. */
    private static boolean isNoLiveStream(EventOrigin origin, JsonNode event) {
        return origin.type().equals("stream.online")
                && NOT_LIVE.contains(event.path("type").asText(""));
    }
}
