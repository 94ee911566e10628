package bot.herald.web;

import bot.herald.account.Sessions;
import bot.herald.identity.Secret;
import bot.herald.security.SignedTokens.Issued;
import java.util.List;

/** The cookie that keeps a browser logged in; pages cannot read it, and other sites' forms do not send it. */
final class SessionCookie {
    private static final String NAME = "herald_session";

    private final CookieNames cookies;

    SessionCookie(WebSettings settings) {
        this.cookies = CookieNames.of(settings, "/");
    }

    /** Every one of the name: another host of the same domain may have planted one. */
    List<Secret> find(WebRequest request) {
        return request.cookies(cookies.name(NAME)::equals).stream()
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .toList();
    }

    Answer set(Answer answer, Issued issued) {
        return answer.with("Set-Cookie", cookies.header(NAME, issued.token().reveal(), Sessions.LIFETIME.toSeconds()));
    }

    Answer clear(Answer answer) {
        return answer.with("Set-Cookie", cookies.header(NAME, "", 0));
    }
}
