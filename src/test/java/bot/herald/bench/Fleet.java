package bot.herald.bench;

import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TokenPair;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated Twitch with many channels, and a database in which all of them are connected; a public test fixture. */
public final class Fleet implements AutoCloseable {
    private static final String SECRET_VARIABLE = "SECRET_OF_THE_BENCHMARK";
    private static final Set<String> BOT_SCOPES = Set.of(
            "user:read:chat",
            "user:write:chat",
            "user:bot",
            "user:read:moderated_channels",
            "moderator:manage:shoutouts",
            "moderator:manage:announcements",
            "moderator:read:followers");

    private final Path folder;
    private final TwitchSimulator twitch;
    private final SimulatedUser bot;
    private final Map<String, String> environment;
    private final List<SimulatedUser> channels = new ArrayList<>();
    /** Of the bots by their numbers. */
    private final Map<Integer, Integer> ports = new HashMap<>();

    private Fleet(Path folder, TwitchSimulator twitch, Map<String, String> more) {
        this.folder = folder;
        this.twitch = twitch;
        this.bot = twitch.user("heraldbot");
        this.environment = new HashMap<>(more);
        environment.put(SECRET_VARIABLE, twitch.clientSecret());
    }

    /**
     * @param folder for the bot's files; must be empty
     * @param transport as in the configuration
     */
    static Fleet of(int channels, String transport, Path folder) throws InterruptedException {
        return of(channels, transport, folder, SimulatorOptions.defaults());
    }

    /** The same at a Twitch that behaves as {@code options} say. */
    public static Fleet of(int channels, String transport, Path folder, SimulatorOptions options)
            throws InterruptedException {
        return of(channels, transport, folder, options, Map.of());
    }

    /** @param more of the configuration, as environment variables */
    public static Fleet of(
            int channels, String transport, Path folder, SimulatorOptions options, Map<String, String> more)
            throws InterruptedException {
        Fleet fleet = new Fleet(folder, TwitchSimulator.start(options), more);
        for (int number = 1; number <= channels; number++) {
            fleet.channels.add(fleet.twitch.user("channel" + number));
        }
        fleet.configure(transport);
        fleet.connectAll();
        return fleet;
    }

    public TwitchSimulator twitch() {
        return twitch;
    }

    public List<SimulatedUser> channels() {
        return List.copyOf(channels);
    }

    public SimulatedUser bot() {
        return bot;
    }

    /** Starts the bot on this fleet. */
    public BotProcess start(String... jvm) {
        return start(1, "bot.log", jvm);
    }

    /**
     * Starts one of several bots on this fleet's database.
     *
     * @param number each has a port of its own, also when it is started again; the address for browsers leads to the first
     * @param log the file in the folder that it writes to
     */
    public BotProcess start(int number, String log, String... jvm) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("HERALD_WEB_PORT", Integer.toString(port(number)));
        return BotProcess.start(
                folder,
                log,
                URI.create("http://localhost:" + port(number)),
                own,
                List.of(jvm),
                "run",
                "--config",
                "config.yaml");
    }

    /** The same out of the jar, as it is shipped. */
    BotProcess startJar(Path jar, List<String> jvm) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("HERALD_WEB_PORT", Integer.toString(port(1)));
        URI address = URI.create("http://localhost:" + port(1));
        return BotProcess.startJar(jar, folder, address, own, jvm, "run", "--config", "config.yaml");
    }

    /** Of how many subscriptions Twitch tells the bot. */
    int enabled(Set<String> types) {
        return (int) twitch.subscriptions().stream()
                .filter(one -> one.enabled() && (types.isEmpty() || types.contains(one.type())))
                .count();
    }

    /** Runs another command of the program on the same files; what it printed. */
    public String command(String... arguments) throws InterruptedException {
        return BotProcess.command(folder, environment, arguments);
    }

    private int port(int number) {
        return ports.computeIfAbsent(number, unused -> FreePort.next());
    }

    private void configure(String transport) {
        write(
                "config.yaml",
                SimulatedTwitch.yaml(twitch, "${" + SECRET_VARIABLE + "}") + """
                  eventsub:
                    transport: %s
                web:
                  public-url: http://localhost:%d
                """.formatted(transport, port(1)));
    }

    /** The way of those who come from the older bot: thousands of channels at once. */
    private void connectAll() throws InterruptedException {
        Path old = folder.resolve("old.db");
        long end = Instant.now().plus(Duration.ofHours(3)).toEpochMilli();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE channels (id INTEGER PRIMARY KEY, twitch_id TEXT, login TEXT,"
                    + " display_name TEXT)");
            statement.execute("CREATE TABLE bot_auth (twitch_user_id TEXT, access_token TEXT, refresh_token TEXT,"
                    + " scopes TEXT, expires_at INTEGER)");
            statement.execute("CREATE TABLE channel_auth (channel_id INTEGER UNIQUE, access_token TEXT,"
                    + " refresh_token TEXT, scopes TEXT, expires_at INTEGER)");
            insertBot(connection, end);
            insertChannels(connection, end);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        command("db", "import", "old.db", "--config", "config.yaml");
    }

    private void insertBot(Connection connection, long end) throws SQLException {
        TokenPair token = twitch.grant(bot.id(), BOT_SCOPES);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bot_auth VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, bot.id());
            insert.setString(2, token.accessToken());
            insert.setString(3, token.refreshToken());
            insert.setString(4, String.join(" ", BOT_SCOPES));
            insert.setLong(5, end);
            insert.executeUpdate();
        }
    }

    private void insertChannels(Connection connection, long end) throws SQLException {
        try (PreparedStatement channel = connection.prepareStatement("INSERT INTO channels VALUES (?, ?, ?, ?)");
                PreparedStatement auth =
                        connection.prepareStatement("INSERT INTO channel_auth VALUES (?, ?, ?, ?, ?)")) {
            int number = 0;
            for (SimulatedUser user : channels) {
                number++;
                TokenPair token = twitch.grant(user.id(), Set.of("channel:bot", "moderation:read"));
                channel.setInt(1, number);
                channel.setString(2, user.id());
                channel.setString(3, user.login());
                channel.setString(4, user.displayName());
                channel.addBatch();
                auth.setInt(1, number);
                auth.setString(2, token.accessToken());
                auth.setString(3, token.refreshToken());
                auth.setString(4, "channel:bot moderation:read");
                auth.setLong(5, end);
                auth.addBatch();
            }
            channel.executeBatch();
            auth.executeBatch();
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        twitch.close();
    }
}
