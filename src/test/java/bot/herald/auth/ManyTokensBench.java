package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Figures;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand tokens that come due within one hour, which a clock of our own makes as short as the work allows. */
@Tag("bench")
class ManyTokensBench {
    private static final int TOKENS = 10_000;
    private static final Duration LIFETIME = Duration.ofHours(4);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofSeconds(10);
    /** What comes due at the end of the hour may be put off by three minutes. */
    private static final long STEPS = HOUR.plusMinutes(5).dividedBy(STEP);

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();

    @Test
    void eachIsRefreshedOnceAndLongBeforeItsEnd() {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withClock(clock)
                .withTokenLifetime(LIFETIME)
                .withRotation(RefreshRotation.ROTATE)
                .withOldTokenDiesOnRefresh(true);
        try (Installation here = new Installation(folder, options, clock)) {
            for (int number = 0; number < TOKENS; number++) {
                here.connect("user" + number);
                clock.advance(HOUR.dividedBy(TOKENS));
            }
            AppTokenService app = new AppTokenService(
                    here.twitch.clientId(),
                    here.database.appToken(),
                    here.oauth(),
                    new ClientStanding(clock),
                    new WakeUps(),
                    clock);
            app.get();
            clock.advance(LIFETIME.minus(HOUR).minus(TokenExpiryPolicy.MARGIN));
            try (TokenRefreshScheduler scheduler =
                    new TokenRefreshScheduler(here.credentials, app, () -> true, clock, clock::nanoTime)) {
                assertThat(refreshAll(here, scheduler)).isEqualTo(TOKENS);
            }
        }
    }

    /** @return how many requests that took */
    private int refreshAll(Installation here, TokenRefreshScheduler scheduler) {
        int all = 0;
        int most = 0;
        Duration least = LIFETIME;
        long begin = System.nanoTime();
        for (long step = 0; step < STEPS; step++) {
            // It keeps the last twenty thousand requests only.
            here.twitch.requests().clear();
            scheduler.tick();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(scheduler::isIdle);
            all += here.tokenRequests();
            most = Math.max(most, here.tokenRequests());
            clock.advance(STEP);
            Duration left = leastLeft(here.credentials);
            least = left.compareTo(least) < 0 ? left : least;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String what = "10,000 tokens due within an hour: ";
        Figures.add(what + "seconds of work, simulated Twitch included", seconds, "s", "below 3,600");
        Figures.add(what + "most in ten seconds, 28 if perfectly even", most, "", "");
        Figures.add(what + "least left of a token's life", least.toMillis() / 1e3, "s", "more than 0");
        assertThat(least).isPositive();
        assertThat(seconds).isLessThan(HOUR.toMillis() / 1e3);
        return all;
    }

    private Duration leastLeft(CredentialService credentials) {
        Instant end = credentials.all().stream()
                .map(credential -> credential.token().expiresAt().orElseThrow())
                .min(Instant::compareTo)
                .orElseThrow();
        return Duration.between(clock.instant(), end);
    }
}
