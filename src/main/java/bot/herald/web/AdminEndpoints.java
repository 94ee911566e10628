package bot.herald.web;

import bot.herald.auth.RefreshHistory;
import bot.herald.language.Sentences;
import bot.herald.web.Operations.ChannelLoad;
import bot.herald.web.Operations.Refresh;
import bot.herald.web.Operations.Report;
import bot.herald.web.pages.AdminPage;
import bot.herald.web.pages.AdminPage.Connections;
import bot.herald.web.pages.AdminPage.Count;
import bot.herald.web.pages.AdminPage.Figure;
import bot.herald.web.pages.AdminPage.Load;
import bot.herald.web.pages.AdminPage.Request;
import bot.herald.web.pages.AdminPage.Socket;
import bot.herald.web.pages.Columns;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.LogRow;
import bot.herald.web.pages.TokenRow;
import bot.herald.web.pages.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Queues, connections and tokens, for admins; others get a 404. */
final class AdminEndpoints {
    private static final int MOST_NAMED = 5;
    private static final int MOST_SOCKETS = 60;

    private final People people;
    private final Operations operations;
    private final Readiness readiness;
    private final TokenRows tokens;
    private final OperatorDesk desk;
    private final PageNeeds needs;
    private final AdminSessions sessions;

    AdminEndpoints(WebServices services, OperatorDesk desk, PageNeeds needs) {
        this.desk = desk;
        this.readiness = services.readiness();
        this.people = services.people();
        this.operations = services.operations();
        this.tokens = new TokenRows(people.clock());
        this.needs = needs;
        this.sessions = new AdminSessions(people, services.discord().map(DiscordWeb::guests), needs);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(sessions.routes());
        routes.add(needs.page("/dashboard/admin", this::page));
        routes.add(Route.get("/api/operations", needs.gate().reading(this::report)));
        return routes;
    }

