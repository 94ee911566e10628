package bot.herald.twitch.oauth;

import bot.herald.identity.Secret;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks, before anything is stored, whether Twitch accepts a client ID, a client secret and a redirect URI.
 *
 * <p>Stateless and safe for concurrent use; findings are in plain words and never contain the secret.
 */
public final class ApplicationCheck {
    /** What to say about an address that is not {@link #isSafe}. */
    public static final String NOT_SAFE =
            "Twitch takes http only for localhost. Use an https address, or http://localhost with the port.";

    /** With a clock that is further off, certificates fail and people read wrong times. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private static final String CONSOLE = "dev.twitch.tv/console";

    private final TwitchHttp http;
    private final URI base;
    private final Clock clock;

    /** What a finding is about. */
    public enum About {
        CLIENT_ID,
        CLIENT_SECRET,
        REDIRECT_ADDRESS,
        EVERYTHING
    }

    /** Something that is wrong. */
    public record Finding(About about, String words) {}

    /** @param base for example {@code https://id.twitch.tv/oauth2} */
    public ApplicationCheck(TwitchHttp http, URI base, Clock clock) {
        this.http = http;
        this.base = base;
        this.clock = clock;
    }

    /** Asks Twitch; empty if all is well as far as can be told without a person at a browser. */
    public List<Finding> findings(String clientId, Secret clientSecret, URI redirectAddress) {
        if (!isSafe(redirectAddress)) {
            return List.of(new Finding(About.REDIRECT_ADDRESS, NOT_SAFE));
        }
        HttpAnswer answer = http.send(
                TwitchCall.GET_APP_TOKEN,
                OAuthForms.post(
                        base,
                        "/token",
                        Map.of(
                                "client_id",
                                clientId,
                                "client_secret",
                                clientSecret.reveal(),
                                "grant_type",
                                "client_credentials")));
        if (!(answer instanceof HttpAnswer.Response response)) {
            return List.of(new Finding(
                    About.EVERYTHING,
                    "Twitch cannot be reached at " + base.getHost() + " ("
                            + ((HttpAnswer.NoAnswer) answer).reason()
                            + "). Check this machine's internet connection, and try again."));
        }
        List<Finding> findings = new ArrayList<>();
        credentials(response).ifPresent(findings::add);
        if (response.isSuccess()) {
            revokeToken(clientId, response);
            redirect(clientId, redirectAddress).ifPresent(findings::add);
        }
        clock(response).ifPresent(findings::add);
        return findings;
    }

    /** Whether Twitch accepts the address: https, or http on localhost. */
    public static boolean isSafe(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || "localhost".equalsIgnoreCase(address.getHost());
    }

    private Optional<Finding> credentials(HttpAnswer.Response response) {
        String said = response.message().toLowerCase(Locale.ROOT);
        if (response.isSuccess()) {
            return response.body().path("access_token").asText("").isEmpty()
                    ? Optional.of(outOfOrder("its answer cannot be read"))
                    : Optional.empty();
        }
        if (response.status() == 403 || said.contains("secret")) {
            return Optional.of(new Finding(
                    About.CLIENT_SECRET,
                    "Twitch knows the client ID, but this is not its secret. Press New Secret at " + CONSOLE
                            + " and copy what it shows then; an older secret is void from that moment."));
        }
        if (response.status() == 400 || response.status() == 401) {
            return Optional.of(new Finding(
                    About.CLIENT_ID,
                    "Twitch knows no application with this client ID. Copy it again from your application at " + CONSOLE
                            + "."));
        }
        return Optional.of(outOfOrder("HTTP " + response.status()));
    }

    private static Finding outOfOrder(String how) {
        return new Finding(
                About.EVERYTHING,
                "Twitch is out of order at the moment (" + how + "). Nothing is wrong here; try again in a minute.");
    }

    /** The token was requested only to test the secret. If revoking it fails, it expires by itself. */
    private void revokeToken(String clientId, HttpAnswer.Response response) {
        String token = response.body().path("access_token").asText("");
        if (!token.isEmpty()) {
            http.send(
                    TwitchCall.REVOKE_TOKEN,
                    OAuthForms.post(base, "/revoke", Map.of("client_id", clientId, "token", token)));
        }
    }

    /**
     * Begins an authorisation that nobody finishes. If Twitch does not know the redirect address, it says so at once: it
     * redirects to the first address that it does know, or answers with an error.
     */
    private Optional<Finding> redirect(String clientId, URI redirectAddress) {
        String query = OAuthForms.encoded(Map.of(
                "client_id",
                clientId,
                "redirect_uri",
                redirectAddress.toString(),
                "response_type",
                "code",
                "scope",
                "",
                "state",
                "test"));
        HttpAnswer answer = http.send(
                TwitchCall.BEGIN_AUTHORIZATION,
                HttpRequest.newBuilder(URI.create(base + "/authorize?" + query)).GET());
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Optional.empty();
        }
        String location = response.headers().firstValue("Location").orElse("");
        boolean unknown = location.contains("error=redirect_mismatch")
                || response.message().toLowerCase(Locale.ROOT).contains("redirect_uri");
        return unknown ? Optional.of(mismatch(redirectAddress, location)) : Optional.empty();
    }

    private static Finding mismatch(URI wanted, String location) {
        String registered = location.split("\\?", 2)[0];
        return new Finding(
                About.REDIRECT_ADDRESS,
                "Your application at " + CONSOLE + " does not have the redirect address " + wanted
                        + ". Enter it there exactly, without a slash at the end, and save."
                        + (registered.matches("https?://[!-~]{1,300}") ? " What it has is " + registered + "." : ""));
    }

    private Optional<Finding> clock(HttpAnswer.Response response) {
        try {
            Optional<Duration> off = response.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(twitch -> Duration.between(twitch.toInstant(), clock.instant()));
            return off.filter(by -> by.abs().compareTo(TOLERATED) > 0)
                    .map(by -> new Finding(
                            About.EVERYTHING,
                            "This machine's clock is " + off(by) + " Twitch's. Set it right (best by NTP), or secure"
                                    + " connections fail and the bot shows wrong times."));
        } catch (DateTimeException e) {
            // Probably a proxy's; it says nothing about our clock.
            return Optional.empty();
        }
    }

    private static String off(Duration by) {
        boolean inMinutes = by.abs().toHours() < 2;
        long number = inMinutes ? by.abs().toMinutes() : by.abs().toHours();
        if (by.isNegative()) {
            return number + (inMinutes ? " minutes behind" : " hours behind");
        }
        return number + (inMinutes ? " minutes ahead of" : " hours ahead of");
    }
}
