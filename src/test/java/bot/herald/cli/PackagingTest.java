package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigLoader;
import bot.herald.metrics.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packaged fits what is built. */
class PackagingTest {
    private static final Path DASHBOARD = Path.of("packaging/grafana/herald.json");
    private static final Path ALERTS = Path.of("packaging/prometheus/herald-alerts.yaml");
    private static final Path DOCKERFILE = Path.of("packaging/docker/Dockerfile");
    private static final Pattern METRIC = Pattern.compile("\\b(?:herald|jvm|process|system)_[a-z_0-9]+");
    private static final Pattern STATE = Pattern.compile("(herald_[a-z_]+)\\{(state|status)=\"([a-z-]+)\"}");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyMetricOfDashboardAndAlertsIsExported() throws IOException {
        Metrics metrics = new Metrics();
        metrics.tokenRefresh("renewed");
        metrics.event("channel.raid");
        metrics.eventSkipped("duplicate");
        metrics.eventHandled(Duration.ofMillis(1));
        metrics.chatMessage("sent");
        metrics.shoutout("given");
        metrics.channels(() -> Map.of("connected", 1));
        metrics.eventSubConnections(() -> Map.of("open", 1));
        metrics.tokens(() -> Map.of("valid", 1));
        List<String> exported = metrics.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .distinct()
                .toList();

        TreeSet<String> wanted = new TreeSet<>();
        for (String expression : expressions()) {
            Matcher metric = METRIC.matcher(expression);
            while (metric.find()) {
                wanted.add(metric.group());
            }
        }
        assertThat(wanted).hasSizeGreaterThan(10);
        assertThat(exported).containsAll(wanted);
    }

    @Test
    void everyStateThatAnAlertLooksForIsOneThatTheBotReports() throws IOException {
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            stage.connectChannel("alice");
            String metrics = stage.get("/metrics").body();

            int looked = 0;
            for (String expression : expressions()) {
                Matcher state = STATE.matcher(expression);
                while (state.find()) {
                    assertThat(metrics).contains(state.group());
                    looked++;
                }
            }
            assertThat(looked).isGreaterThan(3);
        }
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        String operating = Files.readString(Path.of("docs/operating.md"));

