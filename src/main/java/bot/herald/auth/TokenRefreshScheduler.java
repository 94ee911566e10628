package bot.herald.auth;

import bot.herald.auth.ValidationSchedule.Reason;
import bot.herald.identity.ProviderFailure;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes tokens before anybody has to wait for it, and validates every Twitch token at start and hourly, as Twitch
 * demands. Where instances work together, one of them does so for all. Tokens that are needed and could not be refreshed
 * are retried soon, whether anybody asks or not.
 *
 * <p>Works in the background on a few tokens at a time, spread out, so that a thousand that expire together do not reach
 * Twitch together.
 */
public final class TokenRefreshScheduler implements Component {
    private static final Logger log = LoggerFactory.getLogger(TokenRefreshScheduler.class);
    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(1);
    /** Short, because a channel without a token can neither be read nor written to. */
    private static final Duration BETWEEN_RETRIES = Duration.ofMillis(200);

    /** Early refreshes fit into the five minutes that a due token still lives, less the time a slow Twitch needs. */
    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(3);

    private static final Duration FIRST_VALIDATIONS = Duration.ofMinutes(1);
    private static final int AT_A_TIME = 4;
    /** Limits the line of retries, so that none runs long after it was found due. */
    private static final int RETRIES_IN_LINE = 16;
    /** Within the time that a supervisor gives a process to end. */
    private static final Duration LAST_REFRESHES = Duration.ofSeconds(2);

    private static final int PLACES = 1_000;
    /** The golden ratio as an integer: its multiples spread evenly. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private static final Token APP_TOKEN = new Token.OfApp();

    private final CredentialService credentials;
    private final AppTokenService appToken;
    private final Clock clock;
    private final WhileLeading leading;
    private final ValidationSchedule<Token> validations;
    private final Set<Token> underWay = ConcurrentHashMap.newKeySet();
    private final Recurring passes = recurring("tokens", BETWEEN_PASSES, this::tick, "checking tokens");
    private final Recurring retries =
            recurring("token-retries", BETWEEN_RETRIES, this::retry, "retrying token refreshes");
    private final ExecutorService workers = SpareThreads.of("token-work", AT_A_TIME);

    /** A token to look after, as the log names it. */
    private sealed interface Token {
        record OfApp() implements Token {
            @Override
            public String toString() {
                return "app access token";
            }
        }

