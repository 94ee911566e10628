package bot.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig.HostAndPort;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every key arrives in its place, by each way in. */
class ConfigMappingTest {
    private static final String REQUIRED = "twitch: {client-id: abc, client-secret: hush}\n";

    /** Every key with a value that is not its default; a key that is missing here fails a test. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("twitch.client-id", "id1"),
            Map.entry("twitch.client-secret", "secret1"),
            Map.entry("twitch.endpoints.oauth", "http://127.0.0.1:1/oauth2/"),
            Map.entry("twitch.endpoints.helix", "http://127.0.0.1:2/helix"),
            Map.entry("twitch.endpoints.eventsub-websocket", "ws://127.0.0.1:3/ws"),
            Map.entry("twitch.endpoints.eventsub-subscriptions", "http://127.0.0.1:4/subs"),
            Map.entry("twitch.eventsub.transport", "conduit"),
            Map.entry("twitch.eventsub.shards", "7"),
            Map.entry("bot.login", "HeraldBot"),
            Map.entry("bot.command-prefix", "?"),
            Map.entry("bot.verified", "true"),
            Map.entry("web.bind", "0.0.0.0"),
            Map.entry("web.port", "9090"),
            Map.entry("web.public-url", "https://bot.example.org/"),
            Map.entry("web.management-bind", "[::1]:9091"),
            Map.entry("web.admins", "Alice,123"),
            Map.entry("web.registration", "allowlist"),
            Map.entry("web.allowlist", "bob,456"),
            Map.entry("database.url", "jdbc:postgresql://db/herald"),
            Map.entry("database.user", "ann"),
            Map.entry("database.password", "pw1"),
            Map.entry("database.backup", "off"),
            Map.entry("security.key-file", "other.key"),
            Map.entry("security.key-file-mode", "ignore"),
            Map.entry("log.level", "debug"),
            Map.entry("log.format", "json"),
            Map.entry("log.file", "other.log"),
            Map.entry("log.file-megabytes", "1"),
            Map.entry("log.keep-days", "3650"),
            Map.entry("features.plugins", "other-plugins"),
            Map.entry("web.public-page", "off"),
            Map.entry("move-in.online", "false"),
            Map.entry("move-in.endpoints.nightbot", "http://127.0.0.1:5/nb"),
            Map.entry("move-in.endpoints.streamelements", "http://127.0.0.1:5/se"),
            Map.entry("move-in.endpoints.fossabot", "http://127.0.0.1:5/fb"),
            Map.entry("move-in.endpoints.moobot", "http://127.0.0.1:5/mb"),
            Map.entry("fetch.mode", "any"),
            Map.entry("fetch.allow", "Api.Example.com,b.example"),
            Map.entry("discord.client-id", "1234567890"),
            Map.entry("discord.client-secret", "secret2"),
            Map.entry("discord.bot-token", "token2"),
            Map.entry("discord.endpoints.oauth", "http://127.0.0.1:6/"),
            Map.entry("discord.endpoints.api", "http://127.0.0.1:6/api/v10/"),
            Map.entry("discord.endpoints.gateway", "ws://127.0.0.1:6/gateway"));

    private final ConfigLoader loader = new ConfigLoader();

    @TempDir
    private Path folder;

    @Test
    void everythingButTheApplicationHasADefault() throws IOException {
        BotConfig config = loader.load(file(REQUIRED), Map.of());

        assertThat(config)
                .isEqualTo(new BotConfig(
                        new TwitchConfig(
                                "abc",
                                new Secret("hush"),
                                new Endpoints(
                                        URI.create("https://id.twitch.tv/oauth2"),
                                        URI.create("https://api.twitch.tv/helix"),
                                        URI.create("wss://eventsub.wss.twitch.tv/ws"),
                                        URI.create("https://api.twitch.tv/helix/eventsub/subscriptions")),
                                new EventSubConfig(Transport.WEBSOCKET, OptionalInt.empty())),
                        new AccountConfig(Optional.empty(), "!", false),
                        new WebConfig(
                                "127.0.0.1",
                                8080,
                                URI.create("http://localhost:8080"),
                                List.of(),
                                Registration.OPEN,
                                List.of()),
                        new DatabaseConfig(
                                "jdbc:sqlite:" + folder.resolve("data/herald.db"),
                                "",
                                new Secret(""),
                                DatabaseConfig.Backup.DAILY),
                        new SecurityConfig(folder.resolve("data/herald.key")),
                        LogConfig.DEFAULT,
                        Optional.of(folder.resolve("plugins"))));
    }

    @Test
    void everyKeyOfTheFileArrives() throws IOException {
        assertThat(loader.load(file(yaml(OTHER)), Map.of())).isEqualTo(expected());
    }

    @Test
    void everyKeyOfTheEnvironmentArrives() {
        assertThat(loader.fromEnvironment(environment(OTHER), folder)).isEqualTo(expected());
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        String other = yaml(OTHER).replace("9090", "1").replace("secret1", "x").replace("[Alice,123]", "[zed]");

        assertThat(loader.load(file(other), environment(OTHER))).isEqualTo(expected());
    }

    @Test
    void everyKeyIsPutToTheTest() {
        assertThat(OTHER.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ConfigKeys.ALL.stream().map(ConfigKey::path).toList());
        assertThat(ConfigKeys.ALL)
                .allSatisfy(key -> assertThat(OTHER.get(key.path())).isNotEqualTo(key.defaultText()));
    }

    @Test
    void theExampleLoadsWithItsTwoVariablesSetAndShowsTheDefaults() {
        Path example = Path.of("config.example.yaml");
        Map<String, String> variables = Map.of("TWITCH_CLIENT_ID", "abc", "TWITCH_CLIENT_SECRET", "hush");

        BotConfig config = loader.load(example, variables);

        Map<String, String> required = Map.of("HERALD_TWITCH_CLIENT_ID", "abc", "HERALD_TWITCH_CLIENT_SECRET", "hush");
        assertThat(config).isEqualTo(loader.fromEnvironment(required, Path.of("")));
    }

    @Test
    void theExampleNamesEveryKey() throws Exception {
        YamlSource example = YamlSource.read(Path.of("config.example.yaml"));

        assertThat(example.given().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ConfigKeys.ALL.stream().map(ConfigKey::path).toList());
    }

    @Test
    void withoutABotTokenPeopleCanStillLogInWithDiscord() throws IOException {
        BotConfig config = loader.load(file(REQUIRED + "discord: {client-id: '12', client-secret: s}"), Map.of());

        assertThat(config.discord())
                .contains(new DiscordConfig("12", new Secret("s"), Optional.empty(), DiscordConfig.Endpoints.DEFAULT));
    }

    @Test
    void relativePathsStartAtTheFilesFolder() throws IOException {
        BotConfig config = loader.load(
                file(REQUIRED + "database: {url: 'jdbc:sqlite:../a.db?cache=shared'}\nsecurity: {key-file: k}"),
                Map.of("HERALD_SECURITY_KEY_FILE", "sub/../from-variable"));

        assertThat(config.database().url()).isEqualTo("jdbc:sqlite:" + folder.resolveSibling("a.db") + "?cache=shared");
        assertThat(config.security().keyFile()).isEqualTo(folder.resolve("from-variable"));
    }

    @Test
    void absolutePathsStay() throws IOException {
        BotConfig config = loader.load(
                file(REQUIRED + "database: {url: 'jdbc:sqlite:file:/x/a.db'}\nsecurity: {key-file: /x/k}"), Map.of());

        assertThat(config.database().url()).isEqualTo("jdbc:sqlite:file:/x/a.db");
        assertThat(config.security().keyFile()).isEqualTo(Path.of("/x/k"));
    }

    @Test
    void subscriptionsFollowTheHelixAddress() throws IOException {
        BotConfig config =
                loader.load(file(REQUIRED), Map.of("HERALD_TWITCH_ENDPOINTS_HELIX", "http://127.0.0.1:2/helix/"));

        assertThat(config.twitch().endpoints().eventsubSubscriptions())
                .hasToString("http://127.0.0.1:2/helix/eventsub/subscriptions");
    }

    @Test
    void placeholdersComeFromTheEnvironmentOnce() throws IOException {
        BotConfig config = loader.load(
                file("twitch: {client-id: 'a${X}b${Y_1}', client-secret: '$${X}$$5$'}\nweb: {admins: ['${X}']}"),
                Map.of("X", "x", "Y_1", "${X}"));

        assertThat(config.twitch().clientId()).isEqualTo("axb${X}");
        assertThat(config.twitch().clientSecret().reveal()).isEqualTo("${X}$$5$");
        assertThat(config.web().admins()).containsExactly("x");
    }

    @Test
    void aVariablesOwnValueIsTakenAsItIs() throws IOException {
        BotConfig config = loader.load(file(REQUIRED), Map.of("HERALD_DATABASE_PASSWORD", "a${b}$${c, d "));

        assertThat(config.database().password().reveal()).isEqualTo("a${b}$${c, d ");
    }

    @Test
    void aPlaceholderOfAnOverriddenValueNeedsNoVariable() throws IOException {
        String file = "twitch: {client-id: abc, client-secret: '${UNSET}'}";

        BotConfig config = loader.load(file(file), Map.of("HERALD_TWITCH_CLIENT_SECRET", "hush"));

        assertThat(config.twitch().clientSecret()).isEqualTo(new Secret("hush"));
    }

    @Test
    void listsInTheEnvironmentIgnoreSpaceAndEmptyEntries() throws IOException {
        BotConfig config = loader.load(
                file(REQUIRED + "web: {allowlist: [zed]}"),
                Map.of("HERALD_WEB_ADMINS", " a , ,b,", "HERALD_WEB_ALLOWLIST", ""));

        assertThat(config.web().admins()).containsExactly("a", "b");
        assertThat(config.web().allowlist()).isEmpty();
    }

    @Test
    void keysWithNothingBehindThemAreNotGiven() throws IOException {
        BotConfig config = loader.load(
                file(REQUIRED + "bot:\nweb:\n  port:\n  bind: null\n  admins:\n  public-url: http://x\n"), Map.of());

        assertThat(config.web().port()).isEqualTo(8080);
        assertThat(config.web().bind()).isEqualTo("127.0.0.1");
        assertThat(config.web().publicUrl()).hasToString("http://x");
    }

    @Test
    void keysMayBeWrittenInFull() throws IOException {
        assertThat(loader.load(file(REQUIRED + "web.port: 9"), Map.of()).web().port())
                .isEqualTo(9);
    }

    @Test
    void otherVariablesAreLeftAlone() throws IOException {
        Map<String, String> environment = Map.of("HERALD_HOME", "/x", "HERALD_OPTS", "-X", "WEB_PORT", "1", "PATH", "");

        assertThat(loader.load(file(REQUIRED), environment).web().port()).isEqualTo(8080);
    }

    @Test
    void aVariableNamedByAPlaceholderIsNoMisspeltSetting() throws IOException {
        BotConfig config = loader.load(
                file("twitch: {client-id: abc, client-secret: '${HERALD_TWITCH_SECRET}'}"),
                Map.of("HERALD_TWITCH_SECRET", "hush"));

        assertThat(config.twitch().clientSecret()).isEqualTo(new Secret("hush"));
    }

    @Test
    void aConfigurationIsSafeToPrint() {
        Map<String, String> environment = environment(OTHER);
        environment.put("HERALD_DATABASE_URL", "jdbc:postgresql://ann:pw2@db/herald?password=pw3");

        assertThat(loader.fromEnvironment(environment, folder).toString())
                .contains("id1", "jdbc:postgresql://[secret]@db/herald?[secret]")
                .doesNotContain("secret1", "pw1", "pw2", "pw3", "secret2", "token2");
    }

    private BotConfig expected() {
        return new BotConfig(
                new TwitchConfig(
                        "id1",
                        new Secret("secret1"),
                        new Endpoints(
                                URI.create("http://127.0.0.1:1/oauth2"),
                                URI.create("http://127.0.0.1:2/helix"),
                                URI.create("ws://127.0.0.1:3/ws"),
                                URI.create("http://127.0.0.1:4/subs")),
                        new EventSubConfig(Transport.CONDUIT, OptionalInt.of(7))),
                new AccountConfig(Optional.of(new TwitchLogin("heraldbot")), "?", true),
                new WebConfig(
                        "0.0.0.0",
                        9090,
                        URI.create("https://bot.example.org"),
                        Optional.of(new HostAndPort("::1", 9091)),
                        List.of("alice", "123"),
                        Registration.ALLOWLIST,
                        List.of("bob", "456"),
                        false),
                new DatabaseConfig("jdbc:postgresql://db/herald", "ann", new Secret("pw1"), DatabaseConfig.Backup.OFF),
                new SecurityConfig(folder.resolve("other.key"), KeyFileMode.IGNORE, Optional.empty()),
                new LogConfig(
                        LogConfig.Level.DEBUG,
                        LogConfig.Format.JSON,
                        Optional.of(folder.resolve("other.log")),
                        1,
                        3650),
                Optional.of(folder.resolve("other-plugins")),
                new MoveInConfig(
                        false,
                        URI.create("http://127.0.0.1:5/nb"),
                        URI.create("http://127.0.0.1:5/se"),
                        URI.create("http://127.0.0.1:5/fb"),
                        URI.create("http://127.0.0.1:5/mb")),
                new FetchConfig(FetchConfig.Mode.ANY, List.of("api.example.com", "b.example")),
                Optional.of(new DiscordConfig(
                        "1234567890",
                        new Secret("secret2"),
                        Optional.of(new Secret("token2")),
                        new DiscordConfig.Endpoints(
                                URI.create("http://127.0.0.1:6"),
                                URI.create("http://127.0.0.1:6/api/v10"),
                                URI.create("ws://127.0.0.1:6/gateway")))));
    }

    private static String yaml(Map<String, String> values) {
        StringBuilder all = new StringBuilder();
        for (String section : List.of(
                "twitch", "bot", "web", "database", "security", "log", "features", "move-in", "fetch", "discord")) {
            StringBuilder yaml = new StringBuilder();
            yaml.append(section).append(":\n");
            new TreeMap<>(values).forEach((path, value) -> {
                if (path.startsWith(section + ".")) {
                    boolean list =
                            Set.of("web.admins", "web.allowlist", "fetch.allow").contains(path);
                    String key = path.substring(section.length() + 1);
                    yaml.append("  " + key + ": " + (list ? "[" + value + "]" : "'" + value + "'") + "\n");
                }
            });
            all.append(nested(yaml.toString()));
        }
        return all.toString();
    }

    /** Turns {@code endpoints.oauth: x} into a section of its own, as the example has it. */
    private static String nested(String yaml) {
        return yaml.replaceFirst("  endpoints\\.", "  endpoints:\n    ")
                .replaceAll("  endpoints\\.", "    ")
                .replaceFirst("  eventsub\\.", "  eventsub:\n    ")
                .replaceAll("  eventsub\\.", "    ");
    }

    private static Map<String, String> environment(Map<String, String> values) {
        Map<String, String> environment = new HashMap<>();
        values.forEach((path, value) -> environment.put(ConfigKey.environmentName(path), value));
        return environment;
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), yaml);
    }
}
