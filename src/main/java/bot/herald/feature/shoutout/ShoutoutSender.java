package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/** Gives one of Twitch's shoutouts, as the bot or else as the broadcaster. Blocks for one request and never repeats it by itself. */
public interface ShoutoutSender {
    Result give(TwitchUserId broadcasterId, TwitchUserId target);

    /** What became of it. */
    sealed interface Result {
        /** @param byBot false if it was given with the broadcaster's own token */
        record Given(boolean byBot) implements Result {}

        /**
         * Too early, because of a shoutout that somebody gave.
         *
         * @param sameTarget whether Twitch said that it is this target's hour; false if it is the channel's two minutes,
         *     or Twitch did not say
         */
        record TooEarly(boolean sameTarget) implements Result {}

        /** The channel is not live, or nobody watches. */
        record NotLive(String reason) implements Result {}

        /** The bot is no moderator of the channel. */
        record NotModerator(String reason) implements Result {}

        /** The bot cannot give any, anywhere, until a person connects it again. */
        record NotPermitted(String reason) implements Result {}

        /** Not this target, for a reason that lasts. */
        record Refused(String reason) implements Result {}

        /** Nothing was done; may be tried after so long. */
        record RetryLater(String reason, Duration after) implements Result {}

        /** It may have been given or not. */
        record Unclear(String reason) implements Result {}
    }
}
