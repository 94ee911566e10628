package bot.herald.twitch.eventsub;

import java.util.Locale;

/** Counts what the sockets receive; called on their threads, so it must be quick. */
public interface EventSubObserver {
    /**
     * An event was passed on.
     *
     * @param type a subscription type that Herald knows, so it can be a metric's label
     */
    void received(String type);

    void skipped(Skip why);

    /** Why an incoming message was not passed on. */
    enum Skip {
        /** The message id was seen before. */
        DUPLICATE,
        /** Older than ten minutes by Twitch's clock. */
        TOO_OLD,
        /** A frame that is not JSON, lacks a required field, or comes at the wrong time. */
        GARBAGE,
        TOO_BIG,
        UNKNOWN_MESSAGE_TYPE,
        UNKNOWN_EVENT_TYPE,
        /** An event of a known type without what it needs. */
        BROKEN_EVENT;

        /** For a metric's label, for example {@code too-old}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
