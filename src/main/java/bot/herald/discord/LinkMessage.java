package bot.herald.discord;

import bot.herald.identity.TwitchUserId;
import bot.herald.security.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message in a linked channel; one about a stream changes while the stream runs.
 *
 * @param occasion names it within its link
 * @param messageId Discord's; empty until it is posted
 * @param title of the stream; empty if unknown
 * @param other the other channel of a raid
 * @param ended when the stream ended, or was first found to be over; the epoch while it runs
 * @param isEndHeard whether {@code ended} is the stream's actual end
 * @param claimed when an instance began to post it
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
    /** How far posting it has come. */
    public enum State {
        DUE("due"),
        /** Begun; until the answer is stored, only Discord knows whether it took the message. */
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

    /** Within minutes, posting again with the same nonce returns the message that exists. */
    String nonce() {
        return Sha256.hex(linkId + " " + occasion, 12);
    }

    /** The messages of all links, shared by all instances. Safe for concurrent use. */
    public interface Store {
        /** @return whether it is new */
        boolean add(LinkMessage message);

        /** The last message about a stream in this link. */
        Optional<LinkMessage> lastStream(String linkId);

        /** The stream goes on after all, so its message no longer has an end. */
        void reopen(LinkMessage message);

        /** The channel's running streams have ended; their messages are due to say so at {@code tellAt}. */
        void ended(TwitchUserId broadcaster, Instant at, Instant tellAt);

        /** The same for streams that began before {@code before} and were found to be over; their actual end is unknown. */
        void endedIfBegunBefore(TwitchUserId broadcaster, Instant before, Instant at);

        /** Changes title and category of the channel's running streams. */
        void titled(TwitchUserId broadcaster, String title, String category);

        /**
         * The messages to be posted or edited by {@code now} in links that are not paused, the longest due first.
         *
         * @param byBot whether to include links of the bot, and not just webhooks
         */
        List<LinkMessage> due(Instant now, int most, boolean byBot);

        /** To be stored before Discord is asked to post it. */
        void posting(LinkMessage message, Instant now);

        /** Takes {@link #posting} back: Discord has certainly not posted it. */
        void unposted(LinkMessage message);

        void posted(LinkMessage message, String messageId);

        /** The message on Discord is up to date. */
        void told(LinkMessage message);

        void later(LinkMessage message, Instant next);

        void giveUp(LinkMessage message);

        /** Deletes messages about what began before {@code before}. */
        void sweep(Instant before);
    }
}
