package bot.herald.chat;

import bot.herald.retry.ForwardClock;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the bot's lines appear in a channel, for the people who manage it.
 *
 * @param since when this began
 * @param reason why it stopped, as Twitch says; empty while lines are being sent
 * @param lastNotShown the latest line that Twitch accepted and did not show, if there was one since the start
 */
public record ChatStanding(State state, Instant since, String reason, Optional<NotShown> lastNotShown) {
    /** Whether lines are being sent. */
    public enum State {
        SENDING,
        /** Twitch does not let the bot write; retried some minutes later, or when the channel connects again. */
        STOPPED
    }

    /** @param code Twitch's, for example {@code msg_rejected}; undocumented, so never decide by it alone */
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

    /** The same in times that people understand. */
    ChatStanding onHost(ForwardClock clock) {
        return new ChatStanding(
                state,
                clock.onHost(since),
                reason,
                lastNotShown.map(line -> new NotShown(line.code(), line.reason(), clock.onHost(line.at()))));
    }
}
