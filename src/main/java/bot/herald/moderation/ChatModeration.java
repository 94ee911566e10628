package bot.herald.moderation;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.time.Duration;
import java.util.Optional;

/**
 * Acts as a moderator of a channel, in the bot's name. Each call blocks for one request to Twitch, without retries. Safe for concurrent use.
 */
public interface ChatModeration {
    /** A reason that {@link Outcome#why} translates; so is {@link #NO_BOT}. */
    String NO_MODERATOR = Reasons.TEXTS.in(Language.EN).say("no-moderator");

    String NO_BOT = Reasons.TEXTS.in(Language.EN).say("no-bot");

    /** Deletes one chat message. */
    Outcome delete(TwitchUserId broadcasterId, String chatMessageId);

    /**
     * Times a chatter out.
     *
     * @param duration from a second to two weeks
     * @param reason shown to the chatter; at most 500 characters
     */
    Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason);

    /** Warns a chatter, who has to confirm before writing again. */
    Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason);

    /** Twitch's shield mode, which does what the broadcaster configured. */
    Outcome shieldMode(TwitchUserId broadcasterId, boolean on);

    /**
     * Switches followers-only chat.
     *
     * @param following the minimum time, at most three months, zero for any follower; empty switches it off
     */
    Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following);

    /** What is switched on now; asks Twitch. */
    default Protection protection(TwitchUserId broadcasterId) {
        return Protection.UNKNOWN;
    }

    /** Which protections of a chat are on; empty if unknown. */
    record Protection(Optional<Boolean> shieldMode, Optional<Boolean> followersOnly) {
        public static final Protection UNKNOWN = new Protection(Optional.empty(), Optional.empty());
    }

    /** Posts an announcement, which Twitch highlights; at most one every two seconds. */
    Outcome announce(TwitchUserId broadcasterId, String text);

    /** The outcome of an action; reasons are for people. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        /** The bot is not a moderator of the channel, or lacks a scope: a person must act. */
        record NotPermitted(String reason) implements Outcome {}

        /** Never possible for this message or chatter: a moderator, an old message, somebody already banned. */
        record Refused(String reason) implements Outcome {}

        /** Nothing was done; worth retrying after this time. */
        record RetryLater(String reason, Duration after) implements Outcome {}

        /** Unclear whether it was done. */
        record Unclear(String reason) implements Outcome {}

        /** Why it was not done; Twitch's own words are in English. */
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

    /** Translations of known reasons. */
    final class Reasons {
        private static final Texts TEXTS = Texts.beside(ChatModeration.class);

        private Reasons() {}

        private static Saying saying(String reason) {
            return language -> TEXTS.like(reason, language);
        }
    }
}
