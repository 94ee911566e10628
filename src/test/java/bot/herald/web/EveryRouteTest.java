package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import bot.herald.storage.Database;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route there is, taken from the table itself, so that no new one is forgotten. */
class EveryRouteTest extends AliceOnline {
    private static final TwitchProfile EVE = FakePeople.profile("666", "eve", "Eve");

    private Browser boss;

    @BeforeEach
    void addContent() {
        boss = new Browser(server, people, FakePeople.BOSS);
        boss.send("POST", "/api/channels/100/commands", "{\"name\":\"hi\",\"text\":\"Hello\"}");
        boss.send("POST", "/api/channels/100/timers", """
                {"name":"hi","messages":["Hello"],"intervalMinutes":5}""");
    }

    private static Stream<Route> table() {
        FakePeople nobody = new FakePeople(new Database("jdbc:sqlite:never-started"));
        return Routes.of(RunningServer.SETTINGS, RunningServer.services(nobody), new FeedSockets()).stream();
    }

    private static String path(Route route, String id) {
        return route.path().replace("{id}", id).replace("{name}", "hi").replaceAll("\\{\\w+\\}", "1");
    }

    static Stream<String> readable() {
        return table().filter(route -> route.methods().contains("GET")).map(route -> path(route, "100"));
    }

    static Stream<Arguments> ofAChannel() {
        return table().filter(route -> route.path().contains("{id}"))
                .flatMap(route -> route.methods().stream()
                        .filter(method -> !method.equals("HEAD"))
                        .map(method -> Arguments.of(method, route)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void answersCarryTheStrictHeadersAndLeadToNoOtherSite(String path) {
        for (HttpResponse<String> answer :
                List.of(boss.get(path), server.get(path), boss.get(path + "?next=https://evil.test&url=//evil.test"))) {
            assertThat(header(answer, "Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none'; ")
                            .contains("script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                            .contains("form-action 'self'")
                            .doesNotContain("unsafe", "*", "data:"));
            assertThat(header(answer, "X-Content-Type-Options")).hasValue("nosniff");
            assertThat(header(answer, "Referrer-Policy")).hasValue("same-origin");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).hasValue("same-origin");
            assertThat(header(answer, "Location").orElse("/")).doesNotContain("evil");
            if (header(answer, "Content-Type").orElse("").startsWith("text/html")) {
                assertThat(header(answer, "Cache-Control")).hasValue("no-store");
                assertThat(answer.body())
                        .doesNotContain(" style=", "onclick", "onload", "javascript:")
                        .doesNotContainPattern("<script(?![^>]* src=)");
            }
        }
    }

    static Stream<String> forms() {
        return table().filter(route -> route.methods().contains("POST"))
                .filter(route -> route.path().startsWith("/dashboard/"))
                .map(route -> path(route, "100"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormLeadsBackToAPageThatThereIs(String path) {
        String page = TypedForm.of(new WebRequest("POST", path, "", Map.of(), Map.of(), ""))
                .orElseThrow()
                .page();

        assertThat(new Router(table().toList()).find("GET", page)).isInstanceOf(Router.Found.class);
    }

    @Test
    void thereAreManyRoutesOfAChannel() {
        assertThat(ofAChannel()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("ofAChannel")
    void anotherPersonsChannelIsAnsweredLikeOneThatDoesNotExist(String method, Route route) {
        Browser eve = new Browser(server, people, EVE);

        HttpResponse<String> others = ask(eve, method, path(route, "100"));
        HttpResponse<String> nowhere = ask(eve, method, path(route, "999"));

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(nowhere.body());
        assertThat(others.headers().map().keySet())
                .isEqualTo(nowhere.headers().map().keySet());
        assertThat(people.disconnected).isEmpty();
    }

    private static HttpResponse<String> ask(Browser who, String method, String path) {
        if (method.equals("GET")) {
            return path.endsWith("/events") ? who.send("GET", path, "") : who.get(path);
        }
        return path.startsWith("/api")
                ? who.send(method, path, "{\"name\":\"evil\",\"text\":\"evil\"}")
                : who.submit(path, "name", "evil", "text", "evil");
    }

    @Test
    void aTokenForScriptsThatIsChangedUnsignedOrOutOfDateOpensNothing() {
        String good = Browser.parsed(boss.send("POST", "/api/session", ""))
                .path("token")
                .asText();
        String[] parts = good.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String signedIn = encoded(payload.replace("900", "100"));
        assertThat(me(good)).isEqualTo(200);

        assertThat(me(parts[0] + "." + signedIn + "." + parts[2])).isEqualTo(401);
        assertThat(me(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(me(encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + signedIn + "."))
                .isEqualTo(401);
        assertThat(me(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
        people.clock.advance(Duration.ofHours(1));
        assertThat(me(good)).isEqualTo(401);
    }

    private int me(String bearer) {
        return server.get("/api/me", "Authorization", "Bearer " + bearer).statusCode();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static Optional<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }
}
