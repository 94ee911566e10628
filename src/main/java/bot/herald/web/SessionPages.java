package bot.herald.web;

import bot.herald.account.Guest;
import bot.herald.account.Guests;
import bot.herald.account.SessionStore.Session;
import bot.herald.account.Sessions;
import bot.herald.security.Sha256;
import bot.herald.web.pages.SessionsPage;
import bot.herald.web.pages.When;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a person is logged in, with buttons that end it. */
final class SessionPages {
    private static final String PAGE = "/dashboard/sessions";
    private static final int ID_BYTES = 12;

    private final Sessions sessions;
    private final PageNeeds needs;
    private final Optional<DiscordWeb> discord;

    SessionPages(Sessions sessions, Optional<DiscordWeb> discord, PageNeeds needs) {
        this.discord = discord;
        this.sessions = sessions;
        this.needs = needs;
    }

    List<Route> routes() {
        Gate gate = needs.gate();
        return List.of(
                Route.get(
                        "/api/me/sessions",
                        gate.reading(
                                (request, visitor) ->
                                        listed(sessions.of(visitor.person().id()).stream()
                                                .map(session -> view(session, visitor))),
                                (request, guest) -> listed(
                                        guests().sessionsOf(guest.account().id()).stream()
                                                .map(session -> view(session, guest))))),
                Route.on(
                        "DELETE",
                        "/api/me/sessions",
                        gate.changing(
                                (request, visitor) -> {
                                    sessions.endAll(visitor.person().id());
                                    return Answer.empty(204);
                                },
                                (request, guest) -> {
                                    guests().endAll(guest.account().id());
                                    return Answer.empty(204);
                                })),
                Route.on(
                        "DELETE",
                        "/api/me/sessions/{id}",
                        gate.changing(
                                (request, visitor) -> {
                                    end(request.pathValues().getOrDefault("id", ""), visitor);
                                    return Answer.empty(204);
                                },
                                (request, guest) -> {
                                    end(request.pathValues().getOrDefault("id", ""), guest);
                                    return Answer.empty(204);
                                })),
                needs.page(PAGE, this::show),
                needs.form(PAGE, this::end));
    }

    /** The id is not the one in the cookie. */
    record View(String id, String device, String startedAt, String lastUsedAt, String expiresAt, boolean current) {}

    private static View view(Session session, Visitor visitor) {
        return new View(
                id(session.id()),
                session.device(),
                session.begunAt().toString(),
                session.usedAt().toString(),
                session.expiresAt().toString(),
                session.id().equals(visitor.session().id()));
    }

    private static View view(Guest session, Guest guest) {
        return new View(
                id(session.id()),
                session.device(),
                session.begunAt().toString(),
                session.usedAt().toString(),
                session.expiresAt().toString(),
                session.id().equals(guest.id()));
    }

    private static Answer listed(Stream<View> views) {
        return Answer.json(200, Json.write(views.toList()));
    }

    private Guests guests() {
        return discord.orElseThrow().guests();
    }

    static String device(String known) {
        return known.isEmpty() ? "A browser" : known;
    }

    /** A session's id in the API and on pages. */
    static String id(String session) {
        return Sha256.hex(session, ID_BYTES);
    }

    /** The person's own session; others count as not found. */
    private void end(String id, Visitor visitor) {
        sessions.end(sessions.of(visitor.person().id()).stream()
                .filter(session -> id(session.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404))));
    }

    private void end(String id, Guest guest) {
        guests().end(guests().sessionsOf(guest.account().id()).stream()
                .filter(session -> id(session.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404))));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        return Answer.html(
                200,
                needs.pages(request, visitor)
                        .sessions(new SessionsPage(
                                sessions.of(visitor.person().id()).stream()
                                        .map(session -> new SessionsPage.Row(
                                                id(session.id()),
                                                device(session.device()),
                                                When.of(session.begunAt()),
                                                When.of(session.usedAt()),
                                                session.id()
                                                        .equals(visitor.session()
                                                                .id())))
                                        .toList(),
                                needs.settings().link(PAGE),
                                visitor.session().formToken().reveal(),
                                discord.isPresent() ? needs.settings().link("/auth/discord") : "",
                                discord.flatMap(known -> known.guests()
                                                .of(visitor.person().id()))
                                        .map(account -> account.profile().displayName())
                                        .orElse(""))));
    }

    private Answer end(WebRequest request, Visitor visitor) {
        Parameters form = FormGuard.form(request, visitor);
        String which = form.find("session").orElse("");
        if (which.equals("all")) {
            sessions.endAll(visitor.person().id());
        } else {
            end(which, visitor);
        }
        return Answer.seeOther(URI.create(needs.settings().link(PAGE)));
    }
}
