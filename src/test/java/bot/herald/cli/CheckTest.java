package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.app.PluginModule;
import bot.herald.check.Finding;
import bot.herald.check.Finding.State;
import bot.herald.check.InstallationCheck;
import bot.herald.check.InstalledFeatures;
import bot.herald.check.Machine;
import bot.herald.config.AccountConfig;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.simulator.Fault;
import bot.herald.testing.PostgresServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} on a good installation and on broken ones, each broken in one way, against the simulated Twitch. */
class CheckTest {
    private static final long PLENTY = 10_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private BotConfig config;
    private Machine machine = new Machine(Clock.systemUTC(), 17, path -> PLENTY);

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

    @Test
    void nothingIsInventedBesideARunningBot() {
        List<Finding> findings = look();

        assertThat(findings).extracting(Finding::state).containsOnly(State.OK);
        assertThat(found(findings, "web port").text()).contains("where Herald is running");
        assertThat(found(findings, "bot account").text()).contains(Stage.BOT);
        assertThat(found(findings, "channels").text()).isEqualTo("1 connected, 1 good");
    }

    @Test
    void nothingIsInventedWhereTheBotIsStoppedAndNothingIsChanged() throws IOException {
        stage.herald.close();
        Map<String, Long> before = files();
        int refreshes = stage.twitch.requests().count("POST", "/oauth2/token");

        assertThat(look()).extracting(Finding::state).containsOnly(State.OK);

        assertThat(files()).isEqualTo(before);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token"))
                .as("one app token, which is revoked again")
                .isEqualTo(refreshes + 1);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/revoke")).isEqualTo(1);
    }

