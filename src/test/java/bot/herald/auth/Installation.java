package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TokenPair;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.NoListener;
import bot.herald.testing.TestDatabase;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.HttpOAuthClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Credentials in a real database, refreshed over real HTTP at the simulated Twitch. */
final class Installation implements AutoCloseable {
    /** Long, because this machine may be busy; who wants to see it run out takes a short one. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_BOT);

    final TwitchSimulator twitch;
    final TestDatabase database;
    final CredentialService credentials;
    private final Clock clock;

    Installation(Path folder, SimulatorOptions options, Clock clock) {
        this(folder, DatabaseKind.usual(), options, clock);
    }

    Installation(Path folder, DatabaseKind kind, SimulatorOptions options, Clock clock) {
        this.clock = clock;
        this.twitch = TwitchSimulator.start(options);
        this.database = new TestDatabase(folder, kind);
        this.credentials = service(database.credentials());
    }

    CredentialService service(CredentialStore store) {
        return service(
                store, oauth(twitch.oauthUrl(), twitch.clientId(), twitch.clientSecret()), clock, twitch.clientId());
    }

    static CredentialService service(CredentialStore store, OAuthClient oauth, Clock clock, String clientId) {
        return new CredentialService(
                List.of(new Application(clientId, oauth, new ClientStanding(clock))),
                store,
                new NoListener(),
                new NoListener(),
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
    }

    OAuthClient oauth() {
        return oauth(twitch.oauthUrl(), twitch.clientId(), twitch.clientSecret());
    }

    static OAuthClient oauth(String url, String clientId, String clientSecret) {
        return oauth(url, clientId, clientSecret, TIMEOUT);
    }

    static OAuthClient oauth(String url, String clientId, String clientSecret, Duration timeout) {
        return new HttpOAuthClient(
                new TwitchHttp(timeout),
                URI.create(url),
                clientId,
                new Secret(clientSecret),
                URI.create("http://localhost:8080/auth/callback"));
    }

    /** A channel that connected just now. */
    CredentialKey connect(String login) {
        SimulatedUser user = twitch.user(login);
        TokenPair pair = twitch.grant(user.id(), Set.of("channel:bot"));
        CredentialKey key = CredentialKey.channel(new TwitchUserId(user.id()));
        credentials.put(
                key,
                new TwitchLogin(login),
                new TokenGrant(
                        new Secret(pair.accessToken()),
                        Optional.of(new Secret(pair.refreshToken())),
                        Optional.of(Duration.ofSeconds(pair.expiresIn())),
                        SCOPES,
                        "bearer"),
                SCOPES);
        return key;
    }

    /** How often the token endpoint was asked. */
    int tokenRequests() {
        return twitch.requests().count("POST", "/oauth2/token");
    }

    int validations() {
        return twitch.requests().count("GET", "/oauth2/validate");
    }

    @Override
    public void close() {
        database.close();
        twitch.close();
    }
}
