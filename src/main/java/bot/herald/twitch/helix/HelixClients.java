package bot.herald.twitch.helix;

import bot.herald.identity.Secret;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.TwitchHelixBuilder;
import com.netflix.config.ConfigurationManager;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds {@code TwitchHelix} so that it serves many channels at once. */
public final class HelixClients {
    private static final int THREADS = 32;
    private static final int QUEUE = 10_000;
    private static final int TIMEOUT_MILLIS = 15_000;

    private HelixClients() {}

    /**
     * A client for Helix at {@code base}, built at its first use: Twitch4J and what it stands on take a quarter of the start, and
     * only who connects an account needs it.
     *
     * <p>Safe for concurrent use.
     *
     * @param credentials asked for once, when the client is built
     */
    public static Supplier<TwitchHelix> helix(
            URI base, String clientId, Secret clientSecret, Supplier<CredentialManager> credentials) {
        return new Supplier<>() {
            private @Nullable TwitchHelix built;

            @Override
            public synchronized TwitchHelix get() {
                TwitchHelix client = built;
                if (client == null) {
                    client = build(base, clientId, clientSecret, credentials.get());
                    built = client;
                }
                return client;
            }
        };
    }

    /**
     * Hystrix's settings are the process's and fixed at the first call: ten threads without a queue would reject most of a
     * thousand channels, and its circuit breaker counts 4xx answers, so one channel's fault would silence all.
     */
    private static TwitchHelix build(URI base, String clientId, Secret clientSecret, CredentialManager credentials) {
        var hystrix = ConfigurationManager.getConfigInstance();
        hystrix.setProperty("hystrix.threadpool.default.coreSize", THREADS);
        hystrix.setProperty("hystrix.command.default.circuitBreaker.enabled", false);
        return TwitchHelixBuilder.builder()
                .withBaseUrl(base.toString())
                .withClientId(clientId)
                .withClientSecret(clientSecret.reveal())
                .withCredentialManager(credentials)
                .withRequestQueueSize(QUEUE)
                .withTimeout(TIMEOUT_MILLIS)
                .build();
    }
}
