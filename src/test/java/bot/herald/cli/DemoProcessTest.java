package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as somebody meets it who has just got the jar. */
@Tag("full")
class DemoProcessTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anyPortWillDo() throws Exception {
        try (HeraldProcess demo = demo("--port", "0", "--channels", "1", "--for", "1s")) {
            assertThat(demo.await("Open http://localhost:([0-9]+)/dashboard")).isNotEqualTo("0");
            assertThat(demo.awaitExit(60)).as(demo.output()).isZero();
            assertThat(demo.output().lines().filter(line -> !line.startsWith("Picked up")))
                    .allMatch(line -> line.length() <= 80);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theStreamAndTheRaidArePostedOnThePageThatIsNamed() throws Exception {
        try (HeraldProcess demo = demo("--port", "0", "--channels", "1")) {
            demo.await("1 raid greeted, 1 command answered");
            URI discord = URI.create(demo.await("simulated Discord:  (http://127\\.0\\.0\\.1:[0-9]+/)$"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(new ScriptedBrowser().open(discord).body())
                                    .contains("#stream-news", "Building a boat", "PixelPenguin raids Alice"));
            assertThat(demo.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
            demo.terminate();
            assertThat(demo.awaitExit(60)).as(demo.output()).isZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutDiscordItLoadsNoneOfJda() throws Exception {
        Path classes = folder.resolveSibling(folder.getFileName() + "-classes");
        try (HeraldProcess demo = new HeraldProcess(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder + " -Xlog:class+load:file=" + classes),
                "demo",
                "--port",
                "0",
                "--channels",
                "1",
                "--for",
                "1s",
                "--without-discord")) {
            assertThat(demo.awaitExit(60)).as(demo.output()).isZero();
            assertThat(demo.output())
                    .contains("1 raid greeted, 1 command answered")
                    .doesNotContain("Discord");
            assertThat(Files.readString(classes))
                    .contains("bot.herald.Main")
                    .doesNotContain("net.dv8tion.jda")
                    .doesNotContain("bot.herald.simulator.discord.DiscordSimulator");
        } finally {
            Files.deleteIfExists(classes);
        }
    }

    @Test
    void brokenOffInTheMiddleOfItsStoryItStopsInOrderAndLeavesNothing() throws Exception {
        try (HeraldProcess demo = demo("--port", "0", "--channels", "50")) {
            demo.await("opened /auth/bot");
            demo.terminate();
            assertThat(demo.awaitExit(10)).as(demo.output()).isZero();
            assertThat(demo.output()).doesNotContain("50 channels connected");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPortThatIsTakenIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HeraldProcess demo = demo("--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(demo.awaitExit(60)).isEqualTo(1);
            assertThat(demo.output())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--port")
                    .doesNotContain("web.port");
        }
    }

    private HeraldProcess demo(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        // Where the demo makes its temporary folder, and nothing else does.
        return new HeraldProcess(folder, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder), arguments);
    }
}
