package bot.herald.web;

import bot.herald.auth.Purpose;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.identity.Secret;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.SetupFormPage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The set-up page: the first settings, and then {@link SetupSteps}.
 *
 * <p>The step follows from what is done already, so reloading always shows the right one.
 */
final class SetupEndpoints {
    private static final int MOST_TESTS = 20;
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private static final String PORT = "web.port";
    private static final String ADDRESS = "web.public-url";
    private static final String CLIENT_ID = "twitch.client-id";
    private static final String SECRET = "twitch.client-secret";
    private static final String DISCORD_ID = "discord.client-id";
    private static final String DISCORD_SECRET = "discord.client-secret";
    private static final String DISCORD_TOKEN = "discord.bot-token";
    private static final List<String> FIELDS =
            List.of(PORT, ADDRESS, CLIENT_ID, SECRET, DISCORD_ID, DISCORD_SECRET, DISCORD_TOKEN);
    private static final Secret NO_SECRET = new Secret("");

    private final Pages pages;
    private final Preferences preferences;
    private final SetupServices installing;
    private final SetupAccess access;
    private final TryLimit tests;
    private final SetupSteps steps;
    private volatile Secret kept = NO_SECRET;
    private volatile FirstSettings.Discord keptOfDiscord = FirstSettings.Discord.NONE;

    SetupEndpoints(WebSettings settings, SetupServices installing, SetupAccess access, Clock clock) {
        this.pages = new Pages(Assets.frame(settings));
        this.preferences = new Preferences(settings);
        this.installing = installing;
        this.access = access;
        this.steps = new SetupSteps(settings, installing, access);
        this.tests = new TryLimit(MOST_TESTS, Duration.ofMinutes(5), clock);
    }

    List<Route> routes() {
        return List.of(
                Route.getOnly("/setup", this::show).waitingForTwitch().underAnyName(),
                Route.on("POST", "/setup", this::act).waitingForTwitch().underAnyName());
    }

    private Answer show(WebRequest request) {
        Optional<String> code = request.parameters().find("code");
        if (code.isPresent()) {
            access.requireCode(code.get(), request.client());
            return Answer.seeOther(SetupSteps.HERE).with("Set-Cookie", access.cookieHeader(request));
        }
        access.requireCookie(request);
        return installing
                .running()
                .map(running -> steps.show(running, request, ""))
                .orElseGet(() -> form(200, request, untouched(), List.of()));
    }

    private Answer act(WebRequest request) {
        Parameters form = access.form(request);
        String wanted = form.find("do").orElse("");
        Optional<FirstSteps> running = installing.running();
        if (running.isEmpty()) {
            return switch (wanted) {
                case "address" -> address(request, typed(form));
                case "start" -> install(request, untouched(), installing::start);
                default -> install(request, form);
            };
        }
        return switch (wanted) {
            case "bot-code" -> steps.askForCode(running.get(), Purpose.BOT, request);
            case "channel-code" -> steps.askForCode(running.get(), Purpose.CHANNEL, request);
            case "finish" -> steps.finish(running.get(), form, request);
            // The first step's form was sent twice: it is done already.
            default -> Answer.seeOther(SetupSteps.HERE);
        };
    }

    private Answer install(WebRequest request, Parameters form) {
        FirstSettings typed = typed(form);
        return install(request, typed, () -> installing.install(typed));
    }

    /** The redirect URL to register for another address, if that is valid. */
    private Answer address(WebRequest request, FirstSettings typed) {
        // An empty field is no mistake yet.
        FirstSettings filled = new FirstSettings(typed.port(), typed.publicUrl(), "unknown", new Secret("unknown"), "");
        List<ConfigProblem> problems = installing.look(filled).stream()
                .filter(problem ->
                        problem.key().equals(ADDRESS) || problem.key().equals(PORT))
                .toList();
        FirstSettings.Discord discord = typed.discord();
        keptOfDiscord = new FirstSettings.Discord(
                "",
                discord.clientSecret().isEmpty() ? keptOfDiscord.clientSecret() : discord.clientSecret(),
                discord.botToken().isEmpty() ? keptOfDiscord.botToken() : discord.botToken());
        return form(problems.isEmpty() ? 200 : 400, request, typed, problems);
    }

