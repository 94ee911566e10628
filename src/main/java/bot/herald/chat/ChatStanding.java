package bot.herald.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the bot's lines appear in a channel, for the people who manage it.
 *
 * @param since when that began
 * @param reason why it stopped, as Twitch says; empty while it sends
 * @param lastNotShown the last line that Twitch took and did not show, if there was one since the start
 */
public record ChatStanding(State state, Instant since, String reason, Optional<NotShown> lastNotShown) {
    /** Whether lines are sent. */
    public enum State {
        SENDING,
        /** Twitch does not let the bot write; tried again some minutes later, or when the channel is connected anew. */
        STOPPED
    }

    /** @param code Twitch's, for example {@code msg_rejected}; undocumented, so never to be decided upon alone */
    public record NotShown(String code, String reason, Instant at) {}

    static ChatStanding sending(Instant since) {
        return new ChatStanding(State.SENDING, since, "", Optional.empty());
    }

    ChatStanding stopped(Instant at, String why) {
        return new ChatStanding(State.STOPPED, state == State.STOPPED ? since : at, why, lastNotShown);
    }

    ChatStanding sendingAgain(Instant at) {
        return state == State.SENDING ? this : new ChatStanding(State.SENDING, at, "", lastNotShown);
    }

    ChatStanding notShown(NotShown what) {
        return new ChatStanding(state, since, reason, Optional.of(what));
    }
}
