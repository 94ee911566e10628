package bot.herald.twitch.door;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AppAccessToken;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app's token if it is at hand; after a 401, a new one only if it comes within half a second. For callers that can use
 * another token instead.
 */
final class ImmediateAppToken implements TokenSource {
    private static final Logger log = LoggerFactory.getLogger(ImmediateAppToken.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ExecutorService renewals = SpareThreads.of("app-token-for-chat", 1);
    private final AppAccessToken app;

    ImmediateAppToken(AppAccessToken app) {
        this.app = app;
    }

    @Override
    public AccessTokens.Answer get() {
        return app.held()
                .<AccessTokens.Answer>map(AccessTokens.Answer.Available::new)
                .orElseGet(() -> new AccessTokens.Answer.Unavailable(later()));
    }

    @Override
    public AfterUnauthorized afterUnauthorized(Secret refused) {
        try {
            return renewals.submit(() -> app.afterUnauthorized(refused))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new AfterUnauthorized.Later(later());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AfterUnauthorized.Later(later());
        } catch (ExecutionException e) {
            log.error("refreshing the app access token failed inside Herald", e);
            return new AfterUnauthorized.Later(later());
        }
    }

    private static ProviderFailure.RetryLater later() {
        return new ProviderFailure.RetryLater("the app's token is being renewed", Optional.empty());
    }
}
