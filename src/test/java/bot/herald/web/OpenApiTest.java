package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.storage.Database;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the API against the API. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#([^\"]*)\"");

    @Test
    void everyRouteIsDescribedAndNothingElseIs() {
        Set<String> described = new TreeSet<>();
        description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        Set<String> routes = new TreeSet<>();
        FakePeople nobody = new FakePeople(new Database("jdbc:sqlite:never-started"));
        for (Route route : Routes.of(RunningServer.SETTINGS, RunningServer.services(nobody), new FeedSockets())) {
            if (route.path().startsWith("/api/")) {
                route.methods().stream()
                        .filter(method -> !method.equals("HEAD"))
                        .forEach(method -> routes.add(method + " " + route.path()));
            }
        }
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void whatItRefersToIsThere() {
        JsonNode description = description();
        Matcher reference = REFERENCE.matcher(description.toString());
        int found = 0;
        while (reference.find()) {
            found++;
            assertThat(description.at(reference.group(1)).isObject())
                    .as(reference.group(1))
                    .isTrue();
        }
        assertThat(found).isGreaterThan(50);
    }

    private static JsonNode description() {
        try (RunningServer server = RunningServer.start()) {
            HttpResponse<String> answer = server.get("/api/openapi.json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            return Browser.parsed(answer);
        }
    }
}
