package bot.herald.web;

import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.account.Guest;
import bot.herald.account.Guests;
import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.discord.login.DiscordLogin;
import bot.herald.discord.login.DiscordLogin.Reason;
import bot.herald.discord.login.DiscordLogin.Result;
import bot.herald.identity.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends browsers to Discord to log in and handles their return; links and unlinks accounts. */
final class DiscordEndpoints {

    private final DiscordLogin login;
    private final Guests guests;
    private final WebSettings settings;
    private final Gate gate;
    private final BrowserCookie cookie;
    private final SessionCookie session;
    private final AuthorizationLimits limits;
    private final PublicAddress publicAddress;

    DiscordEndpoints(DiscordWeb discord, People people, SessionCookie session, PageNeeds needs) {
        this.login = discord.login();
        this.guests = discord.guests();
        this.settings = needs.settings();
        this.gate = needs.gate();
        this.cookie = new BrowserCookie(settings);
        this.session = session;
        this.limits = new AuthorizationLimits(people.clock());
        this.publicAddress = new PublicAddress(settings);
    }

    List<Route> routes() {
        return List.of(
                Route.getOnly("/auth/discord", limits.counted(publicAddress.first(this::begin))),
                Route.getOnly("/auth/discord/callback", publicAddress.first(this::complete))
                        .waitingForTwitch(request -> !cookie.find(request).isEmpty()),
                Route.on("POST", "/auth/discord", this::disconnect));
    }

    private Answer begin(WebRequest request) {
        Secret browser = cookie.make();
        Parameters parameters = request.parameters();
        String page = parameters.find("page").filter(WantedPage::isOurs).orElse("");
        return limits.beginning(
                request,
                () -> Answer.redirect(login.begin(parameters.find("another").isPresent(), page, browser))
                        .with("Set-Cookie", cookie.header(browser)));
    }

    private Answer complete(WebRequest request) {
        CallbackParameters callback = cookie.returned(request);
        Optional<Visitor> here = gate.browser(request);
        Result result =
                login.complete(callback, here.map(visitor -> visitor.person().id()));
        if (result instanceof Result.Refused refused) {
            throw new ProblemException(problem(refused));
        }
        Result.LoggedIn in = (Result.LoggedIn) result;
        String page = in.page().isEmpty() ? here.isPresent() ? "/dashboard/sessions" : "/dashboard" : in.page();
        Answer answer = Answer.redirect(URI.create(settings.link(page)));
        if (here.isPresent()) {
            return answer;
        }
        // Always a new session, so that one planted in this browser is of no use.
        gate.guestOfBrowser(request).ifPresent(guests::end);
        return session.set(answer, guests.begin(in.profile().id(), Device.of(request)));
    }

    private static HttpProblem problem(Result.Refused refused) {
        Reason reason = refused.reason();
        int status = switch (reason) {
            case ACCESS_DENIED, INVALID_STATE, INVALID_CODE -> 400;
            case PERMISSION_MISSING -> 403;
            case LINKED_ELSEWHERE -> 409;
            case MISCONFIGURED, DISCORD_UNAVAILABLE -> 503;
        };
        String title = switch (reason) {
            case ACCESS_DENIED, PERMISSION_MISSING -> "Nothing was connected";
            case INVALID_STATE -> "This link no longer works";
            case INVALID_CODE -> "Discord did not confirm it";
            case LINKED_ELSEWHERE -> "That account is linked elsewhere";
            case MISCONFIGURED -> "Herald is not set up correctly";
            case DISCORD_UNAVAILABLE -> "Discord does not answer";
        };
        return new HttpProblem(status, reason.name().toLowerCase(Locale.ROOT), title, refused.message());
    }

    /** Unlinks the Discord account of whoever is logged in; takes forms of our own pages only. */
    private Answer disconnect(WebRequest request) {
        gate.requireOwnPage(request);
        Optional<Visitor> visitor = gate.browser(request);
        if (visitor.isPresent()) {
            FormGuard.form(request, visitor.get());
            guests.of(visitor.get().person().id()).map(DiscordAccount::id).ifPresent(login::disconnect);
            return Answer.seeOther(URI.create(settings.link("/dashboard/sessions")));
        }
        Guest guest =
                gate.guestOfBrowser(request).orElseThrow(() -> new ProblemException(AccessProblems.NOT_LOGGED_IN));
        if (FormGuard.form(request, guest.formToken()).isEmpty()) {
            throw new ProblemException(AccessProblems.STALE_FORM);
        }
        login.disconnect(guest.account().id());
        return session.clear(Answer.seeOther(URI.create(settings.link("/"))));
    }
}