        record OfAccount(CredentialKey key) implements Token {
            @Override
            public String toString() {
                return key.toString();
            }
        }
    }

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
        this.validations = new ValidationSchedule<>(nanoTime);
    }

    private static Recurring recurring(String name, Duration pause, Runnable task, String doing) {
        return new Recurring(
                name,
                pause,
                pause,
                task,
                fault -> log.error(
                        "{} failed, retrying: {}", doing, fault.getClass().getSimpleName()));
    }

    /** Validates the token within a second or two, because something suggests that the grant was revoked on Twitch. */
    public void validateSoon(CredentialKey key) {
        validations.doubt(new Token.OfAccount(key));
    }

    @Override
    public String name() {
        return passes.name();
    }

    @Override
    public void start() {
        passes.start();
        retries.start();
    }

    @Override
    public Health check() {
        Health health = passes.check();
        return (health.up() ? retries.check() : health).with(Age.REFRESH, credentials.longestRefresh());
    }

    @Override
    public void close() {
        passes.close();
        retries.close();
        workers.shutdown();
        appToken.endFetching();
        // A refresh under way has to be stored: its refresh token may work only once.
        credentials.close(LAST_REFRESHES);
        workers.shutdownNow();
    }

    /** Retries tokens that Twitch refuses or that have expired, on every instance, whether it leads or not. */
    void retry() {
        if (appToken.isDueForRetry() && !underWay.contains(APP_TOKEN)) {
            work(APP_TOKEN, appToken::get);
        }
        for (CredentialKey key : credentials.dueForRetry()) {
            if (underWay.size() >= RETRIES_IN_LINE) {
                return;
            }
            Token token = new Token.OfAccount(key);
            if (!underWay.contains(token)) {
                work(token, () -> credentials.retry(key));
            }
        }
    }

    void tick() {
        validations.takeDoubted(this::mayValidate, token -> validate(token, Reason.DOUBT));
        if (!leading.run(this::lookAfterAll)) {
            validations.endHourly();
        }
    }

    private void lookAfterAll() {
        boolean firstPass = !validations.isHourly();
        Instant now = clock.instant();
        List<Credential> all = credentials.all();
        // Spread out by the number of tokens: only a few are due in the same second.
        Duration roundOfAll = Duration.ofSeconds(all.size() / AT_A_TIME);
        Duration firstRound = shorter(roundOfAll, FIRST_VALIDATIONS);
        Duration spread = shorter(roundOfAll, LONGEST_SPREAD);
        lookAfterAppToken(firstRound);
        for (Credential credential : all) {
            CredentialKey key = credential.key();
            Token token = new Token.OfAccount(key);
            if (!credential.isUsable() || underWay.contains(token)) {
                continue;
            }
            if (!firstPass && !validations.isHourly(token)) {
                // An account connected since the last pass was validated then, which is how its login is known. An
                // imported token may have been refreshed since, which reveals no login.
                validations.add(token, isValidated(credential));
            }
            if (isDueAhead(credential, now, spread)) {
                work(token, () -> credentials.accessToken(key));
            } else if (credentials.demandsValidation(key)) {
                validateIfDue(token, firstRound);
            }
        }
        validations.removeIf(token -> token instanceof Token.OfAccount of
                && credentials.find(of.key()).isEmpty());
    }

    private static boolean isValidated(Credential credential) {
        return credential.state() == CredentialState.VALID
                && !credential.name().value().equals(credential.key().account().value());
    }

    private void lookAfterAppToken(Duration firstRound) {
        if (underWay.contains(APP_TOKEN)) {
            return;
        }
        if (!appToken.isDue()) {
            validateIfDue(APP_TOKEN, firstRound);
        } else if (appToken.mayFetch()) {
            work(APP_TOKEN, appToken::get);
        }
    }

    private void validateIfDue(Token token, Duration firstRound) {
        if (mayValidate(token) && validations.takeDue(token, firstRound)) {
            validate(token, Reason.HOURLY);
        }
    }

    /** While Twitch does not answer, a thousand validations must not stand before the refreshes. */
    private boolean mayValidate(Token token) {
        return !underWay.contains(token) && (!validations.isUnanswered(token) || underWay.size() < RETRIES_IN_LINE);
    }

    private void validate(Token token, Reason reason) {
        work(token, () -> {
            boolean answered = false;
            Optional<ProviderFailure> failure = Optional.empty();
            try {
                failure = token instanceof Token.OfAccount of ? credentials.validated(of.key()) : appToken.validated();
                answered = failure.isEmpty();
            } finally {
                if (answered) {
                    validations.answered(token);
                } else {
                    validations.unanswered(token, reason, failure.flatMap(TokenRefreshScheduler::pauseAsked));
                }
            }
        });
    }

    private static Optional<Duration> pauseAsked(ProviderFailure failure) {
        return failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty();
    }

    /** Whether no token is being looked after right now. */
    boolean isIdle() {
        return underWay.isEmpty();
    }

    private void work(Token token, Runnable task) {
        underWay.add(token);
        workers.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                if (StorageFailure.isReasonOf(e)) {
                    // The database's own watch reports that it does not answer.
                    log.debug("{} waits for the database", token, e);
                } else {
                    log.error(
                            "{} checking the token failed, retrying: {}",
                            token,
                            e.getClass().getSimpleName());
                }
            } finally {
                underWay.remove(token);
            }
        });
    }

    private static boolean isDueAhead(Credential credential, Instant now, Duration spread) {
        Instant end = credential.token().expiresAt().orElse(Instant.MIN);
        if (credential.token().accessToken().isEmpty() || end.equals(Instant.MIN)) {
            return true;
        }
        Instant due = end.minus(TokenExpiryPolicy.MARGIN);
        // The place is worked out only for the few that end soon: this runs every second for every token.
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
}
