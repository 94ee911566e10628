package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.config.WebConfig.HostAndPort;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody without a login can use up or pass for. */
@Timeout(60)
class StrangersTest {
    @Test
    @Tag("full")
    void thousandIdleConnectionsOfOneClientKeepNobodyOut() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (RunningServer server = RunningServer.start()) {
            for (int i = 0; i < 1_200; i++) {
                Socket socket = server.connect();
                idle.add(socket);
                socket.getOutputStream().write(bytes(request("/healthz", "localhost", "")));
            }

            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void healthAndPagesAreAnsweredWhileEverythingThatWaitsForTwitchIsStuck() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            CountDownLatch goOn = new CountDownLatch(1);
            List<CompletableFuture<HttpResponse<String>>> stuck = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                server.authorizations.answersWith(() -> {
                    await(goOn);
                    return new Refused(Reason.TWITCH_UNAVAILABLE, "Plain words.");
                });
                stuck.add(
                        server.begin("/auth/callback?code=c&state=s", "Cookie", "herald_browser_x=" + "A".repeat(43)));
            }
            // More than there are threads and places: the last are told so rather than left to wait.
            HttpResponse<String> told = anyOf(stuck).get(20, TimeUnit.SECONDS);

            assertThat(told.statusCode()).isIn(429, 503);
            assertThat(told.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);
            goOn.countDown();
            CompletableFuture.allOf(stuck.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void healthIsAnsweredWhileEveryPageIsStuck() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<Route> routes = new ArrayList<>(new StatusEndpoints(List::of, () -> "").routes());
        routes.add(Route.get("/stuck", request -> {
            await(goOn);
            return Answer.empty(204);
        }));
        try (RunningServer server = RunningServer.with(ServerLimits.DEFAULT, routes.toArray(Route[]::new))) {
            List<CompletableFuture<HttpResponse<String>>> stuck = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                stuck.add(server.begin("/stuck"));
            }
            assertThat(anyOf(stuck).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(503);

            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
            goOn.countDown();
        }
    }

