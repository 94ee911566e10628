package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which cooldowns are running, and since when; in memory only. Safe for concurrent use. */
final class Cooldowns {
    private static final int SWEEP_ABOVE = 10_000;

    private final Clock clock;
    private final Map<Key, Rest> rests = new HashMap<>();
    private int sweepAbove = SWEEP_ABOVE;

    /** @param user empty for everyone in the channel */
    private record Key(TwitchUserId channel, String command, Optional<TwitchUserId> user) {}

    private record Rest(Instant begin, int seconds) {
        /** One that begins in the future is over: the host's clock was set back, maybe by hours. */
        boolean isOver(Instant now) {
            return now.isBefore(begin) || !now.isBefore(end());
        }

        Instant end() {
            return begin.plusSeconds(seconds);
        }
    }

    Cooldowns(Clock clock) {
        this.clock = clock;
    }

    /** Whether the command may be answered now; if so, its cooldown starts. */
    synchronized boolean tryUse(TwitchUserId channel, String command, TwitchUserId user, Role role, Cooldown cooldown) {
        if (cooldown.isNone()) {
            return true;
        }
        Instant now = clock.instant();
        Key all = new Key(channel, command, Optional.empty());
        Key one = new Key(channel, command, Optional.of(user));
        if (!role.isAtLeast(Role.MODERATOR) && (rests(all, now) || rests(one, now))) {
            return false;
        }
        rest(all, now, cooldown.channelSeconds());
        rest(one, now, cooldown.userSeconds());
        return true;
    }

    /** How long the cooldown for everyone still runs; empty if it does not, or for those who need not wait. */
    synchronized Optional<Duration> rest(TwitchUserId channel, String command, Role role) {
        Instant now = clock.instant();
        return Optional.ofNullable(rests.get(new Key(channel, command, Optional.empty())))
                .filter(rest -> !rest.isOver(now) && !role.isAtLeast(Role.MODERATOR))
                .map(rest -> Duration.between(now, rest.end()));
    }

    private boolean rests(Key key, Instant now) {
        Rest rest = rests.get(key);
        return rest != null && !rest.isOver(now);
    }

    private void rest(Key key, Instant now, int seconds) {
        if (seconds <= 0) {
            return;
        }
        if (rests.size() >= sweepAbove) {
            rests.values().removeIf(rest -> rest.isOver(now));
            // All that are left are running: another clean-up pays only once there are twice as many.
            sweepAbove = Math.max(SWEEP_ABOVE, 2 * rests.size());
        }
        rests.put(key, new Rest(now, seconds));
    }
}
