package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/** Gives one of Twitch's shoutouts, as the bot or else as the broadcaster. Blocks for one request, without retries. */
public interface ShoutoutSender {
    Result give(TwitchUserId broadcasterId, TwitchUserId target);

    /** The outcome. */
    sealed interface Result {
        /** @param byBot false if it was given with the broadcaster's own token */
        record Given(boolean byBot) implements Result {}

        /**
         * Too early after another shoutout.
         *
         * @param sameTarget whether Twitch named the target's hour as the reason; false for the channel's two minutes, or if
         *     Twitch named none
         */
        record TooEarly(boolean sameTarget) implements Result {}

        /** The channel is not live, or has no viewers. */
        record NotLive(String reason) implements Result {}

        /** The bot is not a moderator of the channel. */
        record NotModerator(String reason) implements Result {}

        /** The bot cannot give any, anywhere, until somebody connects it again. */
        record NotPermitted(String reason) implements Result {}

        /** Never possible for this target. */
        record Refused(String reason) implements Result {}

        /** Nothing was done; worth retrying after this time. */
        record RetryLater(String reason, Duration after) implements Result {}

        /** Unclear whether it was given. */
        record Unclear(String reason) implements Result {}
    }
}
