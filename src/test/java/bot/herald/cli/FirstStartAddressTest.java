package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.app.Herald;
import bot.herald.config.ConfigLoader;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstStart;
import bot.herald.testing.FreePort;
import bot.herald.testing.QrReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The port and the public address in the set-up. */
class FirstStartAddressTest extends FirstStartStage {
    @Test
    void anotherPortIsListenedOnAtOnceAndThePageSaysWhereItIs() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        int other = FreePort.next();
        String address = "http://localhost:" + other;
        twitch.registerRedirectUris(List.of(address + "/auth/callback"));
        begin();
        assertThat(person().look().body()).containsPattern("name=\"port\" [^>]*value=\"" + port + "\"");

        HttpResponse<String> installed = installAt(String.valueOf(other), address);
        assertThat(installed.body())
                .contains("Step 2 of 4", "Herald's address is <code>" + address + "</code> now")
                .contains("href=\"" + address + "/setup\"");
        assertThat(person().browser.open(URI.create(address + "/setup")).body())
                .contains("Step 2 of 4")
                .doesNotContain("Herald's address is");
        assertThat(person().look().statusCode()).isEqualTo(200);
        assertThat(announced).anyMatch(line -> line.contains("address is " + address + " now"));
        assertThat(new ConfigLoader()
                        .load(folder.resolve("config.yaml"), Map.of())
                        .web()
                        .port())
                .isEqualTo(other);
    }

    @Test
    void portThatAnotherProgramHasIsSaidBeforeAnythingIsWritten() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        begin();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://localhost:" + taken.getLocalPort();
            twitch.registerRedirectUris(List.of(address + "/auth/callback"));

            HttpResponse<String> refused = installAt(String.valueOf(taken.getLocalPort()), address);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("Herald cannot listen on port " + taken.getLocalPort())
                    .contains("value=\"" + taken.getLocalPort() + "\"", "value=\"" + address + "\"")
                    .contains("Herald still has the secret you entered");
            assertNothingWritten();
        }
        twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
        assertThat(installAt(String.valueOf(port), "http://localhost:" + port).body())
                .contains("Step 2 of 4")
                .doesNotContain("Herald's address is");
    }

    @ParameterizedTest
    @CsvSource({
        "9, http://localhost:8, 'leads to port 8, but Herald listens on port 9. Use http://localhost:9,'",
        "eighty, http://localhost:8, must be",
        "0, http://localhost:8, another port at each start"
    })
    void portThatDoesNotFitIsRefusedWhenItIsTypedAndWhenItIsSaved(String typed, String address, String words) {
        environment.remove("HERALD_WEB_PORT");
        begin();
        for (String what : List.of("address", "install")) {
            HttpResponse<String> answer = person().send(
                            "do",
                            what,
                            "port",
                            typed,
                            "public-url",
                            address,
                            "client-id",
                            twitch.clientId(),
                            "client-secret",
                            twitch.clientSecret());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(words)
                    .contains("value=\"" + typed + "\"", "value=\"" + address + "\"")
                    .contains("Herald still has the secret you entered");
        }
        assertNothingWritten();
    }

    @Test
    void setUpIsOnTheNextPortWhereAnotherProgramHasTheUsualOne() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FirstStart start = Herald.firstStart(file().withUsualPort(taken.getLocalPort()), clock, announced::add);
            opened = Optional.of(start);
            port = start.link().getPort();
            assertThat(port).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 9);
            visitor = Optional.of(new SetupVisitor(start.link()));
            assertThat(person().browser.open(start.link()).body())
                    .containsPattern("name=\"port\" [^>]*value=\"" + port + "\"")
                    .contains("value=\"http://localhost:" + port + "\"");

            twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
            assertThat(installAt(String.valueOf(port), "http://localhost:" + port)
                            .body())
                    .contains("Step 2 of 4")
                    .doesNotContain("Herald's address is");
        }
    }

    @Test
    void portOfTheEnvironmentThatAnotherProgramHasEndsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("HERALD_WEB_PORT", String.valueOf(taken.getLocalPort()));
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> Herald.firstStart(file(), clock, announced::add))
                    .withMessageContaining(":" + taken.getLocalPort());
        }
    }

    @Test
    void portThatTheEnvironmentGivesCannotBeChanged() {
        begin();
        assertThat(person().look().body())
                .contains("Herald listens on port <code>" + port + "</code>")
                .doesNotContain("name=\"port\"");
    }

    private HttpResponse<String> installAt(String where, String address) {
        return person().send(
                        "do",
                        "install",
                        "port",
                        where,
                        "public-url",
                        address,
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret());
    }

    @Test
    void linksThatOnlyWorkOnThisComputerSaySo() {
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("This link only works on this computer")
                .doesNotContain("class=\"qr\"");
    }

    @Test
    void linksThatAPhoneCanOpenAreThereForItsCamera() {
        String address = "https://bot.example.org";
        twitch.registerRedirectUris(List.of(address + "/auth/callback"));
        begin();
        String page = installAt("", address).body();
        assertThat(page)
                .contains("aria-label=\"QR code that opens " + address + "/auth/bot?setup=")
                .doesNotContain("only works on this computer");
        assertThat(QrReader.onPage(page))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(address + "/auth/bot?setup=")
                .satisfies(read -> assertThat(page).contains(">" + read + "</code>"));
    }

    @Test
    void redirectAddressThatIsNotRegisteredIsNamedWithTheOneThatIs() {
        twitch.registerRedirectUris(List.of("http://localhost:3000/elsewhere"));
        begin();

        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("does not have the redirect address http://localhost:" + port + "/auth/callback")
                .contains("What it has is http://localhost:3000/elsewhere");
        assertNothingWritten();
        twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Step 2 of 4");
    }

    @ParameterizedTest
    @CsvSource({
        "http://bot.example.org, only for localhost",
        "bot.example.org, must be an absolute http or https address",
        "http://localhost:1, leads to port 1",
        "'javascript:alert(1)', must be an absolute http or https address"
    })
    void addressThatTwitchWouldNotTakeIsRefused(String address, String words) {
        begin();
        HttpResponse<String> answer = person().send(
                        "do",
                        "install",
                        "public-url",
                        address,
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertNothingWritten();

        HttpResponse<String> looked = person().send("do", "address", "public-url", address);
        assertThat(looked.statusCode()).isEqualTo(400);
        assertThat(looked.body()).contains(words).doesNotContain("enter the client ID");
    }

    @Test
    void changedAddressShowsWhatToRegisterForIt() {
        begin();
        assertThat(person().send("do", "address", "public-url", "https://bot.example.org/")
                        .body())
                .contains(">https://bot.example.org/auth/callback<");
    }

    @Test
    void addressThatTheEnvironmentGivesCannotBeChanged() {
        environment.put("HERALD_WEB_PUBLIC_URL", "http://localhost:" + port);
        begin();
        assertThat(person().look().body()).contains("as set in the environment").doesNotContain("name=\"public-url\"");
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Step 2 of 4");
    }
}
