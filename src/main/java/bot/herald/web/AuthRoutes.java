package bot.herald.web;

import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /auth/…}: to Twitch and back. */
final class AuthRoutes {
    private final Authorizations authorizations;
    private final Predicate<String> setupCode;
    private final BrowserCookie cookie;

    /** @param setupCode whether a code entitles to connect the bot account */
    AuthRoutes(Authorizations authorizations, Predicate<String> setupCode, BrowserCookie cookie) {
        this.authorizations = authorizations;
        this.setupCode = setupCode;
        this.cookie = cookie;
    }

    void channel(Exchange exchange) {
        begin(exchange, Purpose.CHANNEL);
    }

    void bot(Exchange exchange) {
        if (exchange.query().one("setup").filter(setupCode).isEmpty()) {
            exchange.problem(new Problem(
                    403,
                    "setup_code_required",
                    "This link is not good any more",
                    "The bot account is connected with the link that Herald prints when it starts and no bot account is"
                            + " connected. Copy that link completely."));
            return;
        }
        begin(exchange, Purpose.BOT);
    }

    private void begin(Exchange exchange, Purpose purpose) {
        if (exchange.isHead()) {
            // Link previews ask like this; they must not begin anything.
            exchange.text(200, "text/plain; charset=utf-8", "");
            return;
        }
        Secret browser = cookie.issue(exchange);
        exchange.redirect(authorizations.begin(purpose, browser));
    }

    void callback(Exchange exchange) {
        if (exchange.isHead()) {
            exchange.text(200, "text/plain; charset=utf-8", "");
            return;
        }
        Query query = exchange.query();
        Completion completion = authorizations.complete(new CallbackParameters(
                query.one("state"), query.one("code").map(Secret::new), query.one("error"), cookie.read(exchange)));
        if (completion instanceof Connected connected) {
            connected(exchange, connected);
        } else if (completion instanceof Refused refused) {
            refused(exchange, refused);
        }
    }

    private static void connected(Exchange exchange, Connected connected) {
        String missing = Scope.join(connected.missingScopes());
        if (exchange.wantsJson()) {
            ObjectNode body = Pages.object();
            ObjectNode account = body.putObject("connected");
            account.put("purpose", connected.purpose().text());
            account.put("twitchUserId", connected.profile().id().value());
            account.put("login", connected.profile().login().value());
            account.put("displayName", connected.profile().displayName());
            account.put("missingScopes", missing);
            exchange.json(200, body);
            return;
        }
        exchange.page(
                200,
                "connected.jte",
                Map.of(
                        "bot",
                        connected.purpose() == Purpose.BOT,
                        "name",
                        connected.profile().displayName(),
                        "login",
                        connected.profile().login().value(),
                        "missing",
                        missing));
    }

    private static void refused(Exchange exchange, Refused refused) {
        Reason reason = refused.reason();
        int status = switch (reason) {
            case ACCESS_DENIED, INVALID_STATE, INVALID_CODE, REDIRECT_MISMATCH -> 400;
            case WRONG_ACCOUNT, NOT_ADMITTED -> 403;
            case MISCONFIGURED, TWITCH_UNAVAILABLE -> 503;
        };
        if (status == 503) {
            exchange.header("Retry-After", "30");
        }
        exchange.problem(new Problem(status, reason.name().toLowerCase(Locale.ROOT), title(reason), refused.message()));
    }

    private static String title(Reason reason) {
        return switch (reason) {
            case ACCESS_DENIED -> "Nothing was connected";
            case INVALID_STATE -> "This link has had its time";
            case INVALID_CODE -> "Twitch did not confirm it";
            case REDIRECT_MISMATCH -> "The redirect address is not registered";
            case WRONG_ACCOUNT -> "That is another account";
            case NOT_ADMITTED -> "This channel cannot be connected here";
            case MISCONFIGURED -> "The bot's application is not set up right";
            case TWITCH_UNAVAILABLE -> "Twitch does not answer";
        };
    }
}
