package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.app.PluginModule;
import bot.herald.check.Finding;
import bot.herald.check.InstallationCheck;
import bot.herald.check.InstalledFeatures;
import bot.herald.check.Machine;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig;
import bot.herald.identity.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A good installation with a running bot and one channel, for {@code check} to find what a test breaks. */
abstract class CheckStage {
    static final long PLENTY = 10_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    Stage stage;
    BotConfig config;
    Machine machine = new Machine(Clock.systemUTC(), 17, path -> PLENTY);

    @BeforeEach
    void aGoodInstallation() {
        stage = new Stage(folder);
        stage.connectBot();
        stage.connectChannel("alice");
        config = stage.config();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    void assertOnly(String subject, String remedy) {
        List<Finding> findings = look();
        assertThat(wrong(findings)).as(findings.toString()).containsExactly(subject);
        Finding finding = findings.stream().filter(Finding::isWrong).findFirst().orElseThrow();
        assertThat(finding.text() + " " + finding.remedy()).contains(remedy);
        assertThat(finding.remedy()).isNotEmpty();
    }

    List<Finding> look() {
        return look(false);
    }

    List<Finding> look(boolean offline) {
        try (InstalledFeatures features = PluginModule.installed(config)) {
            return new InstallationCheck(config, machine, features::scopes).run(offline);
        }
    }

    static List<String> wrong(List<Finding> findings) {
        return findings.stream().filter(Finding::isWrong).map(Finding::subject).toList();
    }

    static Finding found(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    BotConfig twitch(String clientId, String secret, Transport transport) {
        return new BotConfig(
                new TwitchConfig(
                        clientId,
                        new Secret(secret),
                        config.twitch().endpoints(),
                        new EventSubConfig(transport, OptionalInt.empty())),
                config.bot(),
                config.web(),
                config.database(),
                config.security());
    }

    BotConfig endpoints(String oauth, String helix) {
        return new BotConfig(
                new TwitchConfig(
                        config.twitch().clientId(),
                        config.twitch().clientSecret(),
                        Endpoints.of(
                                URI.create(oauth),
                                URI.create(helix),
                                config.twitch().endpoints().eventsubWebsocket()),
                        config.twitch().eventsub()),
                config.bot(),
                config.web(),
                config.database(),
                config.security());
    }

    WebConfig web(String publicUrl, String bind, int port) {
        return new WebConfig(
                bind, port, URI.create(publicUrl), List.of(), config.web().registration(), List.of());
    }

    BotConfig web(WebConfig web) {
        return new BotConfig(config.twitch(), config.bot(), web, config.database(), config.security());
    }

    BotConfig database(String url) {
        return new BotConfig(
                config.twitch(),
                config.bot(),
                config.web(),
                new DatabaseConfig(url, "", new Secret(""), DatabaseConfig.Backup.OFF),
                config.security());
    }

    BotConfig key(Path file) {
        return new BotConfig(config.twitch(), config.bot(), config.web(), config.database(), new SecurityConfig(file));
    }

    /** Names and sizes and times of all files. */
    Map<String, Long> files() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                found.put(
                        file.toString(),
                        Files.getLastModifiedTime(file).toMillis() * 31
                                + file.toFile().length());
            }
        }
        return found;
    }

    void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(config.database().url());
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout = 5000");
            sql.executeUpdate(statement);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(config.database().url());
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
