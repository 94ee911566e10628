package bot.herald.web;

import bot.herald.auth.CallbackParameters;
import bot.herald.auth.Completion;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens.Issued;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sends browsers to Twitch and takes them back. */
final class AuthorizationEndpoints {
    private final Authorizations authorizations;
    private final SetupCode setupCode;
    private final BooleanSupplier botConnected;
    private final WebSettings settings;
    private final BrowserCookie cookie;
    private final CompletionAnswers answers;
    private final People people;
    private final SessionCookie session;
    private final Gate gate;
    private final AuthorizationLimits limits;
    private final PublicAddress publicAddress;

    AuthorizationEndpoints(
            WebSettings settings, WebServices services, CompletionAnswers answers, SessionCookie session, Gate gate) {
        this.settings = settings;
        this.authorizations = services.authorizations();
        this.setupCode = services.setupCode();
        this.botConnected = services.botConnected();
        this.cookie = new BrowserCookie(settings);
        this.answers = answers;
        this.people = services.people();
        this.session = session;
        this.gate = gate;
        this.limits = new AuthorizationLimits(services.people().clock());
        this.publicAddress = new PublicAddress(settings);
    }

    List<Route> routes() {
        return List.of(
                route("/auth/channel", request -> begin(Purpose.CHANNEL, channel(request), request)),
                route("/auth/bot", this::beginBot),
                route("/auth/login", request -> begin(Purpose.LOGIN, Optional.empty(), request)),
                // Whoever began nothing here takes no place from those who wait for Twitch.
                Route.getOnly("/auth/callback", publicAddress.first(this::complete))
                        .waitingForTwitch(request -> !cookie.find(request).isEmpty()));
    }

    private Route route(String path, Endpoint endpoint) {
        return Route.getOnly(path, limits.counted(publicAddress.first(endpoint)));
    }

    private Answer beginBot(WebRequest request) {
        boolean hasCode =
                request.parameters().find("setup").filter(setupCode::accepts).isPresent();
        if (!hasCode && !isAdmin(request)) {
            throw new ProblemException(noSetupCode());
        }
        return begin(Purpose.BOT, Optional.empty(), request);
    }

    /** Named by the link, or else whoever is logged in; a stranger is asked for what every channel needs. */
    private Optional<TwitchUserId> channel(WebRequest request) {
        return request.parameters()
                .find("channel")
                .filter(TwitchUserId::isValid)
                .map(TwitchUserId::new)
                .or(() -> gate.browser(request).map(visitor -> visitor.person().id()));
    }

    private Answer begin(Purpose purpose, Optional<TwitchUserId> account, WebRequest request) {
        Secret browser = cookie.make();
        return limits.beginning(
                request,
                () -> Answer.redirect(authorizations.begin(purpose, account, browser))
                        .with("Set-Cookie", cookie.header(browser)));
    }

    private Answer complete(WebRequest request) {
        Parameters parameters = request.parameters();
        // Twitch's error_description is left alone: anybody can write one into a link.
        CallbackParameters callback = new CallbackParameters(
                parameters.find("state"),
                parameters.find("code").map(Secret::new),
                parameters.find("error"),
                cookie.find(request));
        Completion completion = limits.completing(request, () -> authorizations.complete(callback));
        if (completion instanceof Refused refused) {
            return answers.refused(refused, request);
        }
        Connected connected = (Connected) completion;
        return connected.purpose() == Purpose.LOGIN ? logIn(connected, request) : answers.connected(connected, request);
    }

    /** Always a new session: one that somebody else may have put into this browser ends here. */
    private Answer logIn(Connected connected, WebRequest request) {
        gate.browser(request).map(Visitor::session).ifPresent(people.sessions()::end);
        Issued issued = people.sessions().begin(connected.profile().id());
        return session.set(Answer.redirect(URI.create(settings.link("/dashboard"))), issued);
    }

    private boolean isAdmin(WebRequest request) {
        return gate.browser(request)
                .filter(visitor -> people.managed().isAdmin(visitor.person()))
                .isPresent();
    }

    private Problem noSetupCode() {
        return new Problem(
                403,
                "setup_code_required",
                "This link does not work",
                botConnected.getAsBoolean()
                        ? "A bot account is connected already, so the set-up link has done its work."
                                + " To connect another account, an admin logs in and opens /auth/bot, or the operator"
                                + " runs: herald login bot"
                        : "Connecting the bot account takes the set-up link that Herald printed when it started last."
                                + " The operator finds it in Herald's log; each start makes a new one.");
    }
}
