package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look-up of known faults that continuous integration makes, against a database made up here. */
@Tag("full")
class AuditTest {
    private static final String FAULTY = "{\"results\":[{},{\"vulns\":[{\"id\":\"GHSA-1\",\"modified\":\"x\"}]}]}";

    @TempDir
    Path folder = Path.of("");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private String answer = "{\"results\":[{},{}]}";
    private HttpServer database;

    @BeforeEach
    void start() throws IOException {
        database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/v1/querybatch", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        database.start();
    }

    @AfterEach
    void stop() {
        database.stop(0);
    }

    @Test
    void whatHasNoKnownFaultPasses() throws Exception {
        assertThat(audit("")).startsWith("0 ").contains("2 parts looked up, 0 faults.");
        assertThat(asked).singleElement().asString().contains("\"purl\":\"pkg:maven/org.example/one@1.0\"");
    }

    @Test
    void aKnownFaultIsNamed() throws Exception {
        answer = FAULTY;
        assertThat(audit("")).startsWith("1 ").contains("pkg:maven/org.example/two@2.0 has GHSA-1");
    }

    @Test
    void anAcceptedFaultPassesUntilItsDate() throws Exception {
        answer = FAULTY;
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(audit(acceptance("unused here", today.plusDays(1).toString())))
                .startsWith("0 ");
        assertThat(audit(acceptance("unused here", today.minusDays(1).toString())))
                .startsWith("1 ")
                .contains("GHSA-1: the acceptance ran out on");
    }

    @Test
    void anAcceptanceNeedsAReasonAndADate() throws Exception {
        assertThat(audit(acceptance("", "2999-01-01"))).startsWith("1 ").contains("needs an id and a reason");
        assertThat(audit(acceptance("unused here", ""))).startsWith("1 ").contains("needs an end date");
    }

    @Test
    void aDatabaseThatCannotBeAskedIsAWarning() throws Exception {
        answer = "{}";
        assertThat(audit("")).startsWith("0 ").contains("warning: the database of known faults could not be asked");
        database.stop(0);
        assertThat(audit("")).startsWith("0 ").contains("warning: the database of known faults could not be asked");
    }

    private static String acceptance(String reason, String until) {
        return "{\"id\":\"GHSA-1\",\"reason\":\"" + reason + "\",\"until\":\"" + until + "\"}";
    }

    /** The exit code, and all that was printed. */
    private String audit(String accepted) throws IOException, InterruptedException {
        Path bill = Files.writeString(
                folder.resolve("bill.json"),
                "{\"components\":[{\"purl\":\"pkg:maven/org.example/one@1.0?type=jar\"},"
                        + "{\"purl\":\"pkg:maven/org.example/two@2.0\"}]}");
        Path acceptances = Files.writeString(folder.resolve("accepted.json"), "{\"accepted\":[" + accepted + "]}");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "packaging/audit/Audit.java",
                        bill.toString(),
                        acceptances.toString(),
                        "http://127.0.0.1:" + database.getAddress().getPort())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + printed;
    }
}
