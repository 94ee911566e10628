package bot.herald.check;

import static java.util.stream.Collectors.toUnmodifiableSet;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.OAuthClient;
import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.auth.TokenExpiryPolicy;
import bot.herald.config.BotConfig;
import bot.herald.config.WebConfig;
import bot.herald.identity.Secret;
import bot.herald.storage.DatabaseInspection;
import bot.herald.storage.SqliteFile;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.HttpOAuthClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks everything that an installation needs to work, with one probe each. Changes nothing, here or on Twitch.
 *
 * <p>Works beside a running bot. For one run, on one thread.
 */
public final class InstallationCheck {
    private final BotConfig config;
    private final Machine machine;
    private final Function<DatabaseInspection, ScopesInUse> features;
    private final TwitchHttp http;
    private final OAuthClient oauth;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<DatabaseInspection> database = Optional.empty();
    private List<Credential> credentials = List.of();
    private Optional<URI> running = Optional.empty();

    /** @param features finds the scopes that the features enabled in a database need */
    public InstallationCheck(BotConfig config, Machine machine, Function<DatabaseInspection, ScopesInUse> features) {
        this.config = config;
        this.machine = machine;
        this.features = features;
        this.http = new TwitchHttp(machine.clock());
        this.oauth = new HttpOAuthClient(
                http,
                config.twitch().endpoints().oauth(),
                config.twitch().clientId(),
                config.twitch().clientSecret(),
                config.web().redirectUri());
    }

    /** @param offline whether to skip Twitch and Discord */
    public List<Finding> run(boolean offline) {
        findings.addAll(new JavaProbe(machine.javaVersion()).look());
        findings.add(Finding.ok("configuration", "every key is sound"));
        findings.addAll(new AddressProbe(config.web()).look());
        DatabaseProbe files = new DatabaseProbe(config.database(), machine.freeBytes());
        findings.addAll(files.look());
        database = files.opened();
        KeyProbe key = new KeyProbe(config.security(), database);
        findings.addAll(key.look());
        findings.addAll(FilesProbe.look(config));
        credentials = key.credentials();
        boolean inUse = database.flatMap(DatabaseInspection::file)
                .map(SqliteFile::isInUse)
                .orElse(false);
        PortProbe port = new PortProbe(config.web(), http, inUse);
        findings.addAll(port.look());
        running = port.running();
        if (offline) {
            findings.add(Finding.skipped("Twitch", "not asked (--offline)"));
            accounts(Optional.empty(), false, key);
            config.discord().ifPresent(discord -> findings.add(Finding.skipped("Discord", "not asked (--offline)")));
        } else {
            atTwitch(key);
            config.discord()
                    .ifPresent(discord -> findings.addAll(DiscordProbe.of(discord, config.web(), machine.clock())
                            .look()));
        }
        return List.copyOf(findings);
    }

    /** The database, if {@link #run} could open it. */
    Optional<DatabaseInspection> database() {
        return database;
    }

    List<Credential> credentials() {
        return credentials;
    }

    /** Where this installation's bot listens; empty if it is not running. */
    Optional<URI> running() {
        return running;
    }

    BotConfig config() {
        return config;
    }

    private void atTwitch(KeyProbe key) {
        TwitchProbe twitch = new TwitchProbe(config.twitch().endpoints(), http, machine.clock());
        findings.addAll(twitch.look());
        if (!twitch.reached()) {
            findings.add(Finding.skipped("client ID", "Twitch cannot be asked"));
            accounts(Optional.empty(), false, key);
            return;
        }
        ClientProbe client = new ClientProbe(oauth);
        findings.addAll(client.look());
        try {
            findings.addAll(
                    client.idAccepted()
                            ? new RedirectProbe(config.web(), oauth, http).look()
                            : List.of(Finding.skipped("redirect address", "Twitch needs a client ID it knows")));
            accounts(client.token(), true, key);
        } finally {
            // Do not leave an unused token valid on Twitch.
            client.token().ifPresent(token -> {
                oauth.revoke(token);
            });
        }
    }