    private Answer report(WebRequest request, Visitor visitor) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(AccessProblems.ADMINS_ONLY);
        }
        return Answer.json(200, Json.write(operations.now()));
    }

    private Answer page(WebRequest request, Visitor visitor) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(HttpProblem.of(404));
        }
        Report now = operations.now();
        Sentences say = needs.say(request);
        WebSettings settings = needs.settings();
        List<ChannelView> views = people.managed().of(visitor.person()).stream()
                .map(people.views()::of)
                .toList();
        List<RefreshHistory.Hour> hours = operations.refreshHours();
        return Answer.html(
                200,
                needs.pages(request, visitor)
                        .admin(new AdminPage(
                                AdminSessions.notice(request, say),
                                Stream.concat(
                                                readiness.missing().stream()
                                                        .map(Readiness.Missing::detail)
                                                        .map(detail -> HealthWords.sentence(detail, say.language())),
                                                waitingForOperator(views, say).stream())
                                        .toList(),
                                people.views().tokens().stream()
                                        .map(token -> tokens.of(token, say))
                                        .sorted(Comparator.comparing(
                                                (TokenRow row) -> row.state().equals("valid")
                                                        && row.missing().isEmpty()))
                                        .toList(),
                                now.refreshes().stream()
                                        .map(refresh -> words(refresh, say))
                                        .toList(),
                                connections(now, say),
                                now.eventsWaiting() == 0
                                        ? say.say("admin.events.none")
                                        : Numbers.counted(say, "admin.events", now.eventsWaiting()),
                                now.channels().stream()
                                        .filter(AdminEndpoints::waits)
                                        .map(channel -> load(channel, say))
                                        .toList(),
                                figures(now, views, hours, say),
                                hours.isEmpty() ? Optional.empty() : Optional.of(Columns.of(hours, say)),
                                desk.open(views).entrySet().stream()
                                        .map(entry -> new Request(
                                                entry.getKey().displayName(),
                                                settings.link("/dashboard/"
                                                        + entry.getKey().twitchUserId()),
                                                OperatorDesk.needed(entry.getKey(), say.language()),
                                                When.of(entry.getValue())))
                                        .toList(),
                                sessions.shown(visitor),
                                settings.link("/auth/bot"),
                                settings.link("/auth/bot?replace=true"))));
    }

    private static Connections connections(Report now, Sentences say) {
        List<Operations.Socket> sockets = now.sockets().stream()
                .sorted(Comparator.comparing(AdminEndpoints::isWell))
                .toList();
        return new Connections(
                Objects.requireNonNullElse(now.conduit(), ""),
                now.connections().entrySet().stream()
                        .map(entry -> new Count(state(entry.getKey(), say), entry.getValue()))
                        .toList(),
                sockets.stream()
                        .limit(MOST_SOCKETS)
                        .map(socket -> socket(socket, say))
                        .toList(),
                Math.max(0, sockets.size() - MOST_SOCKETS));
    }

    /** Counts a socket without subscriptions, or of another instance, as well. */
    private static boolean isWell(Operations.Socket socket) {
        return !Set.of("connecting", "waiting").contains(socket.state());
    }

    private static String state(String state, Sentences say) {
        return Frame.TEXTS.has("admin.state." + state) ? say.say("admin.state." + state) : state;
    }

    private static Socket socket(Operations.Socket socket, Sentences say) {
        return new Socket(
                socket.shard() == null
                        ? socket.login() + " (" + TokenRows.kind(socket.kind(), say) + ")"
                        : say.say("admin.shard", "n", socket.shard()),
                isWell(socket),
                say.say("admin.socket." + socket.state()),
                when(socket.since()),
                when(socket.heardAt()),
                Optional.ofNullable(socket.instance())
                        .map(name -> name.substring(0, Math.min(8, name.length())))
                        .orElse(""));
    }

    private static Optional<When> when(@Nullable String time) {
        return Optional.ofNullable(time).map(Instant::parse).map(When::of);
    }

    /** The features that wait for the operator, one sentence each, with their channels. */
    private static List<String> waitingForOperator(List<ChannelView> views, Sentences say) {
        Map<String, List<String>> channels = new TreeMap<>();
        views.forEach(channel -> channel.health().problems().stream()
                .filter(problem -> problem.code().equals("waiting-for-operator"))
                .forEach(problem -> channels.computeIfAbsent(
                                problem.said().in(say.language()), message -> new ArrayList<>())
                        .add(channel.login())));
        return channels.entrySet().stream()
                .map(entry ->
                        say.say("admin.waiting-in", "what", entry.getKey(), "channels", named(entry.getValue(), say)))
                .toList();
    }

    private static String named(List<String> logins, Sentences say) {
        return logins.size() <= MOST_NAMED
                ? String.join(", ", logins)
                : say.say(
                        "admin.more",
                        "channels",
                        String.join(", ", logins.subList(0, MOST_NAMED)),
                        "n",
                        logins.size() - MOST_NAMED);
    }

    private List<Figure> figures(Report now, List<ChannelView> views, List<RefreshHistory.Hour> hours, Sentences say) {
        long attention = views.stream()
                .filter(view -> !view.health().state().equals("works"))
                .count();
        int toSay =
                now.channels().stream().mapToInt(ChannelLoad::chatLinesWaiting).sum();
        int shoutouts =
                now.channels().stream().mapToInt(ChannelLoad::shoutoutsWaiting).sum();
        int failed = hours.stream()
                .skip(Math.max(0, hours.size() - 24))
                .mapToInt(RefreshHistory.Hour::failed)
                .sum();
        return List.of(
                new Figure(
                        say.say("channels"),
                        number(views.size(), say),
                        attention == 0
                                ? say.say("admin.fig.fine")
                                : Numbers.counted(say, "admin.fig.attention", attention)),
                new Figure(
                        say.say("admin.fig.events"),
                        number(now.eventsWaiting(), say),
                        say.say("admin.fig.events.more")),
                new Figure(
                        say.say("admin.fig.said"),
                        number(toSay, say),
                        Numbers.counted(say, "admin.fig.shoutouts", shoutouts)),
                new Figure(say.say("admin.fig.failed"), number(failed, say), say.say("admin.fig.failed.more")));
    }

    private static String number(long number, Sentences say) {
        return Numbers.of(number, say.language());
    }

    private static boolean waits(ChannelLoad load) {
        return load.chatLinesWaiting() > 0
                || load.shoutoutsWaiting() > 0
                || load.chat().state().equals("stopped")
                || !load.shoutouts().off().isEmpty();
    }

    private Load load(ChannelLoad channel, Sentences say) {
        List<String> trouble = new ArrayList<>();
        if (channel.chat().state().equals("stopped")) {
            trouble.add(HealthWords.stopped(channel.chat(), say));
        }
        if (!channel.shoutouts().off().isEmpty()) {
            trouble.add(HealthWords.sentence(channel.shoutouts().off(), say.language()));
        }
        return new Load(
                channel.login(),
                needs.settings().link("/dashboard/" + channel.twitchUserId()),
                channel.chatLinesWaiting(),
                channel.shoutoutsWaiting(),
                String.join(" ", trouble));
    }

    private static LogRow words(Refresh refresh, Sentences say) {
        return new LogRow(
                When.of(Instant.parse(refresh.at())),
                say.say(
                        "admin.refresh." + refresh.outcome(),
                        "login",
                        refresh.login(),
                        "kind",
                        TokenRows.kind(refresh.kind(), say)));
    }
}
