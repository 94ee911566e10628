package bot.herald.auth;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.TokenRefresher.Outcome;
import bot.herald.identity.TwitchFailure;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes a token once for all who need it, and sees to what follows from the result: what is held from then on, whether
 * and when it is tried again, and what those who waited are told. Safe for concurrent use.
 */
final class SharedRefresh {
    private static final Logger log = LoggerFactory.getLogger(SharedRefresh.class);

    private final TokenRefresher refresher;
    private final HeldCredentials held;
    private final RefreshBackoff<CredentialKey> backoff;
    private final ClientStanding standing;
    private final TokenExpiryPolicy policy;
    private final CredentialObserver observer;
    private final SingleFlight<CredentialKey, Answer> flights = new SingleFlight<>();

    SharedRefresh(
            TokenRefresher refresher,
            HeldCredentials held,
            RefreshBackoff<CredentialKey> backoff,
            ClientStanding standing,
            TokenExpiryPolicy policy,
            CredentialObserver observer) {
        this.refresher = refresher;
        this.held = held;
        this.backoff = backoff;
        this.standing = standing;
        this.policy = policy;
        this.observer = observer;
    }

    /**
     * Joins the refresh under way, or does it. Blocks for at most one refresh.
     *
     * @return the newer token, or the old one where that still works and no newer one can be had, or why there is none
     */
    Answer refresh(Credential stale) {
        return flights.join(
                stale.key(),
                () -> fly(stale),
                Answers.unavailable(new TwitchFailure.RetryLater("the refresh was broken off", Optional.empty())));
    }

    /** Why a refresh just now has brought no newer token. */
    TwitchFailure hindrance(CredentialKey key) {
        return standing.refusal()
                .orElseGet(() -> new TwitchFailure.RetryLater("Twitch gave no new token", backoff.remaining(key)));
    }

    private Answer fly(Credential stale) {
        CredentialKey key = stale.key();
        Credential current = held.find(key).orElse(stale);
        if (current.version() > stale.version()) {
            // Between the caller's look and this flight another flight has landed.
            return Answers.of(current);
        }
        Optional<TwitchFailure> refusal = standing.refusal();
        if (refusal.isPresent()) {
            return usableOr(current, refusal.get());
        }
        Optional<Duration> pause = backoff.remaining(key);
        if (pause.isPresent()) {
            return usableOr(current, new TwitchFailure.RetryLater("waiting after a failed refresh", pause));
        }
        return landed(current, outcome(current));
    }

    private Outcome outcome(Credential current) {
        try {
            return refresher.refresh(current);
        } catch (RuntimeException e) {
            // Most likely the database is away, which is no reason to do without a token that is still good.
            return new Outcome.Postponed(new TwitchFailure.RetryLater(
                    "the database does not answer (" + e.getClass().getSimpleName() + ")", Optional.empty()));
        }
    }

    private Answer landed(Credential before, Outcome outcome) {
        if (outcome instanceof Outcome.Renewed renewed) {
            standing.accepted();
            return landedWith(renewed.credential(), "renewed");
        }
        if (outcome instanceof Outcome.Adopted adopted) {
            return landedWith(adopted.credential(), "adopted");
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            Credential dead = rejected.credential();
            log.error(
                    "user={} login={} purpose={} needs to connect again: {}",
                    dead.key().userId(),
                    dead.login(),
                    dead.key().purpose().text(),
                    dead.detail());
            return landedWith(dead, "rejected");
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            return postponed(before, postponed.failure());
        }
        held.forget(before.key());
        backoff.succeeded(before.key());
        return Answers.notConnected();
    }

    private Answer landedWith(Credential credential, String outcome) {
        backoff.succeeded(credential.key());
        held.adopt(credential);
        observer.refreshed(credential.key(), outcome);
        return Answers.of(credential);
    }

    private Answer postponed(Credential before, TwitchFailure failure) {
        if (failure instanceof TwitchFailure.Misconfigured wrong) {
            standing.refused(wrong);
            observer.refreshed(before.key(), "misconfigured");
        } else {
            Optional<Duration> after =
                    failure instanceof TwitchFailure.RetryLater later ? later.after() : Optional.empty();
            backoff.failed(before.key(), after);
            log.warn("{} refresh postponed: {}", before.key(), failure.reason());
            observer.refreshed(before.key(), "retry");
        }
        return usableOr(before, failure);
    }

    /** The old token, as long as Twitch takes it: a failed refresh ahead of time is no reason to stop working. */
    private Answer usableOr(Credential credential, TwitchFailure failure) {
        return policy.isUsable(credential.token()) ? Answers.of(credential) : Answers.unavailable(failure);
    }
}
