package bot.herald.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth2/device} and {@code /activate}, the page where a person enters the code. */
final class DeviceEndpoint {
    private static final int POLL_SECONDS = 5;

    private final World world;
    private final DeviceCodes codes;
    private final String baseUrl;

    DeviceEndpoint(World world, DeviceCodes codes, String baseUrl) {
        this.world = world;
        this.codes = codes;
        this.baseUrl = baseUrl;
    }

    Reply start(Exchange exchange) {
        String clientId = exchange.field("client_id");
        if (clientId == null) {
            return Reply.oauthError(400, "missing client id");
        }
        if (!clientId.equals(world.options.clientId())) {
            return Reply.oauthError(400, "invalid client");
        }
        // Twitch reads "scopes" and ignores the RFC's "scope", which would be a bug in the client.
        String asked = exchange.field("scopes");
        if (asked == null || exchange.field("scope") != null) {
            return Reply.oauthError(400, "missing scopes");
        }
        Set<String> scopes = Scopes.split(asked);
        String unknown = Scopes.firstUnknown(scopes);
        if (unknown != null) {
            return Reply.oauthError(400, "invalid scope requested: '" + unknown + "'");
        }
        String deviceCode = Randoms.token();
        String userCode = Randoms.userCode();
        codes.issue(deviceCode, userCode, scopes);
        return Reply.json(
                200,
                JsonNodes.object()
                        .put("device_code", deviceCode)
                        .put("expires_in", DeviceCodes.LIFETIME.toSeconds())
                        .put("interval", POLL_SECONDS)
                        .put("user_code", userCode)
                        .put("verification_uri", baseUrl + "/activate?public=true&device-code=" + userCode));
    }

    Reply show(Exchange exchange) {
        String userCode = normalized(exchange.query().first("device-code"));
        return userCode.isEmpty() ? askForCode("") : page(userCode, "");
    }

    Reply decide(Exchange exchange) {
        String userCode = normalized(exchange.form().first("device-code"));
        String login = exchange.form().first("login");
        if (codes.scopesOf(userCode) == null) {
            return askForCode("This code is unknown, used or too old.");
        }
        if ("deny".equals(exchange.form().first("decision"))) {
            codes.deny(userCode);
            return Reply.html(
                    200, ConsentPage.message("Denied", "The app was not authorized. You may close this page."));
        }
        if (!"allow".equals(exchange.form().first("decision")) || login == null || !Accounts.isLogin(login)) {
            return page(userCode, "Choose an account: 1 to 25 letters, digits and underscores.");
        }
        codes.approve(userCode, world.accounts.getOrCreate(login, null).id());
        return Reply.html(200, ConsentPage.message("Done", "The device is connected. You may close this page."));
    }

    private Reply page(String userCode, String problem) {
        Set<String> scopes = codes.scopesOf(userCode);
        if (scopes == null) {
            return askForCode("This code is unknown, used or too old.");
        }
        Map<String, String> carried = new LinkedHashMap<>();
        carried.put("device-code", userCode);
        return Reply.html(
                problem.isEmpty() ? 200 : 400,
                ConsentPage.render(
                        "/activate", world.options.clientId(), scopes, carried, world.accounts.all(), problem));
    }

    private static Reply askForCode(String problem) {
        String alert =
                problem.isEmpty() ? "" : "<p role=\"alert\"><strong>%s</strong></p>%n".formatted(Html.escape(problem));
        return Reply.html(problem.isEmpty() ? 200 : 400, Html.page("Activate a device", """
                        <h1>Activate a device</h1>
                        %s<form method="get" action="/activate">
                        <label for="code">The code your device shows</label>
                        <input id="code" name="device-code" required maxlength="12" autocapitalize="characters">
                        <button class="main">Continue</button>
                        </form>
                        """.formatted(alert)));
    }

    private static String normalized(@Nullable String userCode) {
        return userCode == null ? "" : userCode.trim().toUpperCase(Locale.ROOT).replace("-", "");
    }
}
