package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Completion.Replacing;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import bot.herald.language.Language;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.ConnectPage;
import bot.herald.web.pages.ConnectedPage;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.ReplaceBotPage;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/** Says how an authorization on Twitch ended. */
final class CompletionAnswers {
    private static final String RETRY_AFTER_SECONDS = "30";

    private final WebSettings settings;
    private final Pages pages;
    private final Preferences preferences;
    private final Problems problems;
    private final BooleanSupplier botConnected;
    private final ManagedChannels managed;
    private final BiPredicate<WebRequest, Connected> settingUp;

    CompletionAnswers(
            WebSettings settings,
            Pages pages,
            Problems problems,
            BooleanSupplier botConnected,
            ManagedChannels managed,
            BiPredicate<WebRequest, Connected> settingUp) {
        this.settings = settings;
        this.pages = pages;
        this.preferences = new Preferences(settings);
        this.problems = problems;
        this.botConnected = botConnected;
        this.managed = managed;
        this.settingUp = settingUp;
    }

    Answer connected(Connected connected, WebRequest request) {
        boolean bySetup = settingUp.test(request, connected);
        Answer answer = Accept.prefersJson(request)
                ? Answer.json(200, Json.write(json(connected)))
                : Answer.html(
                        200,
                        pages(request)
                                .connected(page(
                                        connected,
                                        bySetup,
                                        preferences.of(request).language())));
        return answer.with("Vary", "Accept");
    }

    /** Both names, and the button that confirms it, for the admin who began. */
    Answer replacing(Replacing replacing, Optional<Visitor> admin, WebRequest request) {
        if (admin.isEmpty() || Accept.prefersJson(request)) {
            return problems.answer(
                    new HttpProblem(
                            409,
                            "confirmation_required",
                            "Nothing has changed yet",
                            replacing.profile().login() + " agreed, but the bot's account is " + replacing.current()
                                    + ". An admin replaces it in a browser, from the dashboard."),
                    request);
        }
        return Answer.html(
                        200,
                        pages(request)
                                .replaceBot(new ReplaceBotPage(
                                        replacing.current().value(),
                                        replacing.profile().login().value(),
                                        settings.link("/auth/bot/replacement"),
                                        replacing.id().reveal(),
                                        admin.get().session().formToken().reveal(),
                                        settings.link("/auth/bot?replace=true"),
                                        settings.link("/dashboard"))))
                .with("Vary", "Accept");
    }

    Answer refused(Refused refused, WebRequest request) {
        Reason reason = refused.reason();
        String code = reason.name().toLowerCase(Locale.ROOT);
        HttpProblem problem = new HttpProblem(status(reason), code, title(reason), refused.message());
        Answer answer = refused.again()
                .map(this::again)
                .map(link -> problems.answer(problem, request, settings.link(link), "Use another account"))
                .orElseGet(() -> problems.answer(problem, request));
        return reason == Reason.TWITCH_UNAVAILABLE ? answer.with("Retry-After", RETRY_AFTER_SECONDS) : answer;
    }

    /** The link to start over with Twitch asking for an account. */
    private String again(AuthorizationRequest request) {
        String link = "/auth/" + request.purpose().text() + "?another=true";
        if (request.otherBot() == OtherBot.CONFIRM) {
            link += "&replace=true";
        }
        link += request.expected().map(account -> "&channel=" + account).orElse("");
        return request.page().isEmpty() ? link : link + "&page=" + URLEncoder.encode(request.page(), UTF_8);
    }

    /** Which account is about to be connected, before Twitch is asked. */
    Answer whichAccount(Person here, WebRequest request) {
        TwitchProfile profile = here.profile();
        return Answer.html(
                200,
                pages(request)
                        .connect(new ConnectPage(
                                profile.displayName(),
                                profile.login().value(),
                                Avatar.shown(profile.avatarUrl()),
                                settings.link("/auth/channel?channel=" + profile.id()),
                                settings.link("/auth/channel?another=true"))));
    }

    private Pages pages(WebRequest request) {
        return pages.themed(preferences.of(request));
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case ACCESS_DENIED, INVALID_STATE, INVALID_CODE, REDIRECT_MISMATCH -> 400;
            case WRONG_ACCOUNT, NOT_ADMITTED -> 403;
            case MISCONFIGURED, TWITCH_UNAVAILABLE -> 503;
        };
    }

    private static String title(Reason reason) {
        return switch (reason) {
            case ACCESS_DENIED -> "Nothing was connected";
            case INVALID_STATE -> "This link no longer works";
            case INVALID_CODE -> "Twitch did not confirm it";
            case REDIRECT_MISMATCH, MISCONFIGURED -> "Herald is not set up correctly";
            case WRONG_ACCOUNT -> "That is the wrong account";
            case NOT_ADMITTED -> "This channel cannot be connected here";
            case TWITCH_UNAVAILABLE -> "Twitch does not answer";
        };
    }

    private ConnectedPage page(Connected connected, boolean settingUp, Language language) {
        TwitchProfile profile = connected.profile();
        Purpose purpose = connected.purpose();
        String warning = managed.isBotAndChannel(profile.id()) ? HealthWords.BOT_AND_CHANNEL : "";
        return new ConnectedPage(
                profile.displayName(),
                profile.login().value(),
                Avatar.shown(profile.avatarUrl()),
                connectedAs(purpose),
                next(purpose, language),
                connected.missingScopes().stream()
                        .sorted()
                        .map(ScopeWords::cannot)
                        .toList(),
                purpose == Purpose.CHANNEL ? settings.link("/auth/channel?channel=" + profile.id()) : "",
                purpose == Purpose.CHANNEL
                        ? settings.link("/dashboard/" + profile.id()) + "?" + Confirmations.DONE + "="
                                + Confirmations.CONNECTED
                        : "",
                purpose == Purpose.CHANNEL && !settingUp && warning.isEmpty() && botConnected.getAsBoolean(),
                settingUp ? settings.link("/setup") : "",
                warning,
                purpose == Purpose.CHANNEL ? settings.link("/auth/channel?another=true") : "");
    }

    private static String connectedAs(Purpose purpose) {
        return switch (purpose) {
            case BOT -> "the bot account";
            case CHANNEL -> "your channel";
            case LOGIN -> "logged in";
        };
    }

    private String next(Purpose purpose, Language language) {
        return switch (purpose) {
            case BOT ->
                "Herald now speaks as this account. If you opened this in a private window, close it and continue in the"
                        + " other one. Otherwise, broadcasters connect their channels on the start page.";
            case CHANNEL ->
                botConnected.getAsBoolean()
                        ? Frame.TEXTS
                                .in(language)
                                .say("connected.next.here", "command", settings.commandPrefix() + "commands")
                        : "Your channel is connected. The bot joins your chat as soon as the operator has connected the bot"
                                + " account.";
            case LOGIN -> "Twitch has confirmed who you are.";
        };
    }

    private static ConnectedBody json(Connected connected) {
        TwitchProfile profile = connected.profile();
        return new ConnectedBody(new ConnectedAccount(
                connected.purpose().text(),
                profile.id().value(),
                profile.login().value(),
                profile.displayName(),
                connected.missingScopes().stream().sorted().map(Scope::value).toList()));
    }

    private record ConnectedBody(ConnectedAccount connected) {}

    private record ConnectedAccount(
            String purpose, String twitchUserId, String login, String displayName, List<String> missingScopes) {}
}
