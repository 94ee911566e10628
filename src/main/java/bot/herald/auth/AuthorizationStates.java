package bot.herald.auth;

import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.auth.PendingAuthorizations.TooManyPendingException;
import bot.herald.identity.Provider;
import bot.herald.identity.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The states that browsers carry to a provider and back: each is unguessable, works once, for ten minutes, for that provider, and only
 * in the browser that began. Safe for concurrent use.
 */
public final class AuthorizationStates {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final PendingAuthorizations pending;
    private final Clock clock;

    public AuthorizationStates(PendingAuthorizations pending, Clock clock) {
        this.pending = pending;
        this.clock = clock;
    }

    /** @param verifier for PKCE; made of the state and the browser's cookie, so that it need not be kept anywhere */
    public record Begun(String state, Secret verifier) {}

    /** @param verifier as it was when it began */
    public record Returned(PendingAuthorization began, Secret verifier) {
        /** Where the browser wanted to go on; empty for the usual place. */
        public String page() {
            return began.page();
        }
    }

    /**
     * @param browser the value of a cookie that only this browser has
     * @throws TooManyPendingException if as many are under way as there may be
     */
    public Begun begin(Provider provider, AuthorizationRequest request, Secret browser) {
        String state = Hashes.random();
        Instant now = clock.instant();
        boolean kept = pending.add(
                new PendingAuthorization(
                        Hashes.sha256(state),
                        provider,
                        request.purpose(),
                        request.expected(),
                        request.otherBot(),
                        request.page(),
                        Hashes.sha256(browser.reveal()),
                        now.plus(LIFETIME)),
                now);
        if (!kept) {
            throw new TooManyPendingException();
        }
        return new Begun(state, verifier(state, browser));
    }

    /** What began with this state at this provider in this browser; empty if nothing did, or it is no longer good. */
    public Optional<Returned> take(Provider provider, Optional<String> state, List<Secret> browsers) {
        // A browser without our cookie began nothing here, and is not worth a database query.
        if (state.isEmpty() || browsers.isEmpty()) {
            return Optional.empty();
        }
        return pending.take(Hashes.sha256(state.get()))
                .filter(began -> began.provider() == provider)
                .filter(began -> clock.instant().isBefore(began.expiresAt()))
                .flatMap(began -> browsers.stream()
                        // Hashes are compared, so timing reveals nothing about the cookie.
                        .filter(cookie -> Hashes.sha256(cookie.reveal()).equals(began.browserHash()))
                        .findFirst()
                        .map(cookie -> new Returned(began, verifier(state.get(), cookie))));
    }

    private static Secret verifier(String state, Secret browser) {
        return new Secret(Hashes.sha256("pkce " + state + " " + browser.reveal()));
    }
}
