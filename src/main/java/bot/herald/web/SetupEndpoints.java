package bot.herald.web;

import bot.herald.auth.Completion;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.DeviceLogin;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.feed.FeedEvent;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.web.pages.LogRow;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.SetupDeviceCode;
import bot.herald.web.pages.SetupFormPage;
import bot.herald.web.pages.SetupStepsPage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The set-up page: the first settings, then one account after the other, until the bot has answered.
 *
 * <p>Where a person stands follows from what there is, so a page that is opened anew is always the right one. Links
 * within it are relative, because the public address may change on the way.
 */
final class SetupEndpoints {
    private static final int MOST_TESTS = 20;
    private static final int FEED_SHOWN = 8;
    private static final String LOOK_AGAIN_SECONDS = "5";
    private static final URI HERE = URI.create("setup");
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private final WebSettings settings;
    private final Installing installing;
    private final SetupAccess access;
    private final TryLimit tests;
    private final Map<Purpose, DeviceLogin> codes = new ConcurrentHashMap<>();

    SetupEndpoints(WebSettings settings, Installing installing, SetupAccess access, Clock clock) {
        this.settings = settings;
        this.installing = installing;
        this.access = access;
        this.tests = new TryLimit(MOST_TESTS, Duration.ofMinutes(5), clock);
    }

    List<Route> routes() {
        return List.of(Route.getOnly("/setup", this::show), Route.on("POST", "/setup", this::act));
    }

    private Answer show(WebRequest request) {
        Optional<String> code = request.parameters().find("code");
        if (code.isPresent()) {
            access.requireCode(code.get());
            return Answer.seeOther(HERE).with("Set-Cookie", access.cookieHeader());
        }
        access.requireCookie(request);
        return installing
                .running()
                .map(running -> steps(running, request, ""))
                .orElseGet(() -> form(200, request, untouched(), List.of()));
    }

    private Answer act(WebRequest request) {
        Parameters form = access.form(request);
        String wanted = form.find("do").orElse("");
        Optional<FirstSteps> running = installing.running();
        if (running.isEmpty()) {
            return switch (wanted) {
                case "address" -> form(200, request, typed(form), List.of());
                case "start" -> install(request, untouched(), installing::start);
                default -> install(request, typed(form), () -> installing.install(typed(form)));
            };
        }
        return switch (wanted) {
            case "bot-code" -> askForCode(running.get(), Purpose.BOT, request);
            case "channel-code" -> askForCode(running.get(), Purpose.CHANNEL, request);
            case "finish" -> finish(running.get());
            // A form of the first step that was sent twice: it is done.
            default -> Answer.seeOther(HERE);
        };
    }

    private Answer install(
            WebRequest request, FirstSettings typed, java.util.function.Supplier<List<ConfigProblem>> installation) {
        if (!tests.isOpen()) {
            return form(
                    429,
                    request,
                    typed,
                    List.of(problem(
                            "", "That were many tries. Wait five minutes, so that Twitch does not get angry.")));
        }
        tests.count();
        List<ConfigProblem> problems = installation.get();
        return problems.isEmpty() ? Answer.seeOther(HERE) : form(400, request, typed, problems);
    }

    private FirstSettings untouched() {
        return new FirstSettings(installing.usualPublicUrl().toString(), "", new Secret(""));
    }

    private FirstSettings typed(Parameters form) {
        return new FirstSettings(
                installing.publicUrlIsGiven()
                        ? installing.usualPublicUrl().toString()
                        : form.find("public-url")
                                .orElse(installing.usualPublicUrl().toString()),
                form.find("client-id").orElse(""),
                new Secret(form.find("client-secret").orElse("")));
    }

    /** The secret is never sent back. */
    private Answer form(int status, WebRequest request, FirstSettings typed, List<ConfigProblem> problems) {
        return Answer.html(
                status,
                pages().setupForm(new SetupFormPage(
                        access.formToken().reveal(),
                        typed.publicUrl(),
                        installing.publicUrlIsGiven(),
                        said(problems, "web.public-url"),
                        typed.publicUrl().replaceAll("/+$", "") + "/auth/callback",
                        typed.clientId(),
                        said(problems, "twitch.client-id"),
                        said(problems, "twitch.client-secret"),
                        problems.stream()
                                .filter(problem -> !List.of(
                                                "web.public-url", "twitch.client-id", "twitch.client-secret")
                                        .contains(problem.key()))
                                .map(problem -> problem.key().isEmpty()
                                        ? problem.message()
                                        : problem.key() + ": " + problem.message())
                                .toList(),
                        installing.isConfigured(),
                        isUnencrypted(request))));
    }

