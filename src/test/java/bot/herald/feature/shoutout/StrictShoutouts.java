package bot.herald.feature.shoutout;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Twitch's rules for shoutouts in one channel; keeps what was given, and what it had to refuse. */
final class StrictShoutouts implements ShoutoutSender {
    /** Who, and how long after the test began. */
    record Given(TwitchUserId target, Duration at) {}

    private final TestClock clock;
    private Instant begin;
    private Instant channelFree = Instant.MIN;
    private final Map<TwitchUserId, Instant> targetFree = new HashMap<>();
    final List<Given> given = new ArrayList<>();
    final List<Result> refused = new ArrayList<>();
    final Set<TwitchUserId> unwilling = new HashSet<>();
    /** What comes in place of Twitch's rules. */
    final Deque<Result> faults = new ArrayDeque<>();

    /** What happens after Twitch has decided about the next attempt, and before its answer arrives. */
    Runnable meanwhile = () -> {};

    boolean live = true;
    boolean moderator = true;

    StrictShoutouts(TestClock clock) {
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** Somebody sets the clock; Twitch's pauses stay as long as they are. */
    void set(Duration by) {
        begin = begin.plus(by);
        channelFree = channelFree.equals(Instant.MIN) ? channelFree : channelFree.plus(by);
        targetFree.replaceAll((target, free) -> free.plus(by));
    }

    @Override
    public Result give(TwitchUserId broadcasterId, TwitchUserId target) {
        Result result = faults.isEmpty() ? answer(target) : faults.remove();
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        if (result instanceof Result.Given) {
            given(target);
            given.add(new Given(target, Duration.between(begin, clock.instant())));
        } else {
            refused.add(result);
        }
        return result;
    }

    private Result answer(TwitchUserId target) {
        if (!moderator) {
            return new Result.NotModerator("The user in moderator_id is not one of the broadcaster's moderators.");
        }
        if (unwilling.contains(target)) {
            return new Result.Refused("The broadcaster may not send the specified broadcaster a Shoutout.");
        }
        if (!live) {
            return new Result.NotLive("not live");
        }
        Instant now = clock.instant();
        boolean early = now.isBefore(channelFree) || now.isBefore(targetFree.getOrDefault(target, Instant.MIN));
        return early ? new Result.TooEarly(false) : new Result.Given(true);
    }

    /** The bot or somebody else used up both cool-downs. */
    void given(TwitchUserId target) {
        channelFree = clock.instant().plus(Duration.ofMinutes(2));
        targetFree.put(target, clock.instant().plus(Duration.ofHours(1)));
    }

    Instant channelFree() {
        return channelFree;
    }

    Instant targetFree(TwitchUserId target) {
        return targetFree.getOrDefault(target, Instant.MIN);
    }
}
