package bot.herald.discord;

import bot.herald.identity.TwitchUserId;
import bot.herald.security.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is told in a linked channel: one message, which changes while a stream runs.
 *
 * @param occasion names it within its link
 * @param messageId Discord's; empty until it is posted
 * @param title of the stream; empty when nobody said
 * @param other who raids, or is raided
 * @param ended when the stream ended, or was first seen to be over; epoch while it runs
 * @param isEndHeard whether it is known when the stream ended
 * @param claimed when posting it began
 */
public record LinkMessage(
        String linkId,
        String occasion,
        Link.Kind kind,
        State state,
        String messageId,
        String title,
        String category,
        Other other,
        Instant began,
        Instant ended,
        boolean isEndHeard,
        Instant claimed) {
    /** How far it is. */
    public enum State {
        DUE("due"),
        /** Begun; whether Discord took it is known to Discord alone until the answer is stored. */
        POSTING("posting"),
        POSTED("posted"),
        GIVEN_UP("given-up");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public static State of(String text) {
            for (State state : values()) {
                if (state.text.equals(text)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no such state: " + text);
        }
    }

    /** The other channel of a raid. */
    public record Other(String login, String name, int viewers) {
        public static final Other NOBODY = new Other("", "", 0);
    }

    public boolean isRunning() {
        return ended.equals(Instant.EPOCH);
    }

    /** Discord gives back the message of before to who posts again with the same one within minutes. */
    String nonce() {
        return Sha256.hex(linkId + " " + occasion, 12);
    }

    /** What is to be told, for all instances. Safe for concurrent use. */
    public interface Store {
        /** Whether it is new. */
        boolean add(LinkMessage message);

        /** The stream that was told last in this link. */
        Optional<LinkMessage> lastStream(String linkId);

        /** The stream goes on after all. */
        void reopen(LinkMessage message);

        /** The streams of the channel that run have ended; their messages say so from {@code tellAt} on. */
        void ended(TwitchUserId broadcaster, Instant at, Instant tellAt);

        /** The same for those that began before then, and are over by now; nobody knows since when. */
        void endedIfBegunBefore(TwitchUserId broadcaster, Instant before, Instant at);

        /** The streams of the channel that run are called so now. */
        void titled(TwitchUserId broadcaster, String title, String category);

        /**
         * What is to be posted or changed by then in links that are not paused; the longest due first.
         *
         * @param byBot false: only where a webhook is used
         */
        List<LinkMessage> due(Instant now, int most, boolean byBot);

        /** Written down before it is posted. */
        void posting(LinkMessage message, Instant now);

        /** It was begun, but Discord has certainly not taken it. */
        void unposted(LinkMessage message);

        void posted(LinkMessage message, String messageId);

        /** What it says is what is so. */
        void told(LinkMessage message);

        void later(LinkMessage message, Instant next);

        void giveUp(LinkMessage message);

        /** Forgets what began before then. */
        void sweep(Instant before);
    }
}
