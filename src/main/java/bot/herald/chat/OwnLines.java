package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the bot hears its own lines, which settles whether Twitch accepted a line when its answer left that open.
 *
 * @param heardSince since when all chat of a channel has been arriving without a gap, as far as is known; empty while
 * it does not. Must not block
 * @param elsewhere what other instances hear, to which the channel's chat may be delivered
 */
public record OwnLines(Function<TwitchUserId, Optional<Instant>> heardSince, Elsewhere elsewhere) {
    /** Nothing is heard, so unclear lines are never repeated. */
    static final OwnLines UNHEARD = new OwnLines(id -> Optional.empty(), Elsewhere.NOWHERE);

    /** Tells other instances about the bot's own lines, and asks them. Safe for concurrent use. */
    public interface Elsewhere {
        /** For a single process, which hears everything itself. */
        Elsewhere NOWHERE = new Elsewhere() {
            @Override
            public boolean exists() {
                return false;
            }

            @Override
            public void heardHere(TwitchUserId broadcasterId, String text) {
                // Nobody asks.
            }

            @Override
            public Optional<Boolean> isHeard(TwitchUserId broadcasterId, String text, Duration within) {
                return Optional.of(false);
            }
        };

        /** Whether there may be others. */
        boolean exists();

        /** Must not block. */
        void heardHere(TwitchUserId broadcasterId, String text);

        /**
         * Whether any instance heard the line within the last {@code within}; empty if nobody can tell. Blocks.
         *
         * @param text as it was passed to {@link #heardHere}
         */
        Optional<Boolean> isHeard(TwitchUserId broadcasterId, String text, Duration within);
    }
}