    @Test
    void aFreshInstallationLacksTheBotAlone() {
        config = database("jdbc:sqlite:" + folder.resolve("new/herald.db"));
        config = key(folder.resolve("new/herald.key"));
        stage.herald.close();

        List<Finding> findings = look();

        assertThat(wrong(findings)).containsExactly("bot account");
        assertThat(found(findings, "database").text()).contains("will be made");
        assertThat(found(findings, "key file").text()).contains("will be made");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void anEmptyPostgresDatabaseIsFineAndOneThatDoesNotAnswerIsNamedWithoutItsPassword() {
        config = database(PostgresServer.emptyDatabase());
        Finding empty = found(look(), "database");
        assertThat(empty.state()).isEqualTo(State.OK);
        assertThat(empty.text()).contains("schema version none");

        config = database(PostgresServer.newDatabase());
        assertThat(found(look(), "database").text()).contains("jdbc:postgresql:");

        config = database("jdbc:postgresql://127.0.0.1:1/herald?user=me&password=hunter2");
        List<Finding> findings = look();
        assertThat(found(findings, "database").state()).isEqualTo(State.WRONG);
        assertThat(found(findings, "database").toString()).contains("no PostgreSQL server answers there");
        assertThat(findings.toString()).doesNotContain("hunter2");
    }

    @Test
    void offlineAsksTwitchForNothing() {
        int before = stage.twitch.requests().count("GET", "/");

        List<Finding> findings = look(true);

        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "Twitch").state()).isEqualTo(State.SKIPPED);
        assertThat(stage.twitch.requests().count("GET", "/")).isEqualTo(before);
    }

    @Test
    void anUnknownClientIdIsNamed() {
        config = twitch("nobody", stage.twitch.clientSecret(), Transport.WEBSOCKET);

        assertThat(wrong(look())).contains("client ID").doesNotContain("client secret", "redirect address");
    }

    @Test
    void aWrongSecretIsToldApartFromAWrongId() {
        config = twitch(stage.twitch.clientId(), "not-the-secret", Transport.WEBSOCKET);

        List<Finding> findings = look();
        assertThat(wrong(findings)).containsExactly("client secret");
        assertThat(findings.toString()).doesNotContain("not-the-secret");
    }

    @Test
    void aRedirectAddressThatTwitchDoesNotHaveIsNamedToTheLetter() {
        stage.twitch.registerRedirectUris(List.of("http://localhost:1/auth/callback"));

        assertOnly("redirect address", "http://localhost:" + config.web().port() + "/auth/callback");
    }

    @Test
    void httpOutsideOfLocalhostIsWrong() {
        config = web(
                web("http://bot.example.org", config.web().bind(), config.web().port()));
        stage.twitch.registerRedirectUris(List.of("http://bot.example.org/auth/callback"));

        assertOnly("public address", "https");
    }

    @Test
    void httpOnLoopbackByNumberIsWarnedOf() {
        config = web(
                web("http://127.0.0.1:8080", config.web().bind(), config.web().port()));
        stage.twitch.registerRedirectUris(List.of("http://127.0.0.1:8080/auth/callback"));

        assertThat(found(look(), "public address").state()).isEqualTo(State.WARNING);
    }

    @Test
    void aClockThatIsFarOffIsWrong() {
        machine = new Machine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-11)), 17, path -> PLENTY);

        assertOnly("clock", "NTP");
    }

    @Test
    void aClockThatIsALittleOffIsWarnedOf() {
        machine = new Machine(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(40)), 17, path -> PLENTY);

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "clock").text()).contains("ahead of Twitch");
    }

    @Test
    void aDatabaseThatCannotBeMadeIsWrong() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        config = database("jdbc:sqlite:" + inTheWay.resolve("herald.db"));

        assertThat(wrong(look())).contains("database");
    }

    @Test
    void aFileThatIsNoDatabaseIsWrong() throws IOException {
        Path other = Files.writeString(folder.resolve("other.db"), "certainly no database ".repeat(100));
        config = database("jdbc:sqlite:" + other);

        assertThat(wrong(look()))
                .as("nobody knows of the accounts in it")
                .contains("database")
                .doesNotContain("bot account");
    }

    @Test
    void aDatabaseThatIsAFolderIsWrong() throws IOException {
        config = database("jdbc:sqlite:" + Files.createDirectory(folder.resolve("f.db")));

        assertThat(wrong(look())).contains("database");
    }

    @Test
    void aDiskThatIsNearlyFullIsWrongAndOneThatSoonWillBeIsWarnedOf() {
        machine = new Machine(Clock.systemUTC(), 17, path -> 10_000_000L);
        assertOnly("disk", "9 MB free");

        machine = new Machine(Clock.systemUTC(), 17, path -> 300_000_000L);
        assertThat(found(look(), "disk").state()).isEqualTo(State.WARNING);
    }

    @Test
    void aMissingKeyFileIsWrongOnceThereAreTokens() throws IOException {
        Files.delete(config.security().keyFile());

        assertOnly("key file", "backup");
        assertThat(config.security().keyFile()).doesNotExist();
    }

    @Test
    void aKeyFileThatOthersCanReadIsWrong() throws IOException {
        Files.setPosixFilePermissions(config.security().keyFile(), PosixFilePermissions.fromString("rw-r--r--"));

        assertOnly("key file", "chmod 600");
    }

    @Test
    void aDamagedKeyFileIsWrong() throws IOException {
        Files.writeString(config.security().keyFile(), "{}");

        assertOnly("key file", "backup");
    }

    @Test
    void aKeyFileOfAnotherInstallationIsWrong() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Stage other = new Stage(elsewhere)) {
            other.connectBot();
        }
        config = key(elsewhere.resolve("herald.key"));

        assertOnly("key file", "do not belong together");
    }

    @Test
    void aDatabaseOfANewerVersionIsWrong() throws SQLException {
        sql("INSERT INTO flyway_schema_history SELECT 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x',"
                + " '2026-01-01 00:00:00.000', 1, 1 FROM flyway_schema_history LIMIT 1");

        assertThat(wrong(look())).contains("database");
        assertThat(found(look(), "database").text()).contains("newer Herald");
    }

    @Test
    void aDatabaseOfAnOlderVersionIsGoodAndIsNotMigrated() throws SQLException {
        sql("DELETE FROM flyway_schema_history WHERE installed_rank ="
                + " (SELECT MAX(installed_rank) FROM flyway_schema_history)");
        long before = number("SELECT COUNT(*) FROM flyway_schema_history");

        List<Finding> findings = look();

        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "database").text()).contains("run brings it to");
        assertThat(number("SELECT COUNT(*) FROM flyway_schema_history")).isEqualTo(before);
    }

    @Test
    void aPortThatAnotherProgramHasIsWrong() {
        config = web(web(
                config.web().publicUrl().toString(),
                "127.0.0.1",
                stage.twitch.baseUrl().getPort()));

        assertOnly("web port", "another program");
        assertThat(found(look(), "public address").state()).isEqualTo(State.WARNING);
        assertThat(found(look(), "public address").text()).contains("but Herald listens on port");
    }

    @Test
    void aPortThatAnotherHeraldHasIsWrong() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        config = database("jdbc:sqlite:" + elsewhere.resolve("herald.db"));
        config = key(elsewhere.resolve("herald.key"));

        assertThat(wrong(look())).containsExactly("web port", "bot account");
        assertThat(found(look(), "web port").text()).contains("another Herald");
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsWrong() {
        config = web(web(
                config.web().publicUrl().toString(), "192.0.2.1", config.web().port()));

        assertOnly("web port", "web.bind");
    }

    @Test
    void aBotWithoutItsScopesIsWrong() throws SQLException {
        sql("UPDATE credential SET scopes = 'user:read:chat user:bot' WHERE purpose = 'bot'");

        assertOnly("bot account", "user:write:chat");
    }

    @Test
    void whatAFeatureWaitsForIsNamedWithWhoHasToGrantIt() throws IOException, SQLException {
        stage.herald.close();
        sql(
                "INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                        + " SELECT twitch_user_id, 'feature', 'alerts', '{\"cheers\":true,\"follows\":true}', 1, 0, 0 FROM channel");
        String alice = stage.twitch.user("alice").id();
        Map<String, Long> before = files();

        List<Finding> findings = look();

        assertThat(findings)
                .filteredOn(finding -> finding.state() != State.OK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(State.WARNING);
                    assertThat(finding.text()).contains("alice (" + alice + ")", "bits:read", "switched on");
                    assertThat(finding.remedy())
                            .contains("/auth/channel?channel=" + alice, "herald login channel alice");
                });
        assertThat(found(findings, "channels").text()).isEqualTo("1 connected, 0 good");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatAFeatureWaitsForOfTheBotIsNamed() throws SQLException {
        sql("INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                + " SELECT twitch_user_id, 'feature', 'chat-filters', '{\"links\":true}', 1, 0, 0 FROM channel");

        assertThat(look())
                .filteredOn(finding -> finding.subject().equals("bot account") && finding.state() == State.WARNING)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text()).contains("moderator:manage:chat_messages");
                    assertThat(finding.remedy()).contains("herald login bot");
                });
    }

    @Test
    void channelsThatAreNotConnectedWaitForNothing() throws SQLException {
        sql("INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                + " VALUES ('4711', 'feature', 'alerts', '{\"cheers\":true}', 1, 0, 0),"
                + " ('4711', 'feature', 'chat-filters', '{\"links\":true}', 1, 0, 0)");

        assertThat(look()).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void anotherAccountThanTheConfiguredBotIsWrong() {
        config = new BotConfig(
                config.twitch(),
                new AccountConfig(Optional.of(new TwitchLogin("somebody")), "!", false),
                config.web(),
                config.database(),
                config.security());

        assertOnly("bot account", "bot.login is somebody");
    }

    @Test
    void aTokenThatNeedsALoginIsWrong() throws SQLException {
        sql("UPDATE credential SET state = 'needs-reauthorization', detail = 'Invalid refresh token'"
                + " WHERE purpose = 'channel'");

        assertOnly("channel", "alice has to open");
    }

    @Test
    void aTokenThatTwitchTookBackWhileTheBotWasStoppedIsWrong() {
        stage.herald.close();
        stage.twitch.revokeGrant(stage.twitch.user(Stage.BOT).id());

        assertOnly("bot account", "refuses its token");
    }

    @Test
    void aChannelWithFewerScopesIsWarnedOf() throws SQLException {
        sql("UPDATE credential SET scopes = '' WHERE purpose = 'channel'");

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "channel").text()).contains("channel:bot");
    }

    @Test
    void moreChannelsThanWebSocketsCarryAreWrong() throws SQLException {
        sql("WITH RECURSIVE n(i) AS (SELECT 700001 UNION ALL SELECT i + 1 FROM n WHERE i < 700900)"
                + " INSERT INTO channel (twitch_user_id, login, display_name, avatar_url, connected_at)"
                + " SELECT i, 'c' || i, 'c' || i, '', 0 FROM n");

        assertOnly("transport", "conduit");
    }

    @Test
    void conduitsThatAreAllTakenByOthersAreWrong() throws Exception {
        stage.herald.close();
        String token = appToken();
        for (int i = 0; i < 5; i++) {
            HttpRequest create = HttpRequest.newBuilder(URI.create(stage.twitch.helixUrl() + "/eventsub/conduits"))
                    .header("Authorization", "Bearer " + token)
                    .header("Client-Id", stage.twitch.clientId())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"shard_count\":1}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(create, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        config = twitch(stage.twitch.clientId(), stage.twitch.clientSecret(), Transport.CONDUIT);

        assertOnly("transport", "twitch api delete");
    }

    @Test
    void anOldJavaIsWrong() {
        machine = new Machine(Clock.systemUTC(), 11, path -> PLENTY);

        assertOnly("Java", "Install Java 17");
    }

    @Test
    void aTwitchThatDoesNotAnswerIsWrong() {
        stage.herald.close();
        stage.twitch.close();

        List<Finding> findings = look();
        assertThat(wrong(findings)).containsExactly("Twitch", "Twitch");
        assertThat(found(findings, "client ID").state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void aTwitchThatIsOutOfOrderIsNobodysFault() {
        stage.twitch.faults().next("GET", "/oauth2/validate", 1, Fault.html(503));

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "Twitch").state()).isEqualTo(State.WARNING);
    }

    @Test
    void somethingElseInTwitchsPlaceIsWrong() {
        config = endpoints(config.web().publicUrl() + "/oauth2", config.web().publicUrl() + "/helix");

        assertThat(wrong(look())).containsExactly("Twitch", "Twitch");
    }

    private void assertOnly(String subject, String remedy) {
        List<Finding> findings = look();
        assertThat(wrong(findings)).as(findings.toString()).containsExactly(subject);
        Finding finding = findings.stream().filter(Finding::isWrong).findFirst().orElseThrow();
        assertThat(finding.text() + " " + finding.remedy()).contains(remedy);
        assertThat(finding.remedy()).isNotEmpty();
    }

    private List<Finding> look() {
        return look(false);
    }

    private List<Finding> look(boolean offline) {
        try (InstalledFeatures features = PluginModule.installed(config)) {
            return new InstallationCheck(config, machine, features::scopes).run(offline);
        }
    }

    private static List<String> wrong(List<Finding> findings) {
        return findings.stream().filter(Finding::isWrong).map(Finding::subject).toList();
    }

    private static Finding found(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private BotConfig twitch(String clientId, String secret, Transport transport) {
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

    private BotConfig endpoints(String oauth, String helix) {
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

    private WebConfig web(String publicUrl, String bind, int port) {
        return new WebConfig(
                bind, port, URI.create(publicUrl), List.of(), config.web().registration(), List.of());
    }

    private BotConfig web(WebConfig web) {
        return new BotConfig(config.twitch(), config.bot(), web, config.database(), config.security());
    }

    private BotConfig database(String url) {
        return new BotConfig(
                config.twitch(),
                config.bot(),
                config.web(),
                new DatabaseConfig(url, "", new Secret(""), DatabaseConfig.Backup.OFF),
                config.security());
    }

    private BotConfig key(Path file) {
        return new BotConfig(config.twitch(), config.bot(), config.web(), config.database(), new SecurityConfig(file));
    }

    private String appToken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.twitch.oauthUrl() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + stage.twitch.clientId() + "&client_secret=" + stage.twitch.clientSecret()))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .get("access_token")
                .asText();
    }

    /** Names and sizes and times of all files. */
    private Map<String, Long> files() throws IOException {
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

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(config.database().url());
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout = 5000");
            sql.executeUpdate(statement);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(config.database().url());
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