    private void accounts(Optional<Secret> appToken, boolean askTwitch, KeyProbe key) {
        if (database.isEmpty() && findings.stream().anyMatch(DatabaseProbe::saysUnusable)) {
            findings.add(Finding.skipped("accounts", "the database cannot be read"));
        } else if (database.isPresent()
                && key.cipher().isEmpty()
                && database.get().hasTokens()) {
            findings.add(Finding.skipped("accounts", "their tokens cannot be opened"));
        } else {
            Set<CredentialKey> dead = askTwitch ? deadAtTwitch(key) : Set.of();
            ScopesInUse scopes = database.map(features).orElse(ScopesInUse.BASE);
            findings.addAll(new AccountsProbe(config, credentials, dead, scopes).look());
        }
        findings.addAll(new NamesProbe(
                        config.web(),
                        database.map(DatabaseInspection::pinnedLogins).orElse(Map.of()),
                        credentials)
                .look());
        findings.addAll(new LimitsProbe(
                        config,
                        database,
                        new HelixTransport(http, config.twitch().clientId()),
                        appToken)
                .look());
    }

    /** In parallel: each token is a request, and there may be hundreds. */
    private Set<CredentialKey> deadAtTwitch(KeyProbe key) {
        return credentials.parallelStream()
                .filter(credential -> credential.key().purpose() != Purpose.LOGIN)
                .filter(credential -> isDeadAtTwitch(credential, key))
                .map(Credential::key)
                .collect(toUnmodifiableSet());
    }

    /** Only for tokens that should be valid now. Expired ones are for the bot to refresh. */
    private boolean isDeadAtTwitch(Credential credential, KeyProbe key) {
        Optional<Secret> token = credential.token().accessToken();
        if (token.isEmpty() || new TokenExpiryPolicy(machine.clock()).isDue(credential.token())) {
            return false;
        }
        return oauth.validate(token.get()) instanceof ValidationAnswer.Invalid && !wasReplaced(credential, key);
    }

    /** Whether a running bot has refreshed the token since it was read. */
    private boolean wasReplaced(Credential credential, KeyProbe key) {
        CredentialKey wanted = credential.key();
        return database.flatMap(look -> key.cipher().map(look::credentials)).orElse(List.of()).stream()
                .anyMatch(now -> now.key().equals(wanted) && now.version() != credential.version());
    }

    /** Whether this Java is new enough. */
    private record JavaProbe(int version) {
        private static final int LEAST = 17;

        List<Finding> look() {
            return List.of(
                    version >= LEAST
                            ? Finding.ok("Java", "version " + version)
                            : Finding.wrong(
                                    "Java",
                                    "version " + version + " is too old",
                                    "Install Java " + LEAST + " or newer, and start Herald with it."));
        }
    }

    /** Whether Twitch accepts {@code web.public-url}: https, or http with the host {@code localhost}. */
    private record AddressProbe(WebConfig web) {
        private static final String SUBJECT = "public address";

        List<Finding> look() {
            URI address = web.publicUrl();
            String host = address.getHost().toLowerCase(Locale.ROOT);
            if (address.getScheme().equalsIgnoreCase("https") || host.equals("localhost")) {
                return List.of(web.disagreement()
                        // With a tunnel or a web server in front it may work; we cannot tell.
                        .map(
                                difference -> Finding.warning(
                                        SUBJECT,
                                        address + " " + difference,
                                        "Unless something in between forwards it, make web.public-url, web.bind and web.port agree."))
                        .orElseGet(() -> Finding.ok(
                                SUBJECT,
                                address + (web.isOnThisMachineOnly() ? ", which works on this machine only" : ""))));
            }
            boolean loopback = host.startsWith("127.") || host.equals("[::1]");
            return List.of(
                    loopback
                            ? Finding.warning(
                                    SUBJECT,
                                    "Twitch takes http only for the name localhost, not for " + host,
                                    "Set web.public-url to http://localhost"
                                            + (address.getPort() < 0 ? "" : ":" + address.getPort())
                                            + ", here and at dev.twitch.tv/console.")
                            : Finding.wrong(
                                    SUBJECT,
                                    address + " is not https, which Twitch requires outside of localhost",
                                    "Put a web server with a certificate in front (docs/operating.md), and set"
                                            + " web.public-url to its https address."));
        }
    }
}
