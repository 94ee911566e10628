package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Twitch's limits for one account: 20 messages in 30 s over all channels (7500 for a verified bot), and about one a second
 * in each.
 *
 * <p>Safe for concurrent use.
 */
final class ChatPace {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration BETWEEN_IN_CHANNEL = Duration.ofMillis(1_100);

    private final Clock clock;
    private final SlidingWindow account;
    private final Map<TwitchUserId, SlidingWindow> channels = new HashMap<>();

    ChatPace(boolean verified, Clock clock) {
        this.clock = clock;
        this.account = new SlidingWindow(verified ? 7_500 : 20, WINDOW, clock);
    }

    /** Counts one message and returns zero, or counts nothing and returns how long to wait. */
    synchronized Duration tryUse(TwitchUserId broadcasterId) {
        SlidingWindow channel =
                channels.computeIfAbsent(broadcasterId, id -> new SlidingWindow(1, BETWEEN_IN_CHANNEL, clock));
        Duration inChannel = channel.untilFree();
        Duration inAccount = account.untilFree();
        Duration wait = inChannel.compareTo(inAccount) > 0 ? inChannel : inAccount;
        if (wait.isZero()) {
            channel.use();
            account.use();
        }
        return wait;
    }
}
