package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import bot.herald.storage.Database;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other sites try with the cookie of somebody who is logged in, on every route that changes something. */
class ChangingRoutesTest extends AliceOnline {
    private static final TwitchProfile BOB = FakePeople.profile("200", "bob", "Bob");

    @BeforeEach
    void addContent() {
        alice.send("POST", "/api/channels/100/commands", "{\"name\":\"hi\",\"text\":\"Hello\"}");
        alice.send("POST", "/api/channels/100/timers", """
                {"name":"hi","messages":["Hello"],"intervalMinutes":5}""");
    }

    static Stream<Arguments> changingRoutes() {
        FakePeople nobody = new FakePeople(new Database("jdbc:sqlite:never-started"));
        return Routes.of(RunningServer.SETTINGS, RunningServer.services(nobody), new FeedSockets()).stream()
                .flatMap(route -> route.methods().stream()
                        .filter(method -> !method.equals("GET") && !method.equals("HEAD"))
                        .map(method -> Arguments.of(
                                method,
                                route.path()
                                        .replace("{id}", "100")
                                        .replace("{name}", "hi")
                                        .replaceAll("\\{\\w+\\}", "1"))));
    }

    @Test
    void thereAreManySuchRoutes() {
        assertThat(changingRoutes()).hasSizeGreaterThan(9);
    }

    @ParameterizedTest
    @MethodSource("changingRoutes")
    void aChangeByCookieThatDoesNotComeFromOurPagesIsRefused(String method, String path) {
        String before = everything();
        String body = path.startsWith("/api") ? "{\"name\":\"evil\",\"text\":\"evil\"}" : "form=" + alice.formToken();
        String type = path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded";
        for (String[] from : new String[][] {
            {"Accept", "*/*"},
            {"Origin", "https://evil.test"},
            {"Origin", "null"},
            {"Origin", ""},
            {"Origin", "https://localhost:8080"},
            {"Origin", "http://localhost:8081"},
            {"Origin", "http://localhost:8080.evil.test"},
            {"Origin", "http://localhost:8080@evil.test"},
            {"Referer", "https://evil.test/http://localhost:8080/"},
            {"Origin", "https://evil.test", "Referer", "http://localhost:8080/dashboard"}
        }) {
            List<String> headers = new ArrayList<>(List.of(from));
            headers.addAll(List.of("Cookie", "herald_session=" + alice.cookie, "Content-Type", type));
            HttpResponse<String> answer = server.send(method, path, body, headers.toArray(String[]::new));
            assertThat(answer.statusCode()).as(String.join(" ", from)).isEqualTo(403);
        }
        assertThat(everything()).isEqualTo(before);
    }

    static Stream<String> forms() {
        return changingRoutes()
                .map(arguments -> String.valueOf(arguments.get()[1]))
                // Light or dark and the language are for everybody, and kept in the browser alone.
                .filter(path -> !path.startsWith("/api")
                        && !Set.of("/theme", "/language").contains(path));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormWithoutItsTokenChangesNothing(String path) {
        String before = everything();
        String bobs = new Browser(server, people, BOB).formToken();

        for (String token : List.of("", "wrong", bobs)) {
            assertThat(alice.submitWith(token, path, "name", "evil", "text", "evil")
                            .statusCode())
                    .as(token)
                    .isEqualTo(403);
        }
        assertThat(server.send(
                                "POST",
                                path,
                                "form=" + alice.formToken(),
                                "Cookie",
                                "herald_session=" + alice.cookie,
                                "Origin",
                                Browser.OWN,
                                "Content-Type",
                                "text/plain")
                        .statusCode())
                .isEqualTo(403);
        assertThat(everything()).isEqualTo(before);
    }

    private String everything() {
        assertThat(people.disconnected).isEmpty();
        return Stream.of(
                        "/api/me",
                        "/api/channels/100/commands",
                        "/api/channels/100/timers",
                        "/api/channels/100/settings")
                .map(path -> alice.get(path).body())
                .reduce("", String::concat);
    }
}
