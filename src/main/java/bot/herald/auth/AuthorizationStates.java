package bot.herald.auth;

import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.auth.PendingAuthorizations.TooManyPendingException;
import bot.herald.identity.Provider;
import bot.herald.identity.Secret;
import bot.herald.security.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * OAuth's {@code state} parameters. Each is unguessable and works once, within ten minutes, for one provider, in the
 * browser that began. Safe for concurrent use.
 */
public final class AuthorizationStates {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final PendingAuthorizations pending;
    private final Clock clock;

    public AuthorizationStates(PendingAuthorizations pending, Clock clock) {
        this.pending = pending;
        this.clock = clock;
    }

    /** @param verifier for PKCE; derived from the state and the browser's cookie, so that it need not be stored */
    public record Begun(String state, Secret verifier) {}

    /** @param verifier the same as at the beginning */
    public record Returned(PendingAuthorization began, Secret verifier) {
        /** Where the browser goes afterwards; empty for the usual page. */
        public String page() {
            return began.page();
        }
    }

    /**
     * @param browser the value of a cookie that only this browser has
     * @throws TooManyPendingException if the limit of those under way is reached
     */
    public Begun begin(Provider provider, AuthorizationRequest request, Secret browser) {
        String state = Secret.random().reveal();
        Instant now = clock.instant();
        boolean kept = pending.add(
                new PendingAuthorization(
                        Sha256.hex(state),
                        provider,
                        request.purpose(),
                        request.expected(),
                        request.otherBot(),
                        request.page(),
                        Sha256.hex(browser.reveal()),
                        now.plus(LIFETIME)),
                now);
        if (!kept) {
            throw new TooManyPendingException();
        }
        return new Begun(state, verifier(state, browser));
    }

    /** What this browser began with this state at this provider; empty if there is nothing, or it has expired. */
    public Optional<Returned> take(Provider provider, Optional<String> state, List<Secret> browsers) {
        // A browser without our cookie began nothing here, and is not worth a database query.
        if (state.isEmpty() || browsers.isEmpty()) {
            return Optional.empty();
        }
        return pending.take(Sha256.hex(state.get()))
                .filter(began -> began.provider() == provider)
                .filter(began -> clock.instant().isBefore(began.expiresAt()))
                .flatMap(began -> browsers.stream()
                        // Hashes are compared, so timing reveals nothing about the cookie.
                        .filter(cookie -> Sha256.hex(cookie.reveal()).equals(began.browserHash()))
                        .findFirst()
                        .map(cookie -> new Returned(began, verifier(state.get(), cookie))));
    }

    private static Secret verifier(String state, Secret browser) {
        return new Secret(Sha256.hex("pkce " + state + " " + browser.reveal()));
    }
}
