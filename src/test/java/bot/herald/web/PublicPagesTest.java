package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.language.Language;
import bot.herald.storage.Database;
import bot.herald.web.PublicChannels.PublicChannel;
import bot.herald.web.PublicChannels.PublicCommand;
import bot.herald.web.PublicChannels.PublicCounter;
import bot.herald.web.PublicChannels.PublicQuote;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPagesTest {
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "</td></tr></table><h1>owned</h1>",
            "{{user}} <b>{user}</b> ' onmouseover='x",
            "https://evil.example/\"onclick=alert(1)//",
            "https://evil.example/<script>",
            "data:text/html,<script>alert(1)</script>",
            "&lt;script&gt; &amp; \u202e");

    private final FakePeople people = new FakePeople(new Database("jdbc:sqlite:never-started"));
    private final RunningServer server = RunningServer.with(people);
    private final HttpClient client = HttpClient.newHttpClient();

    PublicPagesTest() {
        List<PublicCommand> commands = new ArrayList<>();
        commands.add(command("hug", "{user} hugs {1|{user}}! See https://hugs.example/a?b=c."));
        IntStream.range(0, HOSTILE.size()).forEach(i -> commands.add(command("bad" + i, HOSTILE.get(i))));
        PublicChannel alice = channel("alice", commands);
        PublicChannel many = channel(
                "many",
                IntStream.range(1000, 1450)
                        .mapToObj(i -> command("c" + i, "text"))
                        .toList());
        PublicChannel sorted = channel(
                "sorted",
                List.of(
                        new PublicCommand("a", List.of(), "x", "everyone", 0, 0, "", false),
                        new PublicCommand("b", List.of(), "x", "everyone", 0, 0, "Games <b>", false),
                        new PublicCommand("c", List.of(), "x", "everyone", 0, 0, "About", false)));
        Map<String, PublicChannel> all = Map.of(
                "alice",
                alice,
                "1",
                alice,
                "many",
                many,
                "sorted",
                sorted,
                "berta",
                channel(
                        "berta",
                        Language.DE,
                        List.of(
                                new PublicCommand(
                                        "uptime",
                                        List.of(),
                                        "Says how long the stream has run.",
                                        "everyone",
                                        0,
                                        0,
                                        "",
                                        true),
                                command("hug", "{user} hugs"))));
        people.publicChannels = who -> Optional.ofNullable(all.get(who));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static PublicCommand command(String name, String text) {
        return new PublicCommand(name, List.of("also" + name), text, "vip", 5, 10, "", false);
    }

    private static PublicChannel channel(String login, List<PublicCommand> commands) {
        return channel(login, Language.EN, commands);
    }

    private static PublicChannel channel(String login, Language language, List<PublicCommand> commands) {
        return new PublicChannel(
                "1",
                login,
                "A<b>lice",
                "!",
                language,
                Optional.of(Instant.EPOCH),
                "<i>title</i>",
                "Chess",
                commands,
                List.of(new PublicQuote(7, "<b>Never</b> again", "Chess", Instant.EPOCH)),
                List.of(new PublicCounter("deaths", 1234)));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void commandsStandUnderTheirCategories() throws IOException, InterruptedException {
        String words = get("/c/sorted").body().replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");

        assertThat(words).contains("About !c x Everyone Games &lt;b&gt; !b x Everyone More commands !a x Everyone");
        assertThat(get("/c/sorted.json").body()).contains("\"category\":\"About\"");
        assertThat(get("/c/many").body()).doesNotContain("More commands</th>");
    }

    @Test
    void thePageIsInTheChannelsLanguageWhateverTheBrowserAsksFor() throws Exception {
        String page = get("/c/berta", "Accept-Language", "es", "Cookie", "herald_language=en")
                .body();

        assertThat(page)
                .contains(
                        "<html lang=\"de\"",
                        "Befehle in diesem Chat",
                        "Sagt, wie lange der Stream schon läuft.",
                        "wer es geschrieben hat",
                        "Alle</span>",
                        "Auf Twitch ansehen")
                .doesNotContain("Commands", "/language", "Everyone", "lang=\"en\"");
        assertThat(get("/c/alice", "Accept-Language", "de").body())
                .contains("<html lang=\"en\"", "Commands in this chat");
    }

    @Test
    void anybodySeesTheCommandsWithoutLoginCookieOrScript() throws Exception {
        HttpResponse<String> page = get("/c/alice");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Cache-Control")).contains("public, max-age=60");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(page.body())
                .contains("<span class=\"cmd\">!hug</span>", "!alsohug", "VIPs", "Live</span>", "Chess")
                .contains("<em title=\"who wrote it\">{user}</em> hugs")
                .contains(
                        "<a class=\"lnk\" href=\"https://hugs.example/a?b=c\" rel=\"nofollow noopener\">https://hugs.example/a?b=c</a>.")
                .doesNotContain("<script>");
    }

    @Test
    void nothingThatAChannelWroteIsMarkup() throws Exception {
        String page = get("/c/alice").body();

        assertThat(page)
                .doesNotContain("<script>", "<img src=x", "<h1>owned", "<b>", "<i>", "onerror=alert(1)>")
                .doesNotContain("href=\"javascript", "href=\"data")
                .contains("&lt;script&gt;alert(1)");
        assertThat(page.split("href=\"https://evil.example", -1))
                .allSatisfy(part -> assertThat(part).doesNotStartWith("/\"onclick"));
    }

    @Test
    void quotesAndCountersAreThereWhereTheChannelShowsThem() throws Exception {
        assertThat(get("/c/alice").body())
                .contains("&lt;b&gt;Never&lt;/b&gt; again", "deaths", "1,234")
                .doesNotContain("<b>Never");
        assertThat(get("/c/alice?q=nothing+like+this").body()).doesNotContain("again", "deaths");
        JsonNode json = new ObjectMapper().readTree(get("/c/alice.json").body());
        assertThat(json.path("quotes").toString())
                .isEqualTo("[{\"number\":7,\"text\":\"<b>Never</b> again\",\"category\":\"Chess\","
                        + "\"addedAt\":\"1970-01-01T00:00:00Z\"}]");
        assertThat(json.path("counters").toString()).isEqualTo("[{\"name\":\"deaths\",\"value\":1234}]");
    }

    @Test
    void numbersAndDatesAreWrittenAsTheChannelsLanguageHasThem() throws Exception {
        assertThat(get("/c/alice").body()).contains("1,234", "1 Jan 1970");
        assertThat(get("/c/berta").body()).contains("1.234", "1. Jan. 1970").doesNotContain("1,234");
    }

    @Test
    void programsReadTheSameAsJson() throws Exception {
        HttpResponse<String> answer = get("/c/alice.json");
        JsonNode json = new ObjectMapper().readTree(answer.body());

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.path("channel").toString())
                .isEqualTo("{\"id\":\"1\",\"login\":\"alice\",\"displayName\":\"A<b>lice\"}");
        assertThat(json.path("commands").path(0).toString())
                .isEqualTo(
                        "{\"name\":\"hug\",\"aliases\":[\"alsohug\"],\"text\":\"{user} hugs {1|{user}}!"
                                + " See https://hugs.example/a?b=c.\",\"role\":\"vip\",\"cooldown\":{\"channelSeconds\":5,\"userSeconds\":10},\"category\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/alice", "/c/alice.json"})
    void whatIsKnownIsNotSentAgain(String path) throws Exception {
        String tag = get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void otherSpellingsLeadToTheLogin() throws Exception {
        assertThat(get("/c/Alice").headers().firstValue("Location")).contains("/c/alice");
        assertThat(get("/c/ALICE.json").headers().firstValue("Location")).contains("/c/alice.json");
        HttpResponse<String> byId = get("/c/1");
        assertThat(byId.statusCode()).isEqualTo(301);
        assertThat(byId.headers().firstValue("Location")).contains("/c/alice");
    }

    @Test
    void unknownAndDisconnectedChannelsAreTheSame404() throws Exception {
        HttpResponse<String> never = get("/c/nobody_has_this");
        HttpResponse<String> gone = get("/c/bob");

        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(gone.body()).isEqualTo(never.body());
        assertThat(gone.headers().map().keySet())
                .isEqualTo(never.headers().map().keySet());
        HttpResponse<String> forPrograms = get("/c/bob.json");
        assertThat(forPrograms.statusCode()).isEqualTo(404);
        assertThat(forPrograms.headers().firstValue("content-type")).contains("application/json");
        assertThat(forPrograms.body()).contains("not_found");
        assertThat(get("/c/%3Cscript%3E").body()).isEqualTo(never.body());
    }

    @Test
    void manyRowsComeInPagesAndCanBeSearched() throws Exception {
        assertThat(get("/c/many").body()).contains("!c1000<", "!c1199<").doesNotContain("!c1200<");
        assertThat(get("/c/many").body()).doesNotContain("rel=\"prev\"");
        assertThat(get("/c/many?page=2").body()).contains("?page=1\" rel=\"prev\"", "?page=3\" rel=\"next\"");
        assertThat(get("/c/many?page=3").body())
                .contains("!c1400<", "!c1449<", "?page=2\" rel=\"prev\"")
                .doesNotContain("page=4", "rel=\"next\"");
        assertThat(get("/c/many?page=99").body()).as("the last there is").contains("!c1449<");
        assertThat(get("/c/many?page=2&q=C1").body()).contains("?page=1&amp;q=c1\" rel=\"prev\"");
        assertThat(get("/c/many?q=C1234").body()).contains("!c1234<").doesNotContain("!c1235<");
        assertThat(get("/c/many?q=%22%3E%3Cscript%3E").body())
                .contains("No commands found")
                .doesNotContain("<script>");
    }

    @Test
    void sixtyRequestsAMinuteAreEnoughForOne() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertThat(get("/c/bob", "X-Forwarded-For", "198.51.100.7").statusCode())
                    .isEqualTo(404);
        }
        assertThat(get("/c/alice", "X-Forwarded-For", "198.51.100.7").statusCode())
                .isEqualTo(429);
        assertThat(get("/c/alice", "X-Forwarded-For", "198.51.100.8").statusCode())
                .isEqualTo(200);
        people.clock.advance(Duration.ofMinutes(1));
        assertThat(get("/c/alice", "X-Forwarded-For", "198.51.100.7").statusCode())
                .isEqualTo(200);
    }
}
