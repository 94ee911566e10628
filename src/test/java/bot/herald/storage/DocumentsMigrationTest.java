package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.Setting;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.feature.timer.TimerBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.DocumentStore.Stored;
import bot.herald.settings.DocumentStore.Use;
import bot.herald.settings.RecordShape;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.PostgresServer;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What channels set and made before there were documents is there afterwards, whatever it says. */
@OnEveryDatabase
class DocumentsMigrationTest {
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId BOB = new TwitchUserId("200");
    /** All that JSON and SQL give a meaning to. */
    private static final String ODD = "a \"b\" \\c\\ 'd' {user} \t \\\" \\n ${x} %s é 🎉 ,\" [ ]";

    private static final Instant SENT = Instant.parse("2029-12-01T12:00:00.123Z");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private String url = "";

    private void older() throws SQLException {
        url = kind == DatabaseKind.SQLITE ? TestDatabase.url(folder, kind) : PostgresServer.emptyDatabase();
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration")
                .target("17")
                .load()
                .migrate();
        insert(
                "INSERT INTO channel_setting (twitch_user_id, command_prefix, raid_greeting, raid_minimum_viewers,"
                        + " raid_pause_minutes, raid_announcement, shoutout_on_raid, shoutout_patience_minutes,"
                        + " ignored_logins, disabled_commands, version) VALUES (?, ?, ?, 5, 30, 1, 0, 20, ?, ?, 7)",
                "100",
                "\\",
                ODD,
                "alpha nightbot",
                "ping title");
        insert(
                "INSERT INTO channel_setting (twitch_user_id, command_prefix, raid_greeting, raid_minimum_viewers,"
                        + " raid_pause_minutes, raid_announcement, shoutout_on_raid, shoutout_patience_minutes,"
                        + " ignored_logins, disabled_commands, version) VALUES (?, NULL, ?, 0, 60, 0, 1, 15, '', '', 1)",
                "200",
                "x".repeat(5_000));
        command("100", "hi", ODD, 5, 60, "vip", 0, 1_000_000_000_000L, 3);
        word("hi", "hi", 0);
        word("\"yo\\", "hi", 2);
        word("hey", "hi", 1);
        command("100", "grüße\"", "", 0, 0, "everyone", 1, -4, 1);
        word("grüße\"", "grüße\"", 0);
        timer("water", "Drink \"water\"\n" + ODD.replace("\t", "") + "\nlast", 15, 2, SENT.toEpochMilli(), 9);
        timer("empty", "", 1, 0, 0, 1);
        insert(
                "INSERT INTO feature_setting VALUES (?, 'alerts', ?, 4)",
                "100",
                "{\"thanks\":\"" + "y".repeat(9) + "\"}");
    }

    private void command(
            String channel,
            String name,
            String text,
            int channelSeconds,
            int userSeconds,
            String role,
            int enabled,
            long uses,
            long version)
            throws SQLException {
        insert(
                "INSERT INTO command VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                channel,
                name,
                text,
                channelSeconds,
                userSeconds,
                role,
                enabled,
                uses,
                version);
    }

    private void word(String word, String command, int position) throws SQLException {
        insert("INSERT INTO command_word VALUES ('100', ?, ?, ?)", word, command, position);
    }

