package bot.herald.discord.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.Application;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.IdentityProvider;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.TokenGrant;
import bot.herald.config.DiscordConfig;
import bot.herald.identity.DiscordName;
import bot.herald.identity.Provider;
import bot.herald.identity.Secret;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.NoListener;
import bot.herald.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A simulated Discord, strict about its tokens, with an application of ours there. */
final class DiscordAtSimulator implements AutoCloseable {
    static final Secret VERIFIER = new Secret("v".repeat(64));

    final TestClock clock = new TestClock();
    final DiscordSimulator discord =
            DiscordSimulator.start(DiscordOptions.defaults().withClock(clock));
    final DiscordIdentity identity = identity(discord.clientSecret());
    private final HttpClient client = HttpClient.newHttpClient();

    DiscordIdentity identity(String secret) {
        return identity(discord.baseUrl(), discord.clientId(), new Secret(secret), clock);
    }

    /** @param at where the simulated Discord is */
    static DiscordIdentity identity(URI at, String clientId, Secret secret, Clock clock) {
        DiscordConfig config = new DiscordConfig(
                clientId,
                secret,
                Optional.empty(),
                new DiscordConfig.Endpoints(at, at.resolve("/api/v10"), URI.create("ws://localhost:1")));
        return new DiscordIdentity(
                new DiscordHttp(URI.create("http://localhost:8080")),
                config,
                URI.create("http://localhost:8080/auth/discord/callback"),
                clock);
    }

    /** What the browser of somebody who agrees brings back. */
    Secret code(String username) {
        URI page = identity.authorizeUri(RequestedScopes.OF_DISCORD, "state", false, VERIFIER);
        HttpRequest yes = HttpRequest.newBuilder(URI.create(discord.baseUrl() + "/oauth2/authorize"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        page.getRawQuery() + "&person=" + username + "&decision=allow", UTF_8))
                .build();
        try {
            String back = client.send(yes, BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            return new Secret(back.replaceFirst(".*[?&]code=([^&]+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    TokenGrant grant(String username) {
        return ((TokenAnswer.Granted) identity.exchangeCode(code(username), VERIFIER)).grant();
    }

    /** Somebody who has logged in. */
    CredentialKey loggedIn(CredentialService credentials, String username) {
        TokenGrant grant = grant(username);
        DiscordIdentity.Who who = identity.who(grant.accessToken());
        CredentialKey key =
                CredentialKey.login(((DiscordIdentity.Who.Is) who).profile().id());
        credentials.put(key, new DiscordName(username), grant, grant.scopes());
        return key;
    }

    /** As one process of Herald's holds them. */
    CredentialService credentials(CredentialStore store, IdentityProvider provider) {
        return credentials(store, discord.clientId(), provider, clock);
    }

    static CredentialService credentials(
            CredentialStore store, String clientId, IdentityProvider provider, Clock clock) {
        CredentialService credentials = new CredentialService(
                List.of(new Application(clientId, provider, new ClientStanding(Provider.DISCORD, clock))),
                store,
                new NoListener(),
                new NoListener(),
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
        credentials.load();
        return credentials;
    }

    @Override
    public void close() {
        discord.close();
    }
}
