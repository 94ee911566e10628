package bot.herald.web;

import bot.herald.account.Guest;
import bot.herald.account.Guests;
import bot.herald.account.Sessions;
import bot.herald.identity.Secret;
import java.util.Optional;

/**
 * Lets in people who are logged in, by cookie or bearer token.
 *
 * <p>If a bearer token is sent, only that counts: a bad one is refused even beside a good cookie. A change by cookie has to come from
 * one of our own pages; no browser adds a bearer token by itself.
 */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Optional<Guests> guests;
    private final SessionCookie cookie;
    private final SameOrigin sameOrigin;

    Gate(Sessions sessions, SessionCookie cookie, SameOrigin sameOrigin) {
        this(sessions, Optional.empty(), cookie, sameOrigin);
    }

    /** @param guests empty if there is no login with Discord */
    Gate(Sessions sessions, Optional<Guests> guests, SessionCookie cookie, SameOrigin sameOrigin) {
        this.guests = guests;
        this.sessions = sessions;
        this.cookie = cookie;
        this.sameOrigin = sameOrigin;
    }

    /** For everybody who is logged in; changes nothing. */
    Endpoint reading(VisitorEndpoint endpoint) {
        return request -> renewed(required(request), request, endpoint);
    }

    /** The same for a page; a browser that is not logged in gets {@code login}, which leads back. */
    Endpoint page(VisitorEndpoint endpoint, Endpoint login) {
        Endpoint forScripts = reading(endpoint);
        return request -> {
            if (Accept.prefersJson(request)) {
                return forScripts.answer(request);
            }
            // Looked up once: the session may end between two look-ups.
            Optional<Visitor> visitor = browser(request);
            return visitor.isPresent() ? renewed(visitor.get(), request, endpoint) : login.answer(request);
        };
    }

    /** For a request that changes something. */
    Endpoint changing(VisitorEndpoint endpoint) {
        return request -> {
            Visitor visitor = required(request);
            if (visitor.cookie().isPresent()) {
                requireOwnPage(request);
            }
            return renewed(visitor, request, endpoint);
        };
    }

    /** Who is logged in with this browser's cookie, bearer tokens aside. */
    Optional<Visitor> browser(WebRequest request) {
        return cookie.find(request).stream()
                .flatMap(sent ->
                        sessions.ofBrowser(sent).map(session -> new Visitor(session, Optional.of(sent))).stream())
                .findFirst();
    }

    /** Answers requests of somebody logged in with Discord alone. */
    @FunctionalInterface
    interface GuestEndpoint {
        /** @throws ProblemException if the request cannot be done */
        Answer answer(WebRequest request, Guest guest);
    }

    /** {@link #reading} for what concerns no channel; people logged in with Discord alone may, too. */
    Endpoint reading(VisitorEndpoint visitors, GuestEndpoint alone) {
        Endpoint theirs = reading(visitors);
        return request -> {
            Optional<Guest> guest = visitor(request).isPresent() ? Optional.empty() : guest(request);
            return guest.isPresent() ? alone.answer(request, guest.get()) : theirs.answer(request);
        };
    }

    /** {@link #changing} for what concerns no channel; people logged in with Discord alone may, too. */
    Endpoint changing(VisitorEndpoint visitors, GuestEndpoint alone) {
        Endpoint theirs = changing(visitors);
        return request -> {
            Optional<Guest> guest = visitor(request).isPresent() ? Optional.empty() : guest(request);
            if (guest.isEmpty()) {
                return theirs.answer(request);
            }
            if (bearer(request).isEmpty()) {
                requireOwnPage(request);
            }
            return alone.answer(request, guest.get());
        };
    }

    /** Who is logged in with Discord alone, by browser or script; never a {@link Visitor}, so never near a channel. */
    Optional<Guest> guest(WebRequest request) {
        Optional<Secret> bearer = bearer(request);
        return bearer.isPresent() ? guests.flatMap(known -> known.ofScript(bearer.get())) : guestOfBrowser(request);
    }

    /** Who is logged in with Discord alone by this browser's cookie. */
    Optional<Guest> guestOfBrowser(WebRequest request) {
        return guests.flatMap(known -> cookie.find(request).stream()
                .flatMap(sent -> known.ofBrowser(sent).stream())
                .findFirst());
    }

    /** Whether people can log in with Discord. */
    boolean takesGuests() {
        return guests.isPresent();
    }

    void requireOwnPage(WebRequest request) {
        if (!sameOrigin.made(request)) {
            throw new ProblemException(AccessProblems.FOREIGN_ORIGIN);
        }
    }

    private Visitor required(WebRequest request) {
        return visitor(request)
                .orElseThrow(() -> new ProblemException(
                        guest(request).isPresent() ? AccessProblems.TWITCH_ONLY : AccessProblems.NOT_LOGGED_IN));
    }

    /** Who makes the request; empty if nobody is logged in. */
    Optional<Visitor> visitor(WebRequest request) {
        Optional<Secret> bearer = bearer(request);
        return bearer.isPresent()
                ? sessions.ofScript(bearer.get()).map(found -> new Visitor(found, Optional.empty()))
                : browser(request);
    }

    /** What a script sends instead of a cookie. */
    static Optional<Secret> bearer(WebRequest request) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> new Secret(header.substring(BEARER.length()).strip()));
    }

    private Answer renewed(Visitor visitor, WebRequest request, VisitorEndpoint endpoint) {
        Answer answer = endpoint.answer(request, visitor);
        return visitor.cookie()
                .flatMap(sessions::renewed)
                .map(issued -> cookie.set(answer, issued))
                .orElse(answer);
    }
}
