package bot.herald.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code POST /oauth2/authorize}: the consent page and the user's decision. */
final class AuthorizeEndpoint {
    private static final List<String> CARRIED =
            List.of("client_id", "redirect_uri", "response_type", "scope", "state", "force_verify");

    private final World world;
    private final RedirectUris redirectUris;
    private final AuthorizationCodes codes;

    AuthorizeEndpoint(World world, RedirectUris redirectUris, AuthorizationCodes codes) {
        this.world = world;
        this.redirectUris = redirectUris;
        this.codes = codes;
    }

    Reply show(Exchange exchange) {
        Params query = exchange.query();
        Reply problem = check(query);
        return problem != null ? problem : page(query, "");
    }

    /** The form repeats the parameters, which are checked again because a browser can send anything. */
    Reply decide(Exchange exchange) {
        Params form = exchange.form();
        Reply problem = check(form);
        if (problem != null) {
            return problem;
        }
        String redirectUri = String.valueOf(form.first("redirect_uri"));
        String state = form.first("state");
        String decision = String.valueOf(form.first("decision"));
        if (decision.equals("deny")) {
            return denied(redirectUri, state);
        }
        String login = form.first("login");
        if (!decision.equals("allow") || login == null || !Accounts.isLogin(login)) {
            return page(form, "Choose an account: 1 to 25 letters, digits and underscores.");
        }
        Set<String> scopes = Scopes.split(form.first("scope"));
        SimulatedUser user = world.accounts.getOrCreate(login, null);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", codes.issue(user.id(), scopes, redirectUri));
        answer.put("scope", String.join(" ", scopes));
        return Reply.oauthRedirect(redirectUri, answer, state);
    }

    private @Nullable Reply check(Params params) {
        String clientId = params.first("client_id");
        if (!world.options.clientId().equals(clientId)) {
            return Reply.html(400, ConsentPage.message("Invalid client", "No app is registered with this client id."));
        }
        String redirectUri = params.first("redirect_uri");
        if (redirectUri == null || !redirectUris.isRegistered(redirectUri)) {
            // Twitch redirects to the first registered URL and drops the state.
            return Reply.oauthRedirect(
                    redirectUris.first(),
                    error("redirect_mismatch", "Parameter redirect_uri does not match registered URI"),
                    null);
        }
        String state = params.first("state");
        if (!"code".equals(params.first("response_type"))) {
            return Reply.oauthRedirect(
                    redirectUri, error("unsupported_response_type", "Parameter response_type must be code"), state);
        }
        String unknown = Scopes.firstUnknown(Scopes.split(params.first("scope")));
        if (unknown != null) {
            return Reply.oauthRedirect(
                    redirectUri, error("invalid_scope", "invalid scope requested: '" + unknown + "'"), state);
        }
        return null;
    }

    private Reply page(Params params, String problem) {
        Map<String, String> carried = new LinkedHashMap<>();
        for (String name : CARRIED) {
            String value = params.first(name);
            if (value != null) {
                carried.put(name, value);
            }
        }
        return Reply.html(
                problem.isEmpty() ? 200 : 400,
                ConsentPage.render(
                        "/oauth2/authorize",
                        world.options.clientId(),
                        Scopes.split(params.first("scope")),
                        carried,
                        world.accounts.all(),
                        problem));
    }

    private static Reply denied(String redirectUri, @Nullable String state) {
        return Reply.oauthRedirect(redirectUri, error("access_denied", "The user denied you access"), state);
    }

    private static Map<String, String> error(String error, String description) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", description);
        return answer;
    }
}