        for (JsonNode rule : yaml(ALERTS).findValues("alert")) {
            assertThat(operating).contains("| " + rule.asText() + " |");
        }
    }

    @Test
    void theCommandForWindowsTakesAJavaHomeOnlyWhereThereIsAJava() throws IOException {
        assertThat(Files.readString(Path.of("packaging/dist/herald.cmd")))
                .contains("set \"JAVA=java\"")
                .containsOnlyOnce("set \"JAVA=%JAVA_HOME%")
                .contains("if exist \"%JAVA_HOME%\\bin\\java.exe\" set \"JAVA=%JAVA_HOME%\\bin\\java.exe\"");
    }

    @Test
    void theContainersEnvironmentIsAConfiguration() throws IOException {
        BotConfig config = load(dockerEnvironment());

        assertThat(config.security().keyFile()).isEqualTo(Path.of("/data/herald.key"));
        assertThat(config.database().url()).isEqualTo("jdbc:sqlite:/data/herald.db");
        assertThat(config.web().bind()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void theComposeFilesEnvironmentIsAConfiguration(String kind) throws IOException {
        JsonNode herald = yaml(Path.of("packaging/docker/compose." + kind + ".yaml"))
                .path("services")
                .path("herald");
        Map<String, String> environment = dockerEnvironment();
        herald.path("environment")
                .properties()
                .forEach(one -> environment.put(
                        one.getKey(), one.getValue().asText().replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1")));
        environment.put("HERALD_TWITCH_CLIENT_ID", "abc");
        environment.put("HERALD_TWITCH_CLIENT_SECRET", "hush");

        assertThat(load(environment).database().url()).startsWith("jdbc:" + kind + ":");
        assertThat(herald.path("read_only").asBoolean()).isTrue();
        assertThat(herald.path("volumes").path(0).asText()).isEqualTo("data:/data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void everyVariableAndPathOfTheComposeFilesIsThere(String kind) throws IOException {
        Path file = Path.of("packaging/docker/compose." + kind + ".yaml");
        String text = Files.readString(file);
        String explained = text.lines().filter(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
        Matcher variable = Pattern.compile("\\$\\{([A-Z_]+)(:[-?])?[^}]*}").matcher(text);
        int variables = 0;
        while (variable.find()) {
            variables++;
            // Either it has a default, or its lack stops everything and the head of the file names it.
            assertThat(variable.group(2)).as(variable.group()).isNotNull();
            if (variable.group().contains(":?")) {
                assertThat(explained).contains(variable.group(1));
            }
        }
        assertThat(variables).isGreaterThan(2);
        assertThat(explained).contains(file.toString());

        JsonNode compose = yaml(file);
        JsonNode herald = compose.path("services").path("herald");
        Path context = file.resolveSibling(herald.at("/build/context").asText()).normalize();
        assertThat(context.toAbsolutePath().normalize())
                .isEqualTo(Path.of("").toAbsolutePath().normalize());
        assertThat(context.resolve(herald.at("/build/dockerfile").asText())).isRegularFile();
        assertThat(herald.path("ports").path(0).asText())
                .isEqualTo("127.0.0.1:8080:" + dockerEnvironment().get("HERALD_WEB_PORT"));
        for (JsonNode service : compose.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                assertThat(compose.path("volumes").has(volume.asText().split(":", -1)[0]))
                        .as(volume.asText())
                        .isTrue();
            }
            service.path("depends_on")
                    .properties()
                    .forEach(one -> assertThat(compose.path("services").has(one.getKey()))
                            .isTrue());
            if (service.has("image")) {
                assertThat(service.path("image").asText()).matches("[a-z]+:[0-9]+");
            }
        }
    }

    @Test
    void theComposeFilesDatabaseIsTheOneThatHeraldUses() throws IOException {
        JsonNode services =
                yaml(Path.of("packaging/docker/compose.postgresql.yaml")).path("services");
        JsonNode herald = services.at("/herald/environment");
        JsonNode database = services.at("/database/environment");

        assertThat(herald.path("HERALD_DATABASE_URL").asText())
                .isEqualTo("jdbc:postgresql://database/"
                        + database.path("POSTGRES_DB").asText());
        assertThat(herald.path("HERALD_DATABASE_USER")).isEqualTo(database.path("POSTGRES_USER"));
        assertThat(herald.path("HERALD_DATABASE_PASSWORD")).isEqualTo(database.path("POSTGRES_PASSWORD"));
        assertThat(services.at("/database/healthcheck/test/1").asText())
                .contains(
                        "-U " + database.path("POSTGRES_USER").asText(),
                        "-d " + database.path("POSTGRES_DB").asText());
    }

    @Test
    void theContainersHealthCheckTellsARunningBotFromAStoppedOne() throws Exception {
        List<String> command = list("HEALTHCHECK[^\\n]*\\\\\\n\\s*CMD (\\[.*])");
        int port;
        try (Stage stage = new Stage(folder)) {
            port = stage.address.getPort();
            assertThat(run(command, port)).isZero();
        }
        assertThat(run(command, port)).isNotZero();
    }

    @Test
    void theContainerAndTheServiceRunWhatTheCommandLineKnows() throws IOException {
        assertThat(list("\\nENTRYPOINT (\\[.*])")).containsExactly("/opt/herald/bin/herald");
        assertThat(list("\\nCMD (\\[.*])")).containsExactly("run");
        assertThat(Files.readString(Path.of("packaging/systemd/herald.service")))
                .containsPattern("ExecStart=/opt/herald/bin/herald run\n");
    }

    private static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : List.of(DASHBOARD, ALERTS)) {
            yaml(file).findValues("expr").forEach(expression -> all.add(expression.asText()));
        }
        return all;
    }

    /** JSON is YAML, too. */
    private static JsonNode yaml(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    }

    private static Map<String, String> dockerEnvironment() throws IOException {
        Map<String, String> environment =
                new HashMap<>(Map.of("HERALD_TWITCH_CLIENT_ID", "abc", "HERALD_TWITCH_CLIENT_SECRET", "hush"));
        Matcher variable = Pattern.compile("(HERALD_[A-Z_]+)=(\\S+)").matcher(Files.readString(DOCKERFILE));
        while (variable.find()) {
            environment.put(variable.group(1), variable.group(2));
        }
        assertThat(environment).hasSizeGreaterThan(4);
        return environment;
    }

    private static BotConfig load(Map<String, String> environment) {
        return new ConfigLoader().fromEnvironment(environment, Path.of("/data"));
    }

    private static List<String> list(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(DOCKERFILE));
        assertThat(found.find()).as(pattern).isTrue();
        List<String> words = new ArrayList<>();
        new ObjectMapper().readTree(found.group(1)).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static int run(List<String> command, int port) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HERALD_WEB_PORT", Integer.toString(port));
        return builder.start().waitFor();
    }
}