    private Answer install(WebRequest request, FirstSettings typed, Supplier<List<ConfigProblem>> installation) {
        if (!tests.isOpen()) {
            return form(
                    429,
                    request,
                    typed,
                    List.of(problem("", "That was a lot of tries. Please wait five minutes before you try again.")));
        }
        tests.count();
        List<ConfigProblem> problems = installation.get();
        if (problems.isEmpty() || isSaid(problems, SECRET)) {
            kept = NO_SECRET;
        }
        keptOfDiscord = new FirstSettings.Discord(
                "",
                problems.isEmpty() || isSaid(problems, DISCORD_SECRET)
                        ? NO_SECRET
                        : typed.discord().clientSecret(),
                problems.isEmpty() || isSaid(problems, DISCORD_TOKEN)
                        ? NO_SECRET
                        : typed.discord().botToken());
        return problems.isEmpty() ? Answer.seeOther(SetupSteps.HERE) : form(400, request, typed, problems);
    }

    private FirstSettings untouched() {
        return new FirstSettings(usualPort(), installing.usualPublicUrl().toString(), "", new Secret(""), "");
    }

    private String usualPort() {
        return String.valueOf(installing.usualPort());
    }

    private FirstSettings typed(Parameters form) {
        return new FirstSettings(
                installing.portIsGiven() ? usualPort() : form.find("port").orElse(usualPort()),
                installing.publicUrlIsGiven()
                        ? installing.usualPublicUrl().toString()
                        : form.find("public-url")
                                .orElse(installing.usualPublicUrl().toString()),
                form.find("client-id").orElse(""),
                secret(form),
                "",
                discord(form));
    }

    /** Without a client id there is no Discord application, whatever the other fields hold. */
    private FirstSettings.Discord discord(Parameters form) {
        FirstSettings.Discord typed = new FirstSettings.Discord(
                form.find("discord-client-id").orElse(""),
                new Secret(form.find("discord-client-secret").orElse("")),
                new Secret(form.find("discord-bot-token").orElse("")));
        return typed.clientId().isEmpty()
                ? typed
                : new FirstSettings.Discord(
                        typed.clientId(),
                        typed.clientSecret().isEmpty() ? keptOfDiscord.clientSecret() : typed.clientSecret(),
                        typed.botToken().isEmpty() ? keptOfDiscord.botToken() : typed.botToken());
    }

    /** What was typed now, or else before, so that a mistake elsewhere does not lose it. */
    private Secret secret(Parameters form) {
        Secret typed = new Secret(form.find("client-secret").orElse("").strip());
        if (!typed.equals(NO_SECRET)) {
            kept = typed;
        }
        return kept;
    }

    /** The secret is never sent back. */
    private Answer form(int status, WebRequest request, FirstSettings typed, List<ConfigProblem> problems) {
        return Answer.html(
                status,
                pages.themed(preferences.of(request))
                        .setupForm(new SetupFormPage(
                                access.formToken().reveal(),
                                new SetupFormPage.Port(
                                        typed.port(), installing.portIsGiven(), said(problems, PORT, request)),
                                typed.publicUrl(),
                                installing.publicUrlIsGiven(),
                                said(problems, ADDRESS, request),
                                typed.publicUrl().replaceAll("/+$", "") + "/auth/callback",
                                typed.clientId(),
                                said(problems, CLIENT_ID, request),
                                said(problems, SECRET, request),
                                !kept.equals(NO_SECRET),
                                new SetupFormPage.Discord(
                                        typed.publicUrl().replaceAll("/+$", "") + "/auth/discord/callback",
                                        typed.discord().clientId(),
                                        said(problems, DISCORD_ID, request),
                                        said(problems, DISCORD_SECRET, request),
                                        said(problems, DISCORD_TOKEN, request),
                                        !keptOfDiscord.clientSecret().isEmpty(),
                                        !keptOfDiscord.botToken().isEmpty()),
                                problems.stream()
                                        .filter(problem -> !FIELDS.contains(problem.key()))
                                        .map(problem -> problem.key().isEmpty()
                                                ? inLanguage(problem, request)
                                                : problem.key() + ": " + inLanguage(problem, request))
                                        .toList(),
                                installing.isConfigured(),
                                isUnencrypted(request))));
    }

    private String said(List<ConfigProblem> problems, String key, WebRequest request) {
        return problems.stream()
                .filter(problem -> problem.key().equals(key))
                .map(problem -> inLanguage(problem, request))
                .collect(Collectors.joining(" "));
    }

    private String inLanguage(ConfigProblem problem, WebRequest request) {
        return Frame.TEXTS.like(problem.message(), preferences.say(request).language());
    }

    private static boolean isSaid(List<ConfigProblem> problems, String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    /** Whether it came neither over TLS, as a proxy in front says, nor from this machine. */
    private static boolean isUnencrypted(WebRequest request) {
        boolean local = request.header("host")
                .filter(host -> LOCAL.matcher(host).matches())
                .isPresent();
        return !local
                && request.header("x-forwarded-proto").filter("https"::equals).isEmpty();
    }

    private static ConfigProblem problem(String key, String message) {
        return new ConfigProblem("set-up", 0, key, message);
    }
}