    private static String said(List<ConfigProblem> problems, String key) {
        return problems.stream()
                .filter(problem -> problem.key().equals(key))
                .map(ConfigProblem::message)
                .collect(Collectors.joining(" "));
    }

    /** A proxy that ends TLS says so; without one, only this machine itself is out of earshot. */
    private static boolean isUnencrypted(WebRequest request) {
        boolean local = request.header("host")
                .filter(host -> LOCAL.matcher(host).matches())
                .isPresent();
        return !local
                && request.header("x-forwarded-proto").filter("https"::equals).isEmpty();
    }

    private Answer askForCode(FirstSteps running, Purpose purpose, WebRequest request) {
        DeviceFlow.Begun begun = running.askForCode(purpose);
        if (begun instanceof DeviceFlow.Begun.NotBegun none) {
            return steps(running, request, none.refused().message());
        }
        codes.put(purpose, ((DeviceFlow.Begun.Waiting) begun).login());
        return Answer.seeOther(HERE);
    }

    private Answer finish(FirstSteps running) {
        access.end();
        return Answer.seeOther(URI.create(
                running.channel().map(channel -> "dashboard/" + channel.id()).orElse("dashboard")));
    }

    private Answer steps(FirstSteps running, WebRequest request, String problem) {
        List<String> notes = new ArrayList<>(problem.isEmpty() ? List.of() : List.of(problem));
        // Asked here rather than in the background: nobody waits for a code whose page nobody has open.
        for (Purpose purpose : List.of(Purpose.BOT, Purpose.CHANNEL)) {
            look(purpose).ifPresent(notes::add);
        }
        Optional<Channel> channel = running.channel();
        int step = running.bot().isEmpty() ? 2 : channel.isEmpty() ? 3 : 4;
        if (notes.isEmpty() && step < 4 && request.parameters().find("looked").isPresent()) {
            notes.add(
                    step == 2
                            ? "No bot account is connected yet. Open the link, agree at Twitch, and come back."
                            : "No channel is connected yet. Agree at Twitch, and come back.");
        }
        Optional<DeviceLogin> code = Optional.ofNullable(codes.get(step == 2 ? Purpose.BOT : Purpose.CHANNEL))
                .filter(waiting -> step < 4);
        List<FeedEvent> feed = channel.map(one -> running.feed(one.id())).orElse(List.of());
        boolean answered = feed.stream().anyMatch(event -> event.type().equals("herald.chat.sent"));
        Answer answer = Answer.html(
                200,
                pages().setupSteps(new SetupStepsPage(
                        access.formToken().reveal(),
                        step,
                        String.join(" ", notes),
                        step == 2 ? running.botLink().toString() : running.publicUrl() + "/auth/channel",
                        code.map(SetupEndpoints::shown).orElse(SetupDeviceCode.NONE),
                        running.bot().map(TwitchLogin::value).orElse(""),
                        channel.map(one -> one.profile().displayName()).orElse(""),
                        channel.map(one -> "https://www.twitch.tv/popout/"
                                        + one.profile().login() + "/chat")
                                .orElse(""),
                        running.commandPrefix() + "ping",
                        rows(feed),
                        answered,
                        channel.map(one -> running.publicUrl() + "/dashboard/" + one.id())
                                .orElse(""))));
        boolean waits = code.isPresent() || step == 4 && !answered;
        return waits ? answer.with("Refresh", LOOK_AGAIN_SECONDS + "; url=setup") : answer;
    }

    /** Asks whether the code was used; says so if it came to nothing. */
    private Optional<String> look(Purpose purpose) {
        DeviceLogin waiting = codes.get(purpose);
        if (waiting == null) {
            return Optional.empty();
        }
        Optional<Completion> ended = waiting.poll();
        if (ended.isPresent()) {
            codes.remove(purpose, waiting);
        }
        return ended.filter(Completion.Refused.class::isInstance).map(end -> ((Completion.Refused) end).message());
    }

    private static SetupDeviceCode shown(DeviceLogin login) {
        return new SetupDeviceCode(
                login.userCode(),
                login.address().toString(),
                Math.max(1, login.lifetime().toMinutes()));
    }

    private static List<LogRow> rows(List<FeedEvent> feed) {
        List<LogRow> rows = new ArrayList<>(feed.subList(Math.max(0, feed.size() - FEED_SHOWN), feed.size()).stream()
                .map(event -> new LogRow(AuditWords.at(event.at()), FeedWords.of(event), List.of()))
                .toList());
        Collections.reverse(rows);
        return rows;
    }

    private Pages pages() {
        return new Pages(Assets.frame(settings));
    }

    private static ConfigProblem problem(String key, String message) {
        return new ConfigProblem("set-up", 0, key, message);
    }
}