    @Test
    void oneClientBeginsOnlySoManyLoginsAndOthersStillCan() {
        try (RunningServer server = RunningServer.start()) {
            for (int i = 0; i < 30; i++) {
                assertThat(server.get("/auth/channel", "X-Forwarded-For", "192.0.2.1")
                                .statusCode())
                        .isEqualTo(302);
            }
            HttpResponse<String> refused = server.get("/auth/login", "X-Forwarded-For", "9.9.9.9, 192.0.2.1");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(refused.body()).contains("Too many attempts").doesNotContain("Error");
            assertThat(server.get("/auth/login", "X-Forwarded-For", "192.0.2.2").statusCode())
                    .isEqualTo(302);
            assertThat(server.get("/auth/login").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void loginsThatEndMakeRoomForOthersOfTheSameNetwork() {
        try (RunningServer server = RunningServer.start()) {
            for (int i = 0; i < 50; i++) {
                assertThat(server.get("/auth/channel", "X-Forwarded-For", "192.0.2.1")
                                .statusCode())
                        .isEqualTo(302);
                server.authorizations.completesWith(new Refused(Reason.ACCESS_DENIED, "Plain words."));
                assertThat(server.get("/auth/callback?state=s&error=access_denied", "X-Forwarded-For", "192.0.2.1")
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void wrongCodesOfOneClientSoonReachTwitchNoMore() {
        try (RunningServer server = RunningServer.start()) {
            for (int i = 0; i < 10; i++) {
                server.authorizations.completesWith(new Refused(Reason.INVALID_CODE, "Plain words."));
                server.get("/auth/callback?state=s&code=nonsense", "X-Forwarded-For", "2001:db8::" + i);
            }

            assertThat(server.get("/auth/callback?state=s&code=nonsense", "X-Forwarded-For", "[2001:db8::ffff]:123")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(server.authorizations.completed).hasSize(10);
        }
    }

    @Test
    void whatAClientSaysOfItselfCountsOnlyFromAWebServerOfOurs() throws Exception {
        InetAddress far = InetAddress.getByName("198.51.100.7");
        InetAddress lan = InetAddress.getByName("10.0.0.2");
        List<String> forwarded = List.of("192.0.2.1, 192.0.2.2", "192.0.2.3");

        assertThat(Client.of(new InetSocketAddress(far, 1), forwarded, true).address())
                .isEqualTo("198.51.100.7");
        assertThat(Client.of(new InetSocketAddress(lan, 1), forwarded, false).address())
                .isEqualTo("10.0.0.2");
        assertThat(Client.of(new InetSocketAddress(lan, 1), forwarded, true).address())
                .isEqualTo("192.0.2.3");
        assertThat(Client.of(new InetSocketAddress(lan, 1), List.of("evil.example"), true))
                .isEqualTo(Client.HERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test", "evil.test:8080", "bot.test.evil.test", "localhost.evil.test", "192.0.2.7"})
    void nobodyElsesNameIsAnsweredTo(String host) {
        try (RunningServer server = RunningServer.reachedAt("https://bot.test")) {
            for (String path : List.of("/", "/dashboard", "/api/me", "/auth/login", "/nowhere")) {
                assertThat(server.raw(request(path, host, "Connection: close\r\n")))
                        .startsWith("HTTP/1.1 421")
                        .doesNotContain("Set-Cookie");
            }
            // Probes name whatever address they were given.
            assertThat(server.raw(request("/healthz", host, "Connection: close\r\n")))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bot.test", "BOT.test:443", "localhost:8080", "127.0.0.1", "[::1]:8080"})
    void ourOwnNamesAreAnsweredTo(String host) {
        try (RunningServer server = RunningServer.reachedAt("https://bot.test")) {
            assertThat(server.raw(request("/", host, "Connection: close\r\n"))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whereEveryAddressIsListenedOnEachOfThisMachinesIsAnsweredTo() throws Exception {
        String own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
        try (RunningServer server =
                RunningServer.of(new WebSettings("0.0.0.0", 0, URI.create("https://bot.test"), "!"))) {
            assertThat(server.raw(request("/", own, "Connection: close\r\n"))).startsWith("HTTP/1.1 200");
            assertThat(server.raw(request("/", "192.0.2.7", "Connection: close\r\n")))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void anHttpsAddressIsHeldToHttpsAndNothingIsLentToOtherSites() {
        try (RunningServer secure = RunningServer.reachedAt("https://bot.test");
                RunningServer plain = RunningServer.start()) {
            assertThat(secure.get("/").headers().map())
                    .containsEntry("strict-transport-security", List.of("max-age=31536000"))
                    .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
                    .hasEntrySatisfying(
                            "permissions-policy", all -> assertThat(all.get(0)).contains("camera=()"));
            assertThat(secure.raw("nonsense\r\n\r\n")).contains("\r\nStrict-Transport-Security: ");
            assertThat(plain.get("/").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void monitoringMayHaveAnAddressOfItsOwn() {
        WebSettings settings = new WebSettings(
                "127.0.0.1",
                0,
                URI.create("http://localhost:8080"),
                Optional.of(new HostAndPort("127.0.0.1", 0)),
                "!",
                Optional.empty());
        try (RunningServer server = RunningServer.of(settings)) {
            int own = server.server().managementPort().orElseThrow();
            for (String path : List.of("/healthz", "/readyz", "/metrics")) {
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
                assertThat(server.getAt(own, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(server.get("/").statusCode()).isEqualTo(200);
            assertThat(server.getAt(own, "/").statusCode()).isEqualTo(404);
            assertThat(server.getAt(own, "/auth/login").statusCode()).isEqualTo(404);
        }
    }

    private static CompletableFuture<HttpResponse<String>> anyOf(List<CompletableFuture<HttpResponse<String>>> all) {
        CompletableFuture<HttpResponse<String>> first = new CompletableFuture<>();
        all.forEach(one -> {
            var unused = one.thenAccept(first::complete);
        });
        return first;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(String path, String host, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
