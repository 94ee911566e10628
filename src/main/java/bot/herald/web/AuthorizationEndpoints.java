package bot.herald.web;

import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Sends browsers to Twitch and takes them back. */
final class AuthorizationEndpoints {
    private final Authorizations authorizations;
    private final SetupCode setupCode;
    private final BooleanSupplier botConnected;
    private final BrowserCookie cookie;
    private final CompletionAnswers answers;

    AuthorizationEndpoints(WebServices services, BrowserCookie cookie, CompletionAnswers answers) {
        this.authorizations = services.authorizations();
        this.setupCode = services.setupCode();
        this.botConnected = services.botConnected();
        this.cookie = cookie;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                Route.getOnly("/auth/channel", request -> begin(Purpose.CHANNEL, request)),
                Route.getOnly("/auth/bot", this::beginBot),
                Route.getOnly("/auth/callback", this::complete));
    }

    private Answer beginBot(WebRequest request) {
        boolean allowed =
                request.parameters().find("setup").filter(setupCode::accepts).isPresent();
        if (!allowed) {
            throw new ProblemException(noSetupCode());
        }
        return begin(Purpose.BOT, request);
    }

    private Answer begin(Purpose purpose, WebRequest request) {
        Secret browser = cookie.findOrMake(request);
        return Answer.redirect(authorizations.begin(purpose, browser)).with("Set-Cookie", cookie.header(browser));
    }

    private Answer complete(WebRequest request) {
        Parameters parameters = request.parameters();
        // Twitch's error_description is left alone: anybody can write one into a link.
        Completion completion = authorizations.complete(new CallbackParameters(
                parameters.find("state"),
                parameters.find("code").map(Secret::new),
                parameters.find("error"),
                cookie.find(request)));
        if (completion instanceof Refused refused) {
            return answers.refused(refused, request);
        }
        return answers.connected((Connected) completion, request);
    }

    private Problem noSetupCode() {
        return new Problem(
                403,
                "setup_code_required",
                "This link does not work",
                botConnected.getAsBoolean()
                        ? "A bot account is connected already, so the set-up link has done its work."
                                + " To connect another account, the operator runs: herald login bot"
                        : "Connecting the bot account takes the set-up link that Herald printed when it started last."
                                + " The operator finds it in Herald's log; each start makes a new one.");
    }
}
