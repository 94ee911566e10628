package bot.herald.web;

import bot.herald.account.SessionStore.Session;
import bot.herald.account.Sessions;
import bot.herald.web.pages.AdminPage;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.When;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where everybody is logged in, for admins, who can end it; for others there is no such thing. */
final class AdminSessions {
    private static final String PAGE = "/dashboard/admin";
    private static final String ENDED = "ended";
    private static final int SHOWN = 50;

    private final People people;
    private final PageNeeds needs;

    AdminSessions(People people, PageNeeds needs) {
        this.people = people;
        this.needs = needs;
    }

    List<Route> routes() {
        Gate gate = needs.gate();
        return List.of(
                Route.get("/api/sessions", gate.reading((request, visitor) -> {
                    requireAdmin(visitor, AccessProblems.ADMINS_ONLY);
                    return Answer.json(
                            200,
                            Json.write(sessions().all().stream()
                                    .map(session -> view(session, visitor))
                                    .toList()));
                })),
                Route.on("DELETE", "/api/sessions/{id}", gate.changing((request, visitor) -> {
                    // As for everything that is named by an id: it does not exist.
                    requireAdmin(visitor, HttpProblem.of(404));
                    end(request.pathValues().getOrDefault("id", ""));
                    return Answer.empty(204);
                })),
                needs.form(PAGE, this::ended));
    }

    /** The id is not the one that cookies hold. */
    record View(
            String id,
            String userId,
            String login,
            String device,
            String startedAt,
            String lastUsedAt,
            String expiresAt,
            boolean current) {}

    private static View view(Session session, Visitor visitor) {
        return new View(
                SessionPages.id(session),
                session.person().id().value(),
                session.person().profile().login().value(),
                session.device(),
                session.begunAt().toString(),
                session.usedAt().toString(),
                session.expiresAt().toString(),
                isCurrent(session, visitor));
    }

    AdminPage.Sessions shown(Visitor visitor) {
        List<Session> all = sessions().all();
        return new AdminPage.Sessions(
                all.stream()
                        .limit(SHOWN)
                        .map(session -> new AdminPage.Session(
                                SessionPages.id(session),
                                session.person().profile().displayName(),
                                SessionPages.device(session),
                                When.of(session.begunAt()),
                                When.of(session.usedAt()),
                                isCurrent(session, visitor)))
                        .toList(),
                Math.max(0, all.size() - SHOWN),
                needs.settings().link(PAGE),
                visitor.session().formToken().reveal());
    }

    static Notice notice(WebRequest request) {
        return Parameters.parse(request.query()).find(ENDED).isPresent()
                ? Notice.done("That browser is logged out.")
                : Notice.NONE;
    }

    private Answer ended(WebRequest request, Visitor visitor) {
        Parameters form = FormGuard.form(request, visitor);
        requireAdmin(visitor, HttpProblem.of(404));
        end(form.find("session").orElse(""));
        return Answer.seeOther(URI.create(needs.settings().link(PAGE + "?" + ENDED + "=1")));
    }

    private void end(String id) {
        Optional<Session> named = sessions().all().stream()
                .filter(session -> SessionPages.id(session).equals(id))
                .findFirst();
        sessions().end(named.orElseThrow(() -> new ProblemException(HttpProblem.of(404))));
    }

    private Sessions sessions() {
        return people.sessions();
    }

    private void requireAdmin(Visitor visitor, HttpProblem otherwise) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(otherwise);
        }
    }

    private static boolean isCurrent(Session session, Visitor visitor) {
        return session.id().equals(visitor.session().id());
    }
}
