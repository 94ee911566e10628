package bot.herald.auth;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes grants at their provider, in one attempt each: if it cannot be reached, the grant stays. Safe for concurrent use. */
final class GrantRevocation {
    private static final Logger log = LoggerFactory.getLogger(GrantRevocation.class);

    private final IdentityProviders providers;
    private final TokenExpiryPolicy policy;
    private final ExecutorService background = SpareThreads.of("old-grants", 1);

    GrantRevocation(IdentityProviders providers, TokenExpiryPolicy policy) {
        this.providers = providers;
        this.policy = policy;
    }

    /** Blocks for one request. */
    void revoke(CredentialKey key, Secret accessToken) {
        providers
                .of(key)
                .revoke(accessToken)
                .ifPresent(failure -> log.warn(
                        "{} could not be revoked on {}: {}", key, key.provider().title(), failure.reason()));
    }

    /** Revokes, in the background, a grant that a newer one of the same account replaced. */
    void revokeReplaced(Credential replaced) {
        IdentityProvider provider = providers.of(replaced.key());
        if (replaced.isUsable() && !provider.revokesEveryGrant()) {
            background.execute(() -> {
                Optional<ProviderFailure> failure =
                        liveAccessToken(provider, replaced.token()).flatMap(provider::revoke);
                failure.ifPresent(cause -> log.info(
                        "{} its older grant could not be revoked on {}: {}",
                        replaced.key(),
                        provider.provider().title(),
                        cause.reason()));
            });
        }
    }

    /** Only a live access token ends its grant, so one that has expired is refreshed first. */
    private Optional<Secret> liveAccessToken(IdentityProvider provider, StoredToken token) {
        return policy.isUsable(token)
                ? token.accessToken()
                : token.refreshToken().flatMap(refreshToken -> refreshed(provider, refreshToken));
    }

    private static Optional<Secret> refreshed(IdentityProvider provider, Secret refreshToken) {
        return provider.refresh(refreshToken) instanceof TokenAnswer.Granted granted
                ? Optional.of(granted.grant().accessToken())
                : Optional.empty();
    }

    /** Accepts no more; what is queued still runs. */
    void shutDown() {
        background.shutdown();
    }

    /** Waits for what is under way, and interrupts it after {@code patience}. */
    void awaitEnd(Duration patience) {
        try {
            if (!background.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
