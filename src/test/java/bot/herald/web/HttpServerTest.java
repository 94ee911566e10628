package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import bot.herald.storage.Database;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class HttpServerTest {
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https:;"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final RunningServer server = RunningServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theStartPageOffersToConnectAChannel() {
        HttpResponse<String> answer = server.get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/html; charset=utf-8");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body())
                .containsPattern("href=\"/auth/channel\"><i [^>]*></i>Connect your channel</a>")
                // What Twitch will ask for, in words, before anybody is sent there.
                .contains("<li>speak in your chat as a bot</li>")
                .contains("<code>!commands</code>")
                .doesNotContainPattern("<script(?! src=)")
                .doesNotContain("style=", "onclick");
    }

    @Test
    void withoutABotTheStartPageSaysThatTheOperatorComesFirst() {
        server.botConnected.set(false);

        assertThat(server.get("/").body())
                .contains("The operator has to connect the bot account first")
                .doesNotContain("/auth/channel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/auth/channel",
                "/auth/bot",
                "/auth/callback?a=1&a=1",
                "/healthz",
                "/readyz",
                "/metrics",
                "/nowhere",
                "/assets/herald.css"
            })
    void everyAnswerHasTheSecurityHeaders(String path) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(CONTENT_POLICY);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/readyz", "/metrics", "/assets/herald.css", "/nowhere"})
    void headIsGetWithoutTheBody(String path) {
        HttpResponse<String> get = server.get(path);
        HttpResponse<String> head = server.send("HEAD", path, "");

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
    }

    @Test
    void anUnknownAddressIsAPageThatLeadsBack() {
        HttpResponse<String> answer = server.get("/nowhere?code=topsecretcode", "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept");
        assertThat(answer.body())
                .contains("<h1>There is nothing here</h1>")
                .contains("href=\"/\"")
                .doesNotContain("topsecretcode", "/nowhere");
    }

    @Test
    void programsAreToldByJson() {
        HttpResponse<String> answer = server.get("/nowhere", "Accept", "application/json, text/plain, */*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body()).startsWith("{\"error\":{").contains("\"code\":\"not_found\"");
    }

    @Test
    void underApiThereAreNoPages() {
        assertThat(server.get("/api/nowhere").body()).contains("\"code\":\"not_found\"");
        assertThat(server.get("/api/nowhere", "Accept", "text/html").body()).contains("\"code\":\"not_found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void theWrongMethodIsToldTheRightOnes(String method) {
        String answer = server.raw(method + " /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").contains("\r\nAllow: GET, HEAD\r\n");
    }

    @Test
    void theWrongMethodIsJsonForPrograms() {
        HttpResponse<String> answer = server.send("POST", "/auth/callback", "state=s", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("\"code\":\"method_not_allowed\"");
        assertThat(server.authorizations.completed).isEmpty();
    }

    @Test
    void aFailureInHeraldTellsTheBrowserNothingAndTheLogOnlyWhere() {
        Logger logger = (Logger) LoggerFactory.getLogger("bot.herald.web");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.ERROR);
        logger.addAppender(logged);
        try {
            server.authorizations.failsWith(
                    () -> new IllegalStateException("token=topsecret", new IllegalArgumentException("code=topsecret")));
            HttpResponse<String> page = server.get("/auth/callback?state=s&code=topsecret");
            server.authorizations.failsWith(() -> new StackOverflowError("token=topsecret"));
            HttpResponse<String> json = server.get("/auth/callback?state=s", "Accept", "application/json");

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body()).contains("Something went wrong in Herald").doesNotContain("topsecret", "Exception");
            assertThat(json.statusCode()).isEqualTo(500);
            assertThat(json.body()).contains("\"code\":\"internal_error\"").doesNotContain("topsecret", "Exception");
        } finally {
            logger.detachAppender(logged);
            logger.setLevel(before);
        }
        List<ILoggingEvent> errors = List.copyOf(logged.list);
        assertThat(errors).hasSize(2).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage())
                    .startsWith("route=/auth/callback method=GET failed: java.lang.")
                    .contains("AuthorizationEndpoints.complete")
                    .doesNotContain("topsecret");
        });
        assertThat(errors.get(0).getFormattedMessage())
                .contains(
                        "java.lang.IllegalStateException at bot.herald.",
                        "caused by java.lang.IllegalArgumentException");
    }

    @Test
    void aPortThatIsTakenIsNamedWithWhatToDo() {
        WebSettings taken = new WebSettings("127.0.0.1", server.port(), URI.create("http://localhost"), "!");
        try (HttpServer second = new HttpServer(taken, services())) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(second::start)
                    .withMessageContaining("127.0.0.1:" + server.port())
                    .withMessageContaining("in use")
                    .withMessageContaining("web.port or HERALD_WEB_PORT");
            assertThat(second.check().up()).isFalse();
        }
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatIsNotThisMachinesIsNamedWithWhatToDo() {
        // 192.0.2.0/24 is reserved for documentation: nobody has it.
        WebSettings foreign = new WebSettings("192.0.2.1", 0, URI.create("http://localhost"), "!");
        try (HttpServer second = new HttpServer(foreign, services())) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(second::start)
                    .withMessageContaining("192.0.2.1")
                    .withMessageContaining("web.bind or HERALD_WEB_BIND");
        }
    }

    @Test
    void theServerIsUpBetweenStartAndClose() {
        HttpServer other = new HttpServer(RunningServer.SETTINGS, services());
        assertThat(other.check().up()).isFalse();
        assertThatIllegalStateException().isThrownBy(other::port);

        other.start();
        assertThat(other.check()).isEqualTo(Health.UP);
        assertThat(other.port()).isPositive();

        other.close();
        other.close();
        assertThat(other.check().up()).isFalse();
    }

    @Test
    void aRequestOnItsWayIsAnsweredBeforeTheServerIsGone() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Route slow = Route.get("/slow", request -> {
            entered.countDown();
            await(goOn);
            return Answer.text("text/plain", "done");
        });
        RunningServer stopping = RunningServer.with(ServerLimits.DEFAULT, slow);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> stopping.get("/slow"));
        await(entered);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(stopping::close);
        org.awaitility.Awaitility.await().until(() -> !stopping.server().check().up());
        assertThat(closed).isNotDone();
        goOn.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
        closed.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static WebServices services() {
        return RunningServer.services(new FakePeople(new Database("jdbc:sqlite:never-started")));
    }
}
