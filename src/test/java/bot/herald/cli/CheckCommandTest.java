package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} prints, writes and answers with. */
class CheckCommandTest {
    private static final String SECRET = "hush/hush+hush=0123456789";

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyMistakeOfTheConfigurationIsAFinding() throws IOException {
        config("web: {port: x}\nlog: {colour: red}\n");

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString())
                .contains("wrong    configuration", "web.port", "did you mean", "2 things are wrong.")
                .doesNotContain(SECRET);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aKeyThatLostItsValueIsAFinding() throws IOException {
        config("web: {port: 0}\nbot:\n  command-prefix: #\n");

        check("--offline");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("config.yaml:")
                .contains("bot.command-prefix: has no value, since # begins a comment; the default applies, !")
                .contains("-> Enter a value, in quotes if it begins with #");
    }

    @Test
    void noConfigurationAtAllIsAFinding() {
        assertThat(check()).isEqualTo(1);
        assertThat(out.toString()).contains("there is none", "herald init");
    }

    @Test
    void aNamedFileThatIsMissingIsWrongUsage() {
        assertThat(check("-c", "none.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml");
    }

    @Test
    void noLineIsLongerThanTheTerminalIsWide() throws IOException {
        config("web: {port: 0}\n");

        assertThat(check("--offline")).isEqualTo(1);
        assertThat(out.toString().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(out.toString()).contains("-> ").doesNotContain("\u001b");
    }

    @Test
    void scriptsGetTheSameAsJson() throws IOException {
        config("web: {port: 0}\n");

        assertThat(check("--offline", "--json")).isEqualTo(1);

        JsonNode findings = new ObjectMapper().readTree(out.toString());
        assertThat(findings).allSatisfy(one -> {
            assertThat(one.get("state").asText()).isIn("ok", "warning", "wrong", "skipped");
            assertThat(one.get("subject").asText()).isNotEmpty();
            assertThat(one.get("text").asText()).isNotEmpty();
            assertThat(one.has("remedy")).isTrue();
        });
    }

    @Test
    void theReportIsWrittenForTheUserAloneAndOverwritesNothing() throws IOException {
        config("web: {port: 0}\n");

        assertThat(check("--offline", "--bundle", "report.txt")).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("report.txt"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("report.txt")))
                .contains("report of herald", "Java: ", "twitch.client-secret: (set)", "bot account", "heap: ");

        assertThat(check("--offline", "--bundle", "report.txt")).isEqualTo(1);
        assertThat(err.toString()).contains("exists already");
    }

    @Test
    void aSecretThatGotIntoTheLogIsNotInTheReport() throws IOException {
        config("web: {port: 0}\nlog: {file: herald.log}\n");
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(SECRET.getBytes(UTF_8));
        Files.writeString(
                folder.resolve("herald.log"),
                String.join(
                        "\n",
                        "a line that stays",
                        "secret " + SECRET,
                        "encoded " + URLEncoder.encode(SECRET, UTF_8),
                        "base64 " + unpadded,
                        "Open http://localhost/auth/bot?setup=AbCdEf0123",
                        "Authorization: Bearer abcdefghijklmnop",
                        "callback?code=secretcode123&state=secretstate123",
                        "changed the password: connect again",
                        "refresh_token=anotherone99999 {\"access_token\":\"another88888\"}"));

        assertThat(check("--offline", "--bundle", "report.txt")).isEqualTo(1);

        assertThat(Files.readString(folder.resolve("report.txt")))
                .contains("a line that stays", "changed the password: connect again")
                .doesNotContain(
                        SECRET,
                        URLEncoder.encode(SECRET, UTF_8),
                        unpadded,
                        "AbCdEf0123",
                        "abcdefghijklmnop",
                        "secretcode123",
                        "secretstate123",
                        "another88888",
                        "anotherone99999");
    }

    private void config(String more) throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"), "twitch: {client-id: abc, client-secret: '" + SECRET + "'}\n" + more);
    }

    private int check(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PrintWriter printed = new PrintWriter(out, true);
        PrintWriter complained = new PrintWriter(err, true);
        return Cli.execute(
                all,
                new HeraldActions(printed),
                new HeraldUpkeep(printed, complained, Clock.systemUTC(), 80),
                Map.of(),
                folder,
                printed,
                complained);
    }
}
