package bot.herald.web;

import bot.herald.account.Sessions;
import bot.herald.identity.Secret;
import bot.herald.security.SignedTokens.Issued;
import java.util.Optional;

/** The cookie that keeps a browser logged in; pages cannot read it, and other sites' forms do not send it. */
final class SessionCookie {
    private static final String NAME = "herald_session";

    private final String attributes;

    SessionCookie(WebSettings settings) {
        this.attributes =
                "; Path=" + settings.link("/") + "; HttpOnly; SameSite=Lax" + (settings.secure() ? "; Secure" : "");
    }

    Optional<Secret> find(WebRequest request) {
        return request.cookie(NAME).filter(value -> !value.isEmpty()).map(Secret::new);
    }

    Answer set(Answer answer, Issued issued) {
        return answer.with(
                "Set-Cookie",
                NAME + "=" + issued.token().reveal() + "; Max-Age=" + Sessions.LIFETIME.toSeconds() + attributes);
    }

    Answer clear(Answer answer) {
        return answer.with("Set-Cookie", NAME + "=; Max-Age=0" + attributes);
    }
}
