package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.twitch.eventsub.EventFields.MissingField;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an event of Twitch's into one of ours, by the table in {@link EventShapes}.
 *
 * <p>Immutable and safe for concurrent use. Unknown fields and values pass; only what an event cannot be without is
 * insisted on.
 */
final class EventParser {
    private static final Set<String> NOT_LIVE = Set.of("playlist", "watch_party", "premiere", "rerun");

    /** Something without which the event means nothing is missing; the message names the field, never its value. */
    static final class BrokenEventException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenEventException(String message) {
            super(message);
        }
    }

    /**
     * @return empty for a type that Herald does not know, and for what is none of its business
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
            // Twitch4J's own readers of single fields; its exception may quote the event, so it is not passed on.
            throw new BrokenEventException("does not fit its type");
        }
    }

    /** Reruns, playlists, watch parties and premieres begin with the same event; nobody is live then. */
    private static boolean isNoLiveStream(EventOrigin origin, JsonNode event) {
        return origin.type().equals("stream.online")
                && NOT_LIVE.contains(event.path("type").asText(""));
    }
}
