package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import bot.herald.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Discord, as the application's bot. Safe for concurrent use; what asks Discord blocks, for half a minute at most. */
public interface DiscordBot {
    /** How the bot stands with Discord. */
    enum Standing {
        /** Not asked to be there. */
        CLOSED(""),
        CONNECTING("Herald is connecting to Discord."),
        CONNECTED(""),
        /** Discord tells of no members, so rights are asked for from time to time. */
        WITHOUT_MEMBERS(
                "Discord doesn't tell Herald when members change, so changes of who may manage a server take up to an hour"
                        + " to arrive. The operator can switch on \"Server Members Intent\" on the Bot page of Discord's developer portal"
                        + " and restart Herald."),
        /** For good, until another token is configured. */
        REFUSED(
                "Discord doesn't accept discord.bot-token. The operator can copy a new one from the Bot page of Discord's developer"
                        + " portal, put it into the configuration and restart Herald.");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /** For people, with what helps; empty where nothing is wrong. */
        public String words() {
            return words;
        }
    }

    /** What became of a message. */
    sealed interface Outcome {
        record Done(String messageId) implements Outcome {}

        /**
         * May go well later: Discord is busy, does not answer, or the server has an outage.
         *
         * @param isUnclear whether Discord may have done it all the same
         * @param atLeast how long Discord wants us to wait, where it says so
         */
        record Later(String reason, boolean isUnclear, RetryPolicy pauses, Optional<Duration> atLeast)
                implements Outcome {
            public Later(String reason, boolean isUnclear) {
                this(reason, isUnclear, RetryPolicy.PASSING, Optional.empty());
            }
        }

        /** Will not go well before somebody changes something. */
        record Unusable(String sentence) implements Outcome {}

        /** The message that was to be changed is not there any more. */
        record MessageGone() implements Outcome {}
    }

    /** What became of a question for a member. */
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
     * @param heard called on one thread, in the order of what happened
     * @throws IllegalStateException if Discord cannot be reached now
     */
    void open(Consumer<BotEvent> heard);

    void close();

    Standing standing();

    Asked member(String serverId, DiscordUserId person);

    /** @param nonce at most 25 characters: who posts again with the same within minutes gets the message of before */
    Outcome post(String serverId, String channelId, String nonce, Post post);

    Outcome edit(String serverId, String channelId, String messageId, Post post);
}
