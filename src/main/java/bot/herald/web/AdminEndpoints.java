package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.web.Operations.ChannelLoad;
import bot.herald.web.Operations.Refresh;
import bot.herald.web.Operations.Report;
import bot.herald.web.pages.AdminPage;
import bot.herald.web.pages.AdminPage.Count;
import bot.herald.web.pages.AdminPage.Load;
import bot.herald.web.pages.LogRow;
import bot.herald.web.pages.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What goes on inside, for admins; for others the page does not exist. */
final class AdminEndpoints {
    private static final int MOST_NAMED = 5;

    private final People people;
    private final Operations operations;
    private final Readiness readiness;
    private final TokenRows tokens;
    private final PageNeeds needs;

    AdminEndpoints(People people, Operations operations, Readiness readiness, PageNeeds needs) {
        this.readiness = readiness;
        this.people = people;
        this.operations = operations;
        this.tokens = new TokenRows(people.clock());
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/admin", this::page),
                Route.get("/api/operations", needs.gate().reading(this::report)));
    }

    private Answer report(WebRequest request, Visitor visitor) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(AccessProblems.ADMINS_ONLY);
        }
        return Answer.json(200, Json.write(operations.now()));
    }

    private Answer page(WebRequest request, Visitor visitor) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(Problem.of(404));
        }
        Report now = operations.now();
        WebSettings settings = needs.settings();
        return Answer.html(
                200,
                needs.pages(request, visitor)
                        .admin(new AdminPage(
                                Stream.concat(
                                                readiness.missing().stream()
                                                        .map(Readiness.Missing::detail)
                                                        .map(HealthWords::sentence),
                                                waitingForOperator(visitor.person()).stream())
                                        .toList(),
                                people.views().tokens().stream().map(tokens::of).toList(),
                                now.refreshes().stream()
                                        .map(AdminEndpoints::words)
                                        .toList(),
                                now.connections().entrySet().stream()
                                        .map(entry -> new Count(entry.getKey(), entry.getValue()))
                                        .toList(),
                                waiting(now.eventsWaiting(), "event"),
                                now.channels().stream().map(this::load).toList(),
                                settings.link("/auth/bot"),
                                settings.link("/auth/bot?replace=true"),
                                settings.link("/dashboard"))));
    }

    /** What features wait for the operator, and where, a sentence each. */
    private List<String> waitingForOperator(Person admin) {
        Map<String, List<String>> channels = new TreeMap<>();
        people.managed().of(admin).stream()
                .map(people.views()::of)
                .forEach(channel -> channel.health().problems().stream()
                        .filter(problem -> problem.code().equals("waiting-for-operator"))
                        .forEach(problem -> channels.computeIfAbsent(problem.message(), message -> new ArrayList<>())
                                .add(channel.login())));
        return channels.entrySet().stream()
                .map(entry -> entry.getKey() + " In " + named(entry.getValue()) + ".")
                .toList();
    }

    private static String named(List<String> logins) {
        return logins.size() <= MOST_NAMED
                ? String.join(", ", logins)
                : String.join(", ", logins.subList(0, MOST_NAMED)) + " and " + (logins.size() - MOST_NAMED) + " more";
    }

    private Load load(ChannelLoad channel) {
        List<String> trouble = new ArrayList<>();
        if (channel.chat().state().equals("stopped")) {
            trouble.add(HealthWords.stopped(channel.chat()));
        }
        if (!channel.shoutouts().off().isEmpty()) {
            trouble.add(HealthWords.sentence(channel.shoutouts().off()));
        }
        return new Load(
                channel.login(),
                needs.settings().link("/dashboard/" + channel.twitchUserId()),
                channel.chatLinesWaiting(),
                channel.shoutoutsWaiting(),
                String.join(" ", trouble));
    }

    private static LogRow words(Refresh refresh) {
        String outcome = switch (refresh.outcome()) {
            case "renewed" -> "was renewed.";
            case "adopted" -> "had been renewed by another process.";
            case "rejected" -> "was refused: this account has to connect again.";
            case "retry" -> "could not be renewed for now; it is tried again.";
            case "misconfigured" -> "could not be renewed: the client id or secret is not accepted.";
            default -> refresh.outcome();
        };
        return new LogRow(
                When.of(Instant.parse(refresh.at())),
                "The token of " + refresh.login() + " (" + refresh.kind() + ") " + outcome);
    }

    private static String waiting(int number, String what) {
        return number == 0
                ? "No " + what + " waits to be handled."
                : number == 1 ? "1 " + what + " waits to be handled." : number + " " + what + "s wait to be handled.";
    }
}
