package bot.herald.chat;

import bot.herald.retry.ForwardClock;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the bot's lines appear in a channel, for the people who manage it.
 *
 * @param since when this began
 * @param reason why it stopped, as Twitch says; empty while lines are being sent
 * @param notShown the latest line, if Twitch accepted it and did not show it
 */
public record ChatStanding(State state, Instant since, String reason, Optional<NotShown> notShown) {
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
        return new ChatStanding(State.STOPPED, state == State.STOPPED ? since : at, why, notShown);
    }

    /** A line appeared, or may appear now. */
    ChatStanding sendingAgain(Instant at) {
        return state == State.SENDING && notShown.isEmpty()
                ? this
                : new ChatStanding(State.SENDING, state == State.SENDING ? since : at, "", Optional.empty());
    }

    ChatStanding withNotShown(NotShown what) {
        return new ChatStanding(state, since, reason, Optional.of(what));
    }

    /** The same in times that people understand. */
    ChatStanding onHost(ForwardClock clock) {
        return new ChatStanding(
                state,
                clock.onHost(since),
                reason,
                notShown.map(line -> new NotShown(line.code(), line.reason(), clock.onHost(line.at()))));
    }
}
