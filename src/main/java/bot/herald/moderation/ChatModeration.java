package bot.herald.moderation;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.time.Duration;
import java.util.Optional;

/**
 * Acts as a moderator of a channel, in the bot's name. Each call blocks for one request to Twitch and never repeats it by
 * itself. Safe for concurrent use.
 */
public interface ChatModeration {
    /** A reason that everybody reads in their language, as {@link #NO_BOT}. */
    String NO_MODERATOR = Reasons.TEXTS.in(Language.EN).say("no-moderator");

    String NO_BOT = Reasons.TEXTS.in(Language.EN).say("no-bot");

    /** Deletes one chat message. */
    Outcome delete(TwitchUserId broadcasterId, String chatMessageId);

    /**
     * Keeps a chatter from writing for a while.
     *
     * @param duration from a second to two weeks
     * @param reason shown to the chatter; at most 500 characters
     */
    Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason);

    /** Has a chatter confirm a warning before writing again. */
    Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason);

    /** Twitch's emergency switch, which does what the broadcaster set up for it. */
    Outcome shieldMode(TwitchUserId broadcasterId, boolean on);

    /**
     * Lets only those write who follow the channel.
     *
     * @param following for how long at least, up to three months, zero for any; empty lets everybody write again
     */
    Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following);

    /** What is switched on now; asks Twitch. */
    default Protection protection(TwitchUserId broadcasterId) {
        return Protection.UNKNOWN;
    }

    /** Which protections of a chat are on; empty where nobody can tell. */
    record Protection(Optional<Boolean> shieldMode, Optional<Boolean> followersOnly) {
        public static final Protection UNKNOWN = new Protection(Optional.empty(), Optional.empty());
    }

    /** Posts a message that Twitch sets off from the chat; one every two seconds. */
    Outcome announce(TwitchUserId broadcasterId, String text);

    /** What became of it; reasons are for people. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        /** The bot is no moderator of the channel, or did not grant what it takes; a person must act. */
        record NotPermitted(String reason) implements Outcome {}

        /** Not this message or chatter, for a reason that lasts: a moderator, an old message, a chatter banned already. */
        record Refused(String reason) implements Outcome {}

        /** Nothing was done; may be tried after so long. */
        record RetryLater(String reason, Duration after) implements Outcome {}

        /** It may have been done or not. */
        record Unclear(String reason) implements Outcome {}

        /** Why it was not done; what Twitch says itself is English. */
        default Saying why() {
            if (this instanceof NotPermitted denied) {
                return Reasons.saying(denied.reason());
            }
            if (this instanceof Refused refused) {
                return Reasons.saying(refused.reason());
            }
            return this instanceof RetryLater later ? Reasons.saying(later.reason()) : Reasons.TEXTS.saying("no-word");
        }
    }

    /** What is known of reasons in other languages. */
    final class Reasons {
        private static final Texts TEXTS = Texts.beside(ChatModeration.class);

        private Reasons() {}

        private static Saying saying(String reason) {
            return language -> TEXTS.like(reason, language);
        }
    }
}
