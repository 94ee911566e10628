package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The turns of one channel, as the database keeps them for several instances. */
final class SharedShoutouts implements ShoutoutTurns {
    private final TestClock clock;
    private final Map<Optional<TwitchUserId>, Instant> free = new HashMap<>();

    SharedShoutouts(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public Turn take(TwitchUserId broadcasterId, TwitchUserId target) {
        if (left(Optional.empty()).toMillis() > 0) {
            return new Turn.ChannelNotYet(left(Optional.empty()));
        }
        if (left(Optional.of(target)).toMillis() > 0) {
            return new Turn.TargetNotYet(left(Optional.of(target)));
        }
        free.put(Optional.empty(), clock.instant().plusSeconds(30));
        return new Turn.Taken();
    }

    private Duration left(Optional<TwitchUserId> target) {
        return Duration.between(clock.instant(), free.getOrDefault(target, Instant.EPOCH));
    }

    @Override
    public void given(TwitchUserId broadcasterId, TwitchUserId target, Duration channel, Duration sameTarget) {
        free.put(Optional.empty(), clock.instant().plus(channel));
        free.put(Optional.of(target), clock.instant().plus(sameTarget));
    }

    @Override
    public void release(TwitchUserId broadcasterId) {
        free.put(Optional.empty(), clock.instant());
    }
}