    private void timer(String name, String messages, int interval, int next, long sent, long version)
            throws SQLException {
        insert(
                "INSERT INTO timer (twitch_user_id, name, messages, interval_minutes, minimum_chat_lines, enabled,"
                        + " next_index, last_sent_at, version) VALUES ('100', ?, ?, ?, 5, 1, ?, ?, ?)",
                name,
                messages,
                interval,
                next,
                sent,
                version);
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Test
    void everythingIsThereAsItWas() throws SQLException {
        older();
        try (Database database = new Database(url)) {
            database.start();
            JdbiDocumentStore store = new JdbiDocumentStore(database);

            SettingsBook settings = new SettingsBook(store);
            RecordShape<ChannelSettings> shape = Setting.Reader.shape(ChannelSettings.class);
            assertThat(settings.of(ALICE))
                    .isEqualTo(shape.with(
                            ChannelSettings.DEFAULTS,
                            Map.ofEntries(
                                    Map.entry("commandPrefix", "\\"),
                                    Map.entry("raidGreeting", ODD),
                                    Map.entry("raidMinimumViewers", 5),
                                    Map.entry("raidPauseMinutes", 30),
                                    Map.entry("raidAnnouncement", true),
                                    Map.entry("shoutoutOnRaid", false),
                                    Map.entry("shoutoutPatienceMinutes", 20),
                                    Map.entry("ignoredLogins", List.of("alpha", "nightbot")),
                                    Map.entry("disabledCommands", List.of("ping", "title")),
                                    Map.entry("version", 7L))));
            assertThat(settings.of(BOB))
                    .isEqualTo(shape.with(
                            ChannelSettings.DEFAULTS, Map.of("raidGreeting", "x".repeat(5_000), "version", 1L)));
            CommandBook commands = new CommandBook(store, id -> "!");
            assertThat(commands.list(ALICE))
                    .containsExactly(
                            new CustomCommand("grüße\"", "", List.of(), Cooldown.NONE, Role.EVERYONE, true, -4, 1),
                            new CustomCommand(
                                    "hi",
                                    ODD,
                                    List.of("hey", "\"yo\\"),
                                    new Cooldown(5, 60),
                                    Role.VIP,
                                    false,
                                    1_000_000_000_000L,
                                    3));
            TimerBook timers = new TimerBook(store);
            assertThat(timers.list(ALICE))
                    .containsExactly(
                            new ChatTimer("empty", List.of(), 1, 5, true, 1),
                            new ChatTimer(
                                    "water",
                                    List.of("Drink \"water\"", ODD.replace("\t", ""), "last"),
                                    15,
                                    5,
                                    true,
                                    9));
            assertThat(store.use("timer", ALICE, "water")).isEqualTo(new Use(2, SENT));
            assertThat(store.use("timer", ALICE, "empty")).isEqualTo(Use.NEVER);
            assertThat(store.load("feature", ALICE))
                    .containsExactly(new Stored("alerts", "{\"thanks\":\"yyyyyyyyy\"}", 4, 0));
        }
    }

    /** By {@code check}, which changes nothing. */
    @Test
    void whatIsSetForFeaturesIsSeenBefore() throws SQLException {
        older();
        Database asItIs = Database.over(Jdbi.create(url));

        assertThat(JdbiDocumentStore.before(asItIs, true).load("feature", ALICE))
                .containsExactly(new Stored("alerts", "{\"thanks\":\"yyyyyyyyy\"}", 4, 0));
        assertThat(JdbiDocumentStore.before(asItIs, true).load("feature", BOB)).isEmpty();
        assertThat(JdbiDocumentStore.before(asItIs, false).load("feature", ALICE))
                .isEmpty();
    }

    @Test
    void whatWasThereCanBeChangedAndItsWordsAreTaken() throws SQLException {
        older();
        try (Database database = new Database(url)) {
            database.start();
            CommandBook commands = new CommandBook(new JdbiDocumentStore(database), id -> "!");

            assertThat(new CommandBook(new JdbiDocumentStore(database), id -> "!")
                            .create(ALICE, CustomCommand.of("hey", "x")))
                    .isInstanceOf(Change.Taken.class);
            assertThat(commands.replace(ALICE, "hi", CustomCommand.of("hello", "Hello"), OptionalLong.of(3)))
                    .isEqualTo(new Change.Done<>(new CustomCommand(
                            "hello", "Hello", List.of(), Cooldown.NONE, Role.EVERYONE, true, 1_000_000_000_000L, 4)));
            assertThat(commands.create(ALICE, CustomCommand.of("hey", "x"))).isInstanceOf(Change.Done.class);
            SettingsBook settings = new SettingsBook(new JdbiDocumentStore(database));
            assertThat(settings.replace(ALICE, "settings", ChannelSettings.DEFAULTS, OptionalLong.of(7)))
                    .isInstanceOf(Change.Done.class);
            TimerBook timers = new TimerBook(new JdbiDocumentStore(database));
            assertThat(timers.replace(
                            ALICE, "water", ChatTimer.of("tea", List.of("Drink"), 5, 0, true), OptionalLong.of(9)))
                    .isInstanceOf(Change.Done.class);
            assertThat(new JdbiDocumentStore(database).use("timer", ALICE, "tea"))
                    .as("goes on where it was")
                    .isEqualTo(new Use(2, SENT));
        }
    }
}
