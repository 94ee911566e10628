package bot.herald.check;

import bot.herald.auth.OAuthClient;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.config.WebConfig;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/**
 * Whether the redirect address is registered on Twitch. Begins an authorization as a browser would, but follows no redirect.
 *
 * <p>For an unregistered address, Twitch redirects to the first registered one, with {@code error=redirect_mismatch}.
 */
record RedirectProbe(WebConfig web, OAuthClient oauth, TwitchHttp http) {
    private static final String SUBJECT = "redirect address";

    List<Finding> look() {
        HttpAnswer answer = http.send(
                TwitchCall.BEGIN_AUTHORIZATION,
                HttpRequest.newBuilder(oauth.authorizeUri(RequestedScopes.of(Purpose.LOGIN), "herald-check", false))
                        .GET());
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return List.of(Finding.warning(
                    SUBJECT, "Twitch could not be asked (" + none.reason() + ")", "Try again in a while."));
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        String said = (response.headers().firstValue("Location").orElse("") + " " + response.message())
                .toLowerCase(Locale.ROOT);
        if (said.contains("redirect_mismatch") || said.contains("redirect_uri")) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    web.redirectUri() + " is not registered on Twitch",
                    "At dev.twitch.tv/console enter exactly " + web.redirectUri()
                            + " as an OAuth redirect URL, or correct web.public-url."));
        }
        if (response.status() >= 400) {
            return List.of(Finding.warning(
                    SUBJECT, "Twitch did not say (HTTP " + response.status() + ")", "Try again in a while."));
        }
        return List.of(Finding.ok(SUBJECT, web.redirectUri() + ", to which Twitch has no objection"));
    }
}
