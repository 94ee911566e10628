package bot.herald.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the bot through good and bad days, kills it, and looks for every secret in everything it left behind. */
@Tag("full")
class NoSecretInClearTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECRET_VARIABLE = "SECRET_OF_THE_TEST";

    @TempDir
    Path folder = Path.of("");

    /** Where a byte was found that should not be there, by name. */
    private final Map<String, byte[]> leftBehind = new LinkedHashMap<>();

    private int port;

    @Test
    void noTokenCodeOrSecretIsFoundInAnyByteOfDatabaseLogsPagesOrMetrics() throws Exception {
        port = FreePort.next();
        try (TwitchSimulator twitch =
                SimulatedTwitch.start(SimulatorOptions.defaults().withRotation(RefreshRotation.ROTATE), port)) {
            configure(twitch);
            liveThrough(twitch);
            collectFiles();

            Set<String> secrets = new LinkedHashSet<>(twitch.secretsIssued());
            assertThat(secrets).hasSizeGreaterThan(12);
            secrets.add(twitch.clientSecret());
            secrets.addAll(keyMaterial());
            assertNowhere(secrets);
        }
    }

    private void liveThrough(TwitchSimulator twitch) throws Exception {
        try (HeraldProcess herald = herald(twitch, "run")) {
            page("bot", agree(herald.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot"));
            for (String login : List.of("alice", "bob", "carol")) {
                page(login, agree(address("/auth/channel"), login));
            }
            page("refused", new ScriptedBrowser().decide(URI.create(address("/auth/channel")), "dave", "deny"));
            twitch.faults().next("POST", "/oauth2/token", 1, Fault.html(503));
            page("outage", agree(address("/auth/channel"), "erin"));
            page("bad code", new ScriptedBrowser().open(URI.create(address("/auth/callback?code=made-up&state=no"))));
            command(twitch, "tokens", "refresh");
            SimulatedUser alice = twitch.user("alice");
            twitch.chat(ChatLine.of(alice.id(), twitch.user("viewer").id(), "!ping"));
            twitch.awaitMessages(all -> !all.isEmpty(), SOON);
            twitch.expireAccessTokens(twitch.user("heraldbot").id());
            twitch.raid(twitch.user("raider").id(), alice.id(), 3);
            twitch.awaitMessages(all -> all.size() == 2, SOON);
            twitch.revokeGrant(twitch.user("bob").id());
            command(twitch, "tokens", "validate");
            command(twitch, "tokens", "list", "--json");
            command(twitch, "channels", "remove", "carol", "--yes");
            command(twitch, "key", "rotate", "--yes");
            command(twitch, "check", "--bundle", "report.txt");
            for (String path : List.of("/", "/healthz", "/readyz", "/metrics", "/nowhere")) {
                page(path, new ScriptedBrowser().open(URI.create(address(path))));
            }
            // Killed, so that the write-ahead log is still there to be searched.
            herald.kill();
            herald.awaitExit(60);
            command(twitch, "check", "--offline", "--bundle", "report-of-a-stopped-bot.txt");
            leftBehind.put("log of the bot", herald.output().getBytes(UTF_8));
        }
    }

    private void assertNowhere(Set<String> secrets) {
        assertThat(leftBehind.keySet())
                .anyMatch(name -> name.endsWith("herald.db"))
                .contains("herald.log", "report.txt", "report-of-a-stopped-bot.txt");
        assertThat(new String(Objects.requireNonNull(leftBehind.get("report.txt")), UTF_8))
                .contains("bot running: yes", "credential: 3", "needs-reauthorization", "herald_channels", "user=");
        assertThat(leftBehind.values())
                .as("what is not secret can be found")
                .anyMatch(bytes -> new String(bytes, ISO_8859_1).contains("alice"));
        List<String> found = new ArrayList<>();
        leftBehind.forEach((name, bytes) -> {
            String text = new String(bytes, ISO_8859_1);
            for (String secret : secrets) {
                for (String form : forms(secret)) {
                    if (text.contains(form)) {
                        // Which secret it is would be one more leak.
                        found.add(name + " at byte " + text.indexOf(form));
                    }
                }
            }
        });
        assertThat(found).isEmpty();
    }

    private static Set<String> forms(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        return new LinkedHashSet<>(List.of(
                secret,
                URLEncoder.encode(secret, UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    private void collectFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("herald.key")) {
                    leftBehind.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
    }

    /** The keys in the key file belong there and nowhere else. */
    private Set<String> keyMaterial() throws IOException {
        JsonNode keys = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("data/herald.key")))
                .get("key");
        Set<String> material = new LinkedHashSet<>();
        keys.forEach(key -> material.add(key.get("keyData").get("value").asText()));
        assertThat(material).isNotEmpty();
        return material;
    }

    private void page(String name, HttpResponse<String> answer) {
        leftBehind.put("page " + name, answer.body().getBytes(UTF_8));
    }

    private void command(TwitchSimulator twitch, String... arguments) throws InterruptedException {
        try (HeraldProcess command = herald(twitch, arguments)) {
            int exitCode = command.awaitExit(60);
            String output = command.output();
            leftBehind.put("output of " + String.join(" ", arguments), output.getBytes(UTF_8));
            assertThat(exitCode).as(output).isLessThanOrEqualTo(1);
            assertThat(output).doesNotContain("internal error");
        }
    }

    private HeraldProcess herald(TwitchSimulator twitch, String... arguments) {
        return new HeraldProcess(folder, Map.of(SECRET_VARIABLE, twitch.clientSecret()), arguments);
    }

    private static HttpResponse<String> agree(String link, String login) {
        return new ScriptedBrowser().agree(URI.create(link), login);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private void configure(TwitchSimulator twitch) throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"),
                SimulatedTwitch.yaml(twitch, "${" + SECRET_VARIABLE + "}") + """
                web:
                  port: %d
                  public-url: http://localhost:%d
                log:
                  level: debug
                  format: json
                  file: data/herald.log
                """.formatted(port, port));
    }
}
