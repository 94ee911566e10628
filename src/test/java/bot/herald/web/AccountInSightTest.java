package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AuthorizationRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Whoever connects a channel sees which, before Twitch is asked. */
class AccountInSightTest extends AliceOnline {
    @Test
    void theStartPageNamesTheAccountThatIsLoggedIn() {
        assertThat(alice.get("/").body())
                .contains("href=\"/auth/channel?channel=100\"", "Alice", "href=\"/auth/channel?another=true\"");
        assertThat(server.get("/").body()).contains("href=\"/auth/channel\"").doesNotContain("Use another account");
    }

    @Test
    void theDirectWayAsksWhoIsLoggedInWhichAccount() {
        HttpResponse<String> page = asBrowser("/auth/channel");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Connect this channel?",
                        "Alice",
                        "href=\"/auth/channel?channel=100\"",
                        "href=\"/auth/channel?another=true\">Use another account");
        assertThat(server.authorizations.begun).isEmpty();
    }

    @Test
    void aLinkThatSaysWhichGoesStraightToTwitch() {
        assertThat(asBrowser("/auth/channel?channel=100").statusCode()).isEqualTo(302);
        assertThat(asBrowser("/auth/channel?another=true").statusCode()).isEqualTo(302);
        assertThat(server.get("/auth/channel", "Accept", "text/html").statusCode())
                .as("logged in as nobody")
                .isEqualTo(302);
        assertThat(server.authorizations.begun)
                .extracting(begun -> begun.request().choosing())
                .containsExactly(false, true, false);
        AuthorizationRequest named = server.authorizations.begun.get(0).request();
        assertThat(named.expected()).hasValue(ALICE.id());
    }

    private HttpResponse<String> asBrowser(String path) {
        return server.get(path, "Cookie", "herald_session=" + alice.cookie, "Accept", "text/html,*/*;q=0.8");
    }
}
