package bot.herald.web;

import bot.herald.account.Guest;
import bot.herald.account.Sessions;
import bot.herald.security.SignedTokens.Issued;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends sessions, and hands out tokens for scripts. */
final class SessionEndpoints {
    /** What a form on a page can send; anything else needs our own code, or the browser's leave to cross origins. */
    private static final Set<String> FORMS =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private final WebSettings settings;
    private final Sessions sessions;
    private final Optional<DiscordWeb> discord;
    private final SessionCookie cookie;
    private final Gate gate;

    SessionEndpoints(
            WebSettings settings, Sessions sessions, Optional<DiscordWeb> discord, SessionCookie cookie, Gate gate) {
        this.discord = discord;
        this.settings = settings;
        this.sessions = sessions;
        this.cookie = cookie;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.on("POST", "/auth/logout", this::logOut),
                Route.on("POST", "/api/session", gate.changing(this::tokenForScripts, this::tokenForScripts)));
    }

    record ScriptToken(String token, String expiresAt) {}

    private Answer logOut(WebRequest request) {
        gate.requireOwnPage(request);
        Optional<Visitor> visitor = gate.browser(request);
        if (visitor.isPresent()) {
            requireFormToken(request, visitor.get());
            sessions.end(visitor.get().session());
        }
        gate.guestOfBrowser(request)
                .ifPresent(guest -> discord.ifPresent(known -> known.guests().end(guest)));
        Answer answer =
                Accept.prefersJson(request) ? Answer.empty(204) : Answer.seeOther(URI.create(settings.link("/")));
        return cookie.clear(answer);
    }

    private Answer tokenForScripts(WebRequest request, Visitor visitor) {
        if (visitor.cookie().isEmpty()) {
            throw new ProblemException(AccessProblems.COOKIE_ONLY);
        }
        return token(request, sessions.forScript(visitor.session()));
    }

    private Answer tokenForScripts(WebRequest request, Guest guest) {
        if (Gate.bearer(request).isPresent()) {
            throw new ProblemException(AccessProblems.COOKIE_ONLY);
        }
        return token(request, discord.orElseThrow().guests().forScript(guest));
    }

    private static Answer token(WebRequest request, Issued issued) {
        JsonBody.refuseAllButJson(request);
        return Answer.json(
                200,
                Json.write(new ScriptToken(
                        issued.token().reveal(), issued.expiresAt().toString())));
    }

    private static void requireFormToken(WebRequest request, Visitor visitor) {
        if (FORMS.contains(request.contentType())) {
            FormGuard.form(request, visitor);
        }
    }
}
