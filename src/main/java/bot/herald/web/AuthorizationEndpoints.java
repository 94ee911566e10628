package bot.herald.web;

import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.auth.Completion;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Completion.Replacing;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens.Issued;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Sends browsers to Twitch to authorize, and handles their return. */
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
    private final Optional<DiscordWeb> discord;
    private final AuthorizationLimits limits;
    private final PublicAddress publicAddress;
    private final Predicate<WebRequest> settingUp;

    /** @param settingUp whether the browser sets Herald up, and has not finished */
    AuthorizationEndpoints(
            WebSettings settings,
            WebServices services,
            CompletionAnswers answers,
            SessionCookie session,
            Gate gate,
            Predicate<WebRequest> settingUp) {
        this.settingUp = settingUp;
        this.settings = settings;
        this.authorizations = services.authorizations();
        this.setupCode = services.setupCode();
        this.botConnected = services.botConnected();
        this.discord = services.discord();
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
                route("/auth/channel", this::beginChannel),
                route("/auth/bot", this::beginBot),
                Route.on("POST", "/auth/bot/replacement", gate.changing(this::replaceBot)),
                route(
                        "/auth/login",
                        request -> begin(AuthorizationRequest.of(Purpose.LOGIN, Optional.empty()), request)),
                // A browser that started nothing here does not use up a slot for waiting on Twitch.
                Route.getOnly("/auth/callback", publicAddress.first(this::complete))
                        .waitingForTwitch(request -> !cookie.find(request).isEmpty()));
    }

    private Route route(String path, Endpoint endpoint) {
        return Route.getOnly(path, limits.counted(publicAddress.first(endpoint)));
    }

    /**
     * With the set-up link any account can become the bot until the bot serves a channel. After that, the link and admins can only ask
     * the same account for more scopes; replacing the account takes a confirmation.
     */
    private Answer beginBot(WebRequest request) {
        boolean hasCode =
                request.parameters().find("setup").filter(setupCode::accepts).isPresent();
        boolean setsUp = settingUp.test(request);
        if (!hasCode && !setsUp && !isAdmin(request)) {
            throw new ProblemException(noSetupCode());
        }
        OtherBot otherBot = setsUp || (hasCode && !setupCode.serves())
                ? OtherBot.REPLACE
                : isAdmin(request) && request.parameters().find("replace").isPresent()
                        ? OtherBot.CONFIRM
                        : OtherBot.KEEP;
        return begin(AuthorizationRequest.of(Purpose.BOT, Optional.empty()).otherBot(otherBot), request);
    }

    /** The admin has seen both names and confirms that another account becomes the bot. */
    private Answer replaceBot(WebRequest request, Visitor visitor) {
        Parameters form = FormGuard.form(request, visitor);
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(AccessProblems.ADMINS_ONLY);
        }
        Completion completion = authorizations.confirmBot(
                new Secret(form.find("replacement").orElse("-")),
                cookie.find(request),
                visitor.person().id());
        return completion instanceof Connected connected
                ? answers.connected(connected, request)
                : answers.refused((Refused) completion, request);
    }

    /** Shows a logged-in person which account is about to be connected, unless the link names one. */
    private Answer beginChannel(WebRequest request) {
        Parameters parameters = request.parameters();
        boolean named = parameters.find("channel").isPresent()
                || parameters.find("another").isPresent();
        Optional<Visitor> here = named || !Accept.namesHtml(request) ? Optional.empty() : gate.browser(request);
        return here.map(visitor -> answers.whichAccount(visitor.person(), request))
                .orElseGet(() -> begin(channel(request), request));
    }

    /** For exactly the account that the link names; without one, for any account. */
    private AuthorizationRequest channel(WebRequest request) {
        AuthorizationRequest anybody = AuthorizationRequest.of(
                Purpose.CHANNEL,
                gate.browser(request).map(visitor -> visitor.person().id()));
        return request.parameters()
                .find("channel")
                .filter(TwitchUserId::isValid)
                .map(TwitchUserId::new)
                .map(anybody::expecting)
                .orElse(anybody);
    }

    private Answer begin(AuthorizationRequest wanted, WebRequest request) {
        Secret browser = cookie.make();
        Parameters parameters = request.parameters();
        AuthorizationRequest complete = wanted.choosing(
                        parameters.find("another").isPresent())
                .goingOnAt(parameters.find("page").filter(WantedPage::isOurs).orElse(""));
        return limits.beginning(
                request,
                () -> Answer.redirect(authorizations.begin(complete, browser))
                        .with("Set-Cookie", cookie.header(browser)));
    }

    private Answer complete(WebRequest request) {
        CallbackParameters callback = cookie.returned(request);
        Completion completion = limits.completing(request, () -> authorizations.complete(callback));
        if (completion instanceof Refused refused) {
            return answers.refused(refused, request);
        }
        if (completion instanceof Replacing replacing) {
            return answers.replacing(replacing, gate.browser(request), request);
        }
        Connected connected = (Connected) completion;
        return switch (connected.purpose()) {
            case LOGIN -> {
                String page = connected.page().isEmpty() ? "/dashboard" : connected.page();
                yield logIn(connected, request, Answer.redirect(URI.create(settings.link(page))));
            }
            case CHANNEL -> {
                Answer answer = answers.connected(connected, request);
                yield manages(connected, request) ? answer : logIn(connected, request, answer);
            }
            case BOT -> answers.connected(connected, request);
        };
    }

    /** Whether the logged-in person manages the channel, as an admin or as its broadcaster, and so stays logged in. */
    private boolean manages(Connected connected, WebRequest request) {
        return gate.browser(request)
                .flatMap(visitor -> people.managed()
                        .find(visitor.person(), connected.profile().id()))
                .isPresent();
    }

    /** Always begins a new session, so that one planted in this browser is of no use. */
    private Answer logIn(Connected connected, WebRequest request, Answer answer) {
        gate.browser(request).map(Visitor::session).ifPresent(people.sessions()::end);
        // A browser that logged in with Discord before has now proven both accounts.
        gate.guestOfBrowser(request)
                .ifPresent(guest -> discord.ifPresent(known -> {
                    known.guests()
                            .link(guest.account().id(), connected.profile().id());
                    known.guests().end(guest);
                }));
        Issued issued = people.sessions().begin(connected.profile().id(), connected.purpose(), Device.of(request));
        return session.set(answer, issued);
    }

    private boolean isAdmin(WebRequest request) {
        return gate.browser(request)
                .filter(visitor -> people.managed().isAdmin(visitor.person()))
                .isPresent();
    }

    private HttpProblem noSetupCode() {
        return new HttpProblem(
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
