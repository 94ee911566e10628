package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.app.Herald;
import bot.herald.config.NewConfigFile;
import bot.herald.setup.FirstStart;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The set-up page in a browser with scripts. */
class SetupBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private TwitchSimulator twitch;
    private FirstStart start;
    private Chromium browser;

    @BeforeEach
    void open() throws IOException {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        twitch = SimulatedTwitch.start(port);
        Map<String, String> environment = SimulatedTwitch.endpoints(twitch);
        start = Herald.firstStart(
                new NewConfigFile(folder.resolve("config.yaml"), environment).withUsualPort(port),
                Clock.systemUTC(),
                line -> {});
        URI link = start.link();
        browser = new Chromium(link.resolve("/"));
        browser.open(link.getPath() + "?" + link.getQuery());
    }

    @AfterEach
    void close() {
        browser.close();
        start.close();
        twitch.close();
    }

    @Test
    void portAndAddressAreCheckedAsTheyAreTypedAndTheAddressFollowsThePort() {
        inspect("setup");
        browser.colours("light").picture("setup");
        browser.type("Client secret", "not to be lost").type("Port", "9");
        browser.one("#web-port").sendKeys(Keys.TAB);

        browser.awaitText("code.copy", "http://localhost:9/auth/callback");
        assertThat(browser.one("#public-url").getDomProperty("value")).isEqualTo("http://localhost:9");

        browser.type("Address", "http://localhost:8");
        browser.one("#public-url").sendKeys(Keys.TAB);
        browser.awaitText("#public-url-hint", "leads to port 8, but Herald listens on port 9");
        assertThat(browser.one("#public-url").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.one("#client-secret").getDomProperty("value")).isEqualTo("not to be lost");
        inspect("setup-refused");
    }

    @Test
    void codeForAPhoneIsThereForItsCamera() {
        SetupVisitor person = new SetupVisitor(start.link());
        person.browser.open(start.link());
        person.send("do", "install", "client-id", twitch.clientId(), "client-secret", twitch.clientSecret());
        person.send("do", "bot-code");

        browser.open("/setup");
        assertThat(browser.one("svg.qr").getAccessibleName()).contains("QR code that opens http");
        inspect("setup-code");
        assertThat(browser.complaints()).isEmpty();
    }

    private void inspect(String name) {
        for (String colours : List.of("light", "dark")) {
            browser.colours(colours);
            browser.desktop();
            look(name + "-desk-" + colours);
            browser.phone();
            look(name + "-phone-" + colours);
        }
        browser.desktop();
    }

    private void look(String name) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(browser.overhang()).as(name).isLessThanOrEqualTo(0));
        assertThat(browser.accessibilityFaults()).as(name).isEmpty();
        browser.screenshot(name);
    }
}
