package bot.herald.web;

import bot.herald.account.Guest;
import bot.herald.account.Guests;
import bot.herald.account.SessionStore.Session;
import bot.herald.account.Sessions;
import bot.herald.language.Sentences;
import bot.herald.web.pages.AdminPage;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.When;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everybody's sessions, for admins, who can end them; others get a 404. */
final class AdminSessions {
    private static final String PAGE = "/dashboard/admin";
    private static final String ENDED = "ended";
    private static final int SHOWN = 50;

    private final People people;
    private final Optional<Guests> guests;
    private final PageNeeds needs;

    /** @param guests empty if there is no login with Discord */
    AdminSessions(People people, Optional<Guests> guests, PageNeeds needs) {
        this.people = people;
        this.guests = guests;
        this.needs = needs;
    }

    List<Route> routes() {
        Gate gate = needs.gate();
        return List.of(
                Route.get("/api/sessions", gate.reading((request, visitor) -> {
                    requireAdmin(visitor, AccessProblems.ADMINS_ONLY);
                    return Answer.json(
                            200, Json.write(all(visitor).stream().map(One::view).toList()));
                })),
                Route.on("DELETE", "/api/sessions/{id}", gate.changing((request, visitor) -> {
                    // For everybody else, nothing with an id exists.
                    requireAdmin(visitor, HttpProblem.of(404));
                    end(request.pathValues().getOrDefault("id", ""), visitor);
                    return Answer.empty(204);
                })),
                needs.form(PAGE, this::ended));
    }

    /** The id is not the one in the cookie. A login with Discord alone has neither user id nor login. */
    record View(
            String id,
            @Nullable String userId,
            @Nullable String login,
            String device,
            String startedAt,
            String lastUsedAt,
            String expiresAt,
            boolean current,
            ApiEndpoints.@Nullable DiscordIdentity discord) {}

    /** A session, begun with Twitch or with Discord. */
    private record One(View view, String name, Instant begunAt, Instant usedAt, Runnable ending) {}

    /** All sessions, the most recently used first. */
    private List<One> all(Visitor visitor) {
        Stream<One> people = sessions().all().stream().map(session -> one(session, visitor));
        Stream<One> alone =
                guests.stream().flatMap(known -> known.all().stream().map(guest -> one(guest, known)));
        return Stream.concat(people, alone)
                .sorted(Comparator.comparing(One::usedAt).reversed())
                .toList();
    }

    private One one(Session session, Visitor visitor) {
        View view = new View(
                SessionPages.id(session.id()),
                session.person().id().value(),
                session.person().profile().login().value(),
                session.device(),
                session.begunAt().toString(),
                session.usedAt().toString(),
                session.expiresAt().toString(),
                session.id().equals(visitor.session().id()),
                null);
        return new One(
                view,
                session.person().profile().displayName(),
                session.begunAt(),
                session.usedAt(),
                () -> sessions().end(session));
    }

    private static One one(Guest guest, Guests guests) {
        View view = new View(
                SessionPages.id(guest.id()),
                null,
                null,
                guest.device(),
                guest.begunAt().toString(),
                guest.usedAt().toString(),
                guest.expiresAt().toString(),
                false,
                ApiEndpoints.DiscordIdentity.of(guest.account().profile()));
        return new One(
                view,
                guest.account().profile().displayName() + " (Discord)",
                guest.begunAt(),
                guest.usedAt(),
                () -> guests.end(guest));
    }

    AdminPage.Sessions shown(Visitor visitor) {
        List<One> all = all(visitor);
        return new AdminPage.Sessions(
                all.stream()
                        .limit(SHOWN)
                        .map(session -> new AdminPage.Session(
                                session.view().id(),
                                session.name(),
                                SessionPages.device(session.view().device()),
                                When.of(session.begunAt()),
                                When.of(session.usedAt()),
                                session.view().current()))
                        .toList(),
                Math.max(0, all.size() - SHOWN),
                needs.settings().link(PAGE),
                visitor.session().formToken().reveal());
    }

    static Notice notice(WebRequest request, Sentences say) {
        return Parameters.parse(request.query()).find(ENDED).isPresent()
                ? Notice.done(say.say("admin.logged-out"))
                : Notice.NONE;
    }

    private Answer ended(WebRequest request, Visitor visitor) {
        Parameters form = FormGuard.form(request, visitor);
        requireAdmin(visitor, HttpProblem.of(404));
        end(form.find("session").orElse(""), visitor);
        return Answer.seeOther(URI.create(needs.settings().link(PAGE + "?" + ENDED + "=1")));
    }

    private void end(String id, Visitor visitor) {
        all(visitor).stream()
                .filter(session -> session.view().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)))
                .ending()
                .run();
    }

    private Sessions sessions() {
        return people.sessions();
    }

    private void requireAdmin(Visitor visitor, HttpProblem otherwise) {
        if (!people.managed().isAdmin(visitor.person())) {
            throw new ProblemException(otherwise);
        }
    }
}
