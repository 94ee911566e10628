package bot.herald.auth;

import bot.herald.identity.ProviderFailure;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes tokens before anybody has to wait for it, and validates every held Twitch token at start and hourly, as
 * Twitch demands; where instances work together, one of them does it for all. Tokens that are needed and could not be
 * refreshed are retried soon, whether anybody asks or not.
 *
 * <p>Works on a few at a time and spreads them out, so that a thousand tokens that expire together do not reach Twitch
 * together, and does not hold up the start.
 */
public final class TokenRefreshScheduler implements Component {
    private static final Logger log = LoggerFactory.getLogger(TokenRefreshScheduler.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Meanwhile somebody's channel is deaf or mute. */
    private static final Duration BETWEEN_RETRIES = Duration.ofMillis(200);

    private static final Duration BETWEEN_VALIDATIONS = Duration.ofHours(1);
    /** Early refreshes fit into the five minutes that a due token still lives, less the time a slow Twitch needs. */
    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(3);

    private static final int AT_A_TIME = 4;
    /** At most so many wait to be retried, so that none is retried long after it was found due. */
    private static final int RETRIES_IN_LINE = 16;
    /** Within the time that a supervisor gives a process to end. */
    private static final Duration LAST_REFRESHES = Duration.ofSeconds(2);

    private static final int PLACES = 1_000;
    /** The golden ratio as an integer: its multiples spread evenly. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private static final Object APP_TOKEN = "app access token";

    private final CredentialService credentials;
    private final AppTokenService appToken;
    private final Clock clock;
    private final WhileLeading leading;
    private final LongSupplier nanoTime;
    /** By {@link #nanoTime}, not by the clock: an hour between validations stays an hour when the clock is set. */
    private final Map<Object, Long> nextValidation = new ConcurrentHashMap<>();

    /** When to validate what is in doubt, the same way. */
    private final Map<Object, Long> doubted = new ConcurrentHashMap<>();
    /** How many validations in a row nobody answered. */
    private final Map<Object, Integer> unanswered = new ConcurrentHashMap<>();

    private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
    private final Recurring timer = new Recurring(
            "tokens",
            BETWEEN_LOOKS,
            BETWEEN_LOOKS,
            this::tick,
            fault -> log.error(
                    "checking tokens failed, retrying: {}", fault.getClass().getSimpleName()));
    private final Recurring retries = new Recurring(
            "token-retries",
            BETWEEN_RETRIES,
            BETWEEN_RETRIES,
            this::retry,
            fault -> log.error(
                    "retrying token refreshes failed, retrying: {}",
                    fault.getClass().getSimpleName()));
    private final ExecutorService workers = SpareThreads.of("token-work", AT_A_TIME);

    /** @param leading whether this process, and no other, looks after all tokens */
    public TokenRefreshScheduler(
            CredentialService credentials, AppTokenService appToken, WhileLeading leading, Clock clock) {
        this(credentials, appToken, leading, clock, System::nanoTime);
    }

    TokenRefreshScheduler(
            CredentialService credentials,
            AppTokenService appToken,
            WhileLeading leading,
            Clock clock,
            LongSupplier nanoTime) {
        this.leading = leading;
        this.credentials = credentials;
        this.appToken = appToken;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Validates the token within a second or two, because something suggests that the grant was revoked on Twitch. */
    public void validateSoon(CredentialKey key) {
        doubted.put(key, nanoTime.getAsLong());
    }

    @Override
    public String name() {
        return timer.name();
    }

    @Override
    public void start() {
        timer.start();
        retries.start();
    }

    @Override
    public Health check() {
        Health health = timer.check();
        return (health.up() ? retries.check() : health).with(Age.REFRESH, credentials.longestRefresh());
    }

    @Override
    public void close() {
        timer.close();
        retries.close();
        workers.shutdown();
        appToken.endFetching();
        // A refresh under way has to be stored: its refresh token may work only once.
        credentials.close(LAST_REFRESHES);
        workers.shutdownNow();
    }

    /** Retries tokens that Twitch refuses or that have expired; here too, and not only where an instance leads. */
    void retry() {
        if (appToken.isDueForRetry() && !underWay.contains(APP_TOKEN)) {
            work(APP_TOKEN, appToken::get);
        }
        for (CredentialKey key : credentials.dueForRetry()) {
            if (underWay.size() >= RETRIES_IN_LINE) {
                return;
            }
            if (!underWay.contains(key)) {
                work(key, () -> credentials.accessToken(key));
            }
        }
    }

    void tick() {
        long now = nanoTime.getAsLong();
        doubted.forEach((key, due) -> {
            if (now - due >= 0 && mayValidate(key) && doubted.remove(key, due)) {
                validate(key, doubted);
            }
        });
        if (!leading.run(this::lookAfterAll)) {
            nextValidation.clear();
        }
    }

    private void lookAfterAll() {
        boolean goesOn = !nextValidation.isEmpty();
        Instant now = clock.instant();
        List<Credential> all = credentials.all();
        // Spread out by the number of tokens: only a few are due in the same second.
        Duration roundOfAll = Duration.ofSeconds(all.size() / AT_A_TIME);
        Duration firstRound = shorter(roundOfAll, Duration.ofMinutes(1));
        Duration spread = shorter(roundOfAll, LONGEST_SPREAD);
        lookAfterAppToken(firstRound);
        for (Credential credential : all) {
            CredentialKey key = credential.key();
            if (!credential.isUsable() || underWay.contains(key)) {
                continue;
            }
            if (goesOn && !nextValidation.containsKey(key)) {
                // An account connected since the last pass was validated then, which is how its login is known. An
                // imported token may have been refreshed since, which reveals no login.
                long asked = nanoTime.getAsLong();
                nextValidation.put(key, isValidated(credential) ? anHourFrom(asked) : asked);
            }
            if (isDueAhead(credential, now, spread)) {
                work(key, () -> credentials.accessToken(key));
            } else if (credentials.demandsValidation(key) && isValidationDue(key, firstRound)) {
                validate(key, nextValidation);
            }
        }
        nextValidation.keySet().removeIf(this::isGone);
        unanswered.keySet().removeIf(this::isGone);
    }

    private boolean isGone(Object key) {
        return key instanceof CredentialKey gone && credentials.find(gone).isEmpty();
    }

    private static boolean isValidated(Credential credential) {
        return credential.state() == CredentialState.VALID
                && !credential.name().value().equals(credential.key().account().value());
    }

    private void lookAfterAppToken(Duration firstRound) {
        if (underWay.contains(APP_TOKEN)) {
            return;
        }
        if (appToken.isDue()) {
            if (appToken.mayFetch()) {
                work(APP_TOKEN, appToken::get);
            }
        } else if (isValidationDue(APP_TOKEN, firstRound)) {
            validate(APP_TOKEN, nextValidation);
        }
    }

    /** Whether it is due; if so, the next time is within the hour. */
    private boolean isValidationDue(Object key, Duration firstRound) {
        long now = nanoTime.getAsLong();
        long due = nextValidation.computeIfAbsent(
                key, k -> now + random(firstRound).toNanos());
        if (now - due < 0 || !mayValidate(key)) {
            return false;
        }
        nextValidation.put(key, anHourFrom(now));
        return true;
    }

    /** While Twitch does not answer, a thousand validations must not stand before the refreshes. */
    private boolean mayValidate(Object key) {
        return !underWay.contains(key) && (!unanswered.containsKey(key) || underWay.size() < RETRIES_IN_LINE);
    }

    /** What nobody answers is put on {@code agenda} again: after another hour the token may have been dead for two. */
    private void validate(Object key, Map<Object, Long> agenda) {
        work(key, () -> {
            boolean answered = false;
            Optional<ProviderFailure> failure = Optional.empty();
            try {
                failure = key instanceof CredentialKey of ? credentials.validated(of) : appToken.validated();
                answered = failure.isEmpty();
            } finally {
                if (answered) {
                    unanswered.remove(key);
                } else {
                    int inARow = unanswered.merge(key, 1, Integer::sum);
                    Optional<Duration> asked = failure.filter(ProviderFailure.RetryLater.class::isInstance)
                            .flatMap(later -> ((ProviderFailure.RetryLater) later).after());
                    agenda.put(
                            key,
                            nanoTime.getAsLong()
                                    + RetryPolicy.PASSING.after(inARow, asked).toNanos());
                }
            }
        });
    }

    private static long anHourFrom(long now) {
        return now + BETWEEN_VALIDATIONS.minus(random(Duration.ofMinutes(5))).toNanos();
    }

    /** Whether no token is being looked after right now. */
    boolean isIdle() {
        return underWay.isEmpty();
    }

    private void work(Object key, Runnable task) {
        underWay.add(key);
        workers.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                if (StorageFailure.isReasonOf(e)) {
                    // Whoever watches the database reports that it does not answer.
                    log.debug("{} waits for the database", key, e);
                } else {
                    log.error(
                            "{} checking the token failed, retrying: {}",
                            key,
                            e.getClass().getSimpleName());
                }
            } finally {
                underWay.remove(key);
            }
        });
    }

    private static boolean isDueAhead(Credential credential, Instant now, Duration spread) {
        Instant end = credential.token().expiresAt().orElse(Instant.MIN);
        if (credential.token().accessToken().isEmpty() || end.equals(Instant.MIN)) {
            return true;
        }
        Instant due = end.minus(TokenExpiryPolicy.MARGIN);
        // Every second for every token, of which hardly any ends soon.
        return !now.isBefore(due)
                && !now.isBefore(
                        due.plus(spread.multipliedBy(place(credential.key())).dividedBy(PLACES)));
    }

    /** Spreads them evenly, even if ids are consecutive and so have adjacent hash codes. */
    private static long place(CredentialKey key) {
        return (Integer.toUnsignedLong(key.hashCode() * GOLDEN_RATIO) * PLACES) >>> Integer.SIZE;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration random(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }
}
