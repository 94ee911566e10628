package bot.herald.twitch.http;

import bot.herald.retry.ForwardClock;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Keeps calls within one of Twitch's point buckets: 800 points a minute until the {@code Ratelimit-*} headers say
 * otherwise. Bulk work leaves a reserve for calls that cannot wait.
 *
 * <p>Safe for concurrent use. One per bucket: the app's token has one, and every user another.
 */
public final class ApiBudget {
    private static final int POINTS_A_MINUTE = 800;
    /** A twentieth of the bucket is kept for what cannot wait: a shard within its ten seconds, a chat message. */
    private static final int RESERVE_PART = 20;

    /** A bucket fills in a minute; a caller that got nothing in two would occupy a thread that others need. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private final ForwardClock clock;
    private final Sleep sleep;
    private int limit = POINTS_A_MINUTE;
    private double points = POINTS_A_MINUTE;
    private Instant filledAt;
    private int inFlight;
    private Instant emptyUntil = Instant.MIN;

    /** Waits for a time; a test may make it pass faster. */
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    public ApiBudget(Clock clock) {
        this(clock, time -> Thread.sleep(time.toMillis()));
    }

    ApiBudget(Clock clock, Sleep sleep) {
        this.clock = new ForwardClock(clock);
        this.sleep = sleep;
        this.filledAt = clock.instant();
    }

    /**
     * Calls as soon as a point is free beyond the reserve. Blocks until then, for at most two minutes, or until the
     * thread is interrupted; a caller that gets no turn receives the answer of a call that was never sent.
     */
    public HttpAnswer spend(Supplier<HttpAnswer> call) {
        Instant giveUp = clock.instant().plus(LONGEST_TURN);
        try {
            for (Duration wait = tryTake(); !wait.isZero(); wait = tryTake()) {
                if (clock.instant().isAfter(giveUp)) {
                    return new HttpAnswer.NoAnswer("Twitch's limit of requests left no room for two minutes", true);
                }
                sleep.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpAnswer.NoAnswer("interrupted", true);
        }
        return exchange(call);
    }

    /** Calls at once. */
    public HttpAnswer spendNow(Supplier<HttpAnswer> call) {
        synchronized (this) {
            refill();
            take();
        }
        return exchange(call);
    }

    /** Calls at once if a point is free beyond the reserve; otherwise not at all. */
    public HttpAnswer spendIfRoom(Supplier<HttpAnswer> call) {
        return tryTake().isZero()
                ? exchange(call)
                : new HttpAnswer.NoAnswer("Twitch's limit of requests leaves no room now", true);
    }

    private HttpAnswer exchange(Supplier<HttpAnswer> call) {
        HttpAnswer answer = new HttpAnswer.NoAnswer("failed", false);
        try {
            answer = call.get();
            return answer;
        } finally {
            record(answer);
        }
    }

    private synchronized Duration tryTake() {
        refill();
        Instant now = clock.instant();
        if (emptyUntil.isAfter(now)) {
            return atLeastShortest(Duration.between(now, emptyUntil));
        }
        double missing = limit / (double) RESERVE_PART + 1 - points;
        if (missing > 0) {
            return atLeastShortest(Duration.ofMillis((long) Math.ceil(missing * 60_000 / limit)));
        }
        take();
        return Duration.ZERO;
    }

    private void take() {
        points--;
        inFlight++;
    }

    private void refill() {
        Instant now = clock.instant();
        double minutes = Math.max(0, Duration.between(filledAt, now).toNanos() / 60e9);
        points = Math.min(limit, points + minutes * limit);
        if (!emptyUntil.equals(Instant.MIN) && !emptyUntil.isAfter(now)) {
            // At the time that Twitch named, the bucket is full.
            points = limit;
            emptyUntil = Instant.MIN;
        }
        filledAt = now;
    }

    private synchronized void record(HttpAnswer answer) {
        inFlight--;
        if (!(answer instanceof HttpAnswer.Response response)) {
            return;
        }
        HttpHeaders headers = response.headers();
        OptionalLong remaining = RetryAfter.number(headers, "Ratelimit-Remaining");
        RetryAfter.number(headers, "Ratelimit-Limit").ifPresent(this::setLimit);
        if (remaining.isEmpty()) {
            return;
        }
        refill();
        points = Math.min(points, (double) (remaining.getAsLong() - inFlight));
        if (remaining.getAsLong() - inFlight <= limit / RESERVE_PART) {
            reset(headers).ifPresent(reset -> emptyUntil = reset);
        }
    }

    private void setLimit(long stated) {
        if (stated > 0 && stated != limit && stated <= Integer.MAX_VALUE) {
            points += stated - limit;
            limit = (int) stated;
        }
    }

    /** Whichever way the bucket fills, steadily or all at once, it is full at the reset. */
    private Optional<Instant> reset(HttpHeaders headers) {
        return RetryAfter.untilReset(headers)
                .map(wait -> clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    }

    private static Duration atLeastShortest(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }
}
