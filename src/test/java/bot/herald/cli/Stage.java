package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.app.Herald;
import bot.herald.config.AccountConfig;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.DiscordConfig;
import bot.herald.config.FetchConfig;
import bot.herald.config.LogConfig;
import bot.herald.config.MoveInConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import bot.herald.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The whole bot against the simulated Twitch, over real HTTP and sockets on loopback. */
final class Stage implements AutoCloseable {
    static final String BOT = "heraldbot";
    private static final Duration SOON = Duration.ofSeconds(60);

    final TwitchSimulator twitch;
    final URI address;
    final List<String> announced = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final DatabaseKind kind;
    private final int port;
    private final Clock clock;
    Registration registration = Registration.OPEN;
    List<String> admins = List.of();
    Optional<TwitchLogin> botLogin = Optional.empty();
    Optional<Endpoints> endpoints = Optional.empty();
    Transport transport = Transport.WEBSOCKET;
    Optional<DiscordConfig> discord = Optional.empty();
    boolean verified;
    Herald herald;

    Stage(Path folder) {
        this(folder, SimulatorOptions.defaults());
    }

    Stage(Path folder, SimulatorOptions options) {
        this(folder, options, DatabaseKind.usual());
    }

    Stage(Path folder, SimulatorOptions options, DatabaseKind kind) {
        this.folder = folder;
        this.kind = kind;
        this.clock = options.clock();
        this.port = FreePort.next();
        this.address = URI.create("http://localhost:" + port);
        this.twitch = SimulatedTwitch.start(options, port);
        this.herald = startHerald();
    }

    private Herald startHerald() {
        return Herald.start(config(), clock, announced::add);
    }

    BotConfig config() {
        return new BotConfig(
                new TwitchConfig(
                        twitch.clientId(),
                        new Secret(twitch.clientSecret()),
                        endpoints.orElseGet(() -> Endpoints.of(
                                URI.create(twitch.oauthUrl()),
                                URI.create(twitch.helixUrl()),
                                URI.create(twitch.eventSubWebSocketUrl()))),
                        new EventSubConfig(transport, OptionalInt.of(2))),
                new AccountConfig(botLogin, "!", verified),
                new WebConfig("127.0.0.1", port, address, admins, registration, List.of()),
                new DatabaseConfig(TestDatabase.url(folder, kind), "", new Secret(""), DatabaseConfig.Backup.OFF),
                new SecurityConfig(folder.resolve("herald.key")),
                LogConfig.DEFAULT,
                Optional.of(folder.resolve("plugins")),
                MoveInConfig.DEFAULT,
                FetchConfig.DEFAULT,
                discord);
    }

    /** Starts it again once Twitch has noticed that its sockets are gone: it must not take their subscriptions for new ones. */
    void restart() {
        herald.close();
        await().atMost(SOON).until(() -> twitch.sockets().count() == 0);
        herald = startHerald();
    }

    /** Ends the bot, Twitch goes on. */
    void stop() {
        herald.close();
    }

    void connectBot() {
        assertThat(new ScriptedBrowser().agree(herald.setupLink(), BOT).statusCode())
                .isEqualTo(200);
    }

    SimulatedUser connectChannel(String login) {
        HttpResponse<String> page = new ScriptedBrowser().agree(channelLink(), login);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return twitch.user(login);
    }

    /** Connects a channel whose owner grants only these scopes. */
    SimulatedUser connectChannel(String login, String scopes) {
        ScriptedBrowser browser = new ScriptedBrowser();
        URI consent = browser.open(channelLink()).uri();
        HttpResponse<String> page = browser.agree(asking(consent, scopes), login);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return twitch.user(login);
    }

    /** Waits until Twitch tells the bot of these events in the channel; connecting waits only for chat and raids. */
    void awaitSubscribed(SimulatedUser channel, String... types) {
        twitch.awaitSubscriptions(
                all -> Stream.of(types)
                        .allMatch(type -> all.stream()
                                .anyMatch(one -> one.enabled()
                                        && one.type().equals(type)
                                        && one.condition().containsValue(channel.id()))),
                SOON);
    }

    /** Waits until every planned subscription has been made or refused, the conduit's own included. */
    void awaitSettled() {
        await().atMost(SOON).until(() -> isSettled(address));
        if (transport == Transport.CONDUIT) {
            twitch.awaitSubscriptions(
                    all -> all.stream()
                            .anyMatch(one -> one.enabled() && one.type().equals("conduit.shard.disabled")),
                    SOON);
        }
    }

    /** Whether the Herald there is ready and has made every planned subscription, or was refused it. */
    static boolean isSettled(URI herald) {
        ScriptedBrowser browser = new ScriptedBrowser();
        return browser.open(herald.resolve("/metrics")).body().lines().noneMatch(Stage::isUnderWay)
                && browser.open(herald.resolve("/readyz")).statusCode() == 200;
    }

    private static boolean isUnderWay(String metric) {
        return metric.startsWith("herald_eventsub_subscriptions{")
                && (metric.contains("state=\"pending\"") || metric.contains("state=\"retrying\""));
    }

    URI channelLink() {
        return address.resolve("/auth/channel");
    }

    /** Twitch's consent page, asking for other scopes than Herald did. */
    static URI asking(URI consent, String scopes) {
        return URI.create(consent.toString()
                .replaceFirst("([?&]scope=)[^&]*", "$1" + URLEncoder.encode(scopes, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> get(String path) {
        return new ScriptedBrowser().open(address.resolve(path));
    }

    @Override
    public void close() {
        herald.close();
        twitch.close();
    }
}
