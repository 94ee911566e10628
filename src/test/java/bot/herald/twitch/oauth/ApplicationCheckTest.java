package bot.herald.twitch.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.testing.ScriptedServer;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.ApplicationCheck.About;
import bot.herald.twitch.oauth.ApplicationCheck.Finding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationCheckTest {
    private static final String GRANTED =
            "{\"access_token\":\"app-token\",\"expires_in\":5000000,\"token_type\":\"bearer\"}";
    private static final URI REDIRECT = URI.create("http://localhost:8080/auth/callback");

    private final ScriptedServer twitch = new ScriptedServer();
    private Clock clock = Clock.systemUTC();

    @AfterEach
    void close() {
        twitch.close();
    }

    @Test
    void whatTwitchTakesIsFineAndTheTokenThatWasOnlyATestIsGivenBack() {
        twitch.json(200, GRANTED).json(200, "").answer(302, "text/html", "", Map.of("Location", "/login?x=y"));

        assertThat(findings()).isEmpty();
        assertThat(twitch.asked())
                .extracting(asked -> asked.uri().getPath())
                .containsExactly("/token", "/revoke", "/authorize");
        assertThat(twitch.asked().get(0).body()).contains("grant_type=client_credentials");
        assertThat(twitch.asked()).noneMatch(asked -> asked.uri().toString().contains("hush"));
        assertThat(twitch.asked().get(2).uri().getRawQuery())
                .contains("redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fauth%2Fcallback");
    }

    @Test
    void redirectMismatchCountsAlsoWhenItComesAsAnError() {
        twitch.json(200, GRANTED)
                .json(200, "")
                .json(400, "{\"status\":400,\"message\":\"Parameter redirect_uri does not match registered URI\"}");
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo(About.REDIRECT_ADDRESS);
            assertThat(finding.words()).contains(REDIRECT.toString()).doesNotContain("What it has");
        });
    }

    @Test
    void redirectAddressThatCannotBeTestedIsNoProblem() {
        twitch.json(200, GRANTED).json(500, "").drop();
        assertThat(findings()).isEmpty();
    }

    @Test
    void httpIsRefusedAnywhereButOnLocalhostWithoutAskingTwitch() {
        assertThat(check().findings("id", new Secret("hush"), URI.create("http://127.0.0.1:8080/auth/callback")))
                .extracting(Finding::about)
                .containsExactly(About.REDIRECT_ADDRESS);
        assertThat(twitch.asked()).isEmpty();
    }

    @Test
    void clockIsComparedWithTwitchs() {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
        twitch.json(403, "{\"message\":\"invalid client secret\"}");
        assertThat(findings()).extracting(Finding::about).containsExactly(About.CLIENT_SECRET);
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20).plusSeconds(5));
        twitch.json(400, "{\"message\":\"invalid client\"}");
        assertThat(findings()).extracting(Finding::about).containsExactly(About.CLIENT_ID, About.EVERYTHING);
        clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(-30).minusSeconds(5));
        twitch.json(400, "{\"message\":\"invalid client\"}");
        assertThat(findings().get(1).words()).contains("30 hours behind Twitch");
    }

    private List<Finding> findings() {
        return check().findings("id", new Secret("hush"), REDIRECT);
    }

    private ApplicationCheck check() {
        return new ApplicationCheck(new TwitchHttp(Duration.ofSeconds(5)), twitch.base(), clock);
    }
}
