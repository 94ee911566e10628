package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import bot.herald.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The application's bot on Discord. Safe for concurrent use; calls that ask Discord block for half a minute at most. */
public interface DiscordBot {
    /** The state of the bot's connection. */
    enum Standing {
        /** Not connected, and not trying to. */
        CLOSED(""),
        CONNECTING("Herald is connecting to Discord."),
        CONNECTED(""),
        /** Connected without member events, so members are asked for from time to time. */
        WITHOUT_MEMBERS(
                "Discord doesn't tell Herald when members change, so changes of who may manage a server take up to an hour"
                        + " to arrive. The operator can switch on \"Server Members Intent\" on the Bot page of Discord's developer portal"
                        + " and restart Herald."),
        /** The token was refused; nothing is tried until another one is configured. */
        REFUSED(
                "Discord doesn't accept discord.bot-token. The operator can copy a new one from the Bot page of Discord's developer"
                        + " portal, put it into the configuration and restart Herald.");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        public boolean isConnected() {
            return this == CONNECTED || this == WITHOUT_MEMBERS;
        }

        /** For people, with what to do about it; empty if nothing is wrong. */
        public String words() {
            return words;
        }
    }

    /** The result of posting or editing a message. */
    sealed interface Outcome {
        record Done(String messageId) implements Outcome {}

        /**
         * May succeed later: Discord is busy, does not answer, or the server has an outage.
         *
         * @param isUnclear whether Discord may have posted it nevertheless
         * @param atLeast how long Discord wants us to wait, where it says so
         */
        record Later(String reason, boolean isUnclear, RetryPolicy pauses, Optional<Duration> atLeast)
                implements Outcome {
            public Later(String reason, boolean isUnclear) {
                this(reason, isUnclear, RetryPolicy.PASSING, Optional.empty());
            }
        }

        /** Cannot succeed until somebody changes something. */
        record Unusable(String sentence) implements Outcome {}

        /** The message to be edited no longer exists. */
        record MessageGone() implements Outcome {}
    }

    /** The answer to a lookup of a member. */
    sealed interface Asked {
        record Is(BotEvent.Member member) implements Asked {}

        record NoMember() implements Asked {}

        record Failed(String reason) implements Asked {}
    }

    /**
     * A message as Discord shows it.
     *
     * @param text above the card
     * @param roleId the one role that is pinged; empty for nobody
     */
    record Post(String text, String title, String url, String description, String footer, String roleId) {}

    /**
     * Connects; may be called again after {@link #close()}, and after it failed.
     *
     * @param heard called on one thread, in the order of events
     * @throws IllegalStateException if Discord cannot be reached now
     */
    void open(Consumer<BotEvent> heard);

    void close();

    Standing standing();

    Asked member(String serverId, DiscordUserId person);

    /** @param nonce at most 25 characters; within minutes, posting again with the same one returns the message that exists */
    Outcome post(String serverId, String channelId, String nonce, Post post);

    Outcome edit(String serverId, String channelId, String messageId, Post post);
}
