package bot.herald.account;

import bot.herald.account.SessionStore.Session;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SignedTokens.Claims;
import bot.herald.security.SignedTokens.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is logged in, by the signed token of their browser or script.
 *
 * <p>A session ends thirty days after its last use, ninety days after its login, on logout, or when the person revokes the
 * login on Twitch. A script's token ends with its session, and after an hour at most. Safe for concurrent use.
 */
public final class Sessions {
    /** How long a browser stays logged in without coming back. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    /** How long a session lasts at most, however often it is used, before the person has to log in again. */
    static final Duration LONGEST = Duration.ofDays(90);
    /** How many sessions a person can have at once. */
    static final int MOST = 20;

    static final Duration BETWEEN_USES = Duration.ofMinutes(5);
    private static final Duration BEARER_LIFETIME = Duration.ofHours(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofDays(1);
    private static final String BROWSER = "herald-dashboard";
    private static final String SCRIPT = "herald-api";

    private final SessionStore store;
    private final PersonStore people;
    private final SignedTokens tokens;
    private final BiPredicate<TwitchUserId, Purpose> holdsAtTwitch;
    private final Clock clock;
    private volatile Consumer<TwitchUserId> begun = id -> {};

    /** @param holdsAtTwitch whether the credential that proved who the person is is still usable; checked at every use */
    public Sessions(
            SessionStore store,
            PersonStore people,
            SignedTokens tokens,
            BiPredicate<TwitchUserId, Purpose> holdsAtTwitch,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.tokens = tokens;
        this.holdsAtTwitch = holdsAtTwitch;
        this.clock = clock;
    }

    /** @param only replaces any other listener; called with everybody who logs in. Must not block */
    public void whenBegun(Consumer<TwitchUserId> only) {
        begun = only;
    }

    /**
     * Logs the person in.
     *
     * @param purpose of the credential that has just proved who it is
     * @param device which browser it is, in a few words
     * @return what the browser's cookie has to hold
     * @throws IllegalStateException if nobody of that id is known
     */
    public Issued begin(TwitchUserId id, Purpose purpose, String device) {
        Person person = people.find(id).orElseThrow(() -> new IllegalStateException("user=" + id + " is not known"));
        Instant now = clock.instant();
        Session session = new Session(
                Secret.random().reveal(), person, Secret.random(), purpose, device, now, now, end(now, now));
        store.add(session, MOST, now);
        begun.accept(id);
        log.info("user={} login={} logged in", id, person.profile().login());
        return tokens.issue(BROWSER, id.value(), session.id(), LIFETIME);
    }

    /** The session of a browser, by its cookie. */
    public Optional<Session> ofBrowser(Secret cookie) {
        return tokens.verify(cookie, BROWSER).flatMap(this::session);
    }

    /** The session that a script's token was issued for. */
    public Optional<Session> ofScript(Secret bearer) {
        return tokens.verify(bearer, SCRIPT).flatMap(this::session);
    }

    /** A token for scripts, which ends with the session, and after an hour at most. */
    public Issued forScript(Session session) {
        return tokens.issue(
                SCRIPT,
                session.person().id().value(),
                session.id(),
                ofBearer(Duration.between(clock.instant(), session.expiresAt())));
    }

    /** @param left of the session that the token is for */
    static Duration ofBearer(Duration left) {
        return left.compareTo(BEARER_LIFETIME) < 0 ? left : BEARER_LIFETIME;
    }

    /** Replaces a cookie that is more than a day old, which extends the session by thirty days; empty for a younger one. */
    public Optional<Issued> renewed(Secret cookie) {
        Instant now = clock.instant();
        Optional<Claims> due = tokens.verify(cookie, BROWSER)
                .filter(claims -> !now.isBefore(claims.issuedAt().plus(BETWEEN_RENEWALS)));
        return due.flatMap(claims -> store.find(claims.session()).map(session -> {
            Instant end = end(session.begunAt(), now);
            store.extend(claims.session(), end);
            return tokens.issue(BROWSER, claims.subject(), claims.session(), Duration.between(now, end));
        }));
    }

    public void end(Session session) {
        store.remove(session.id());
        log.info(
                "user={} login={} logged out",
                session.person().id(),
                session.person().profile().login());
    }

    /** The person's sessions, most recently used first. */
    public List<Session> of(TwitchUserId person) {
        return store.of(person, clock.instant());
    }

    /** Everybody's sessions, most recently used first. */
    public List<Session> all() {
        return store.all(clock.instant());
    }

    /** Ends every session of the person, on all devices. */
    public void endAll(TwitchUserId person) {
        ended(person, store.removeAll(person));
    }

    /** Ends the sessions that depend on the person's credential for that purpose. */
    void endAll(TwitchUserId person, Purpose purpose) {
        ended(person, store.removeAll(person, purpose));
    }

    private static void ended(TwitchUserId person, int ended) {
        if (ended > 0) {
            log.info("user={} sessions={} ended", person, ended);
        }
    }

    private Optional<Session> session(Claims claims) {
        return store.find(claims.session())
                .filter(session -> session.person().id().value().equals(claims.subject()))
                .filter(session -> clock.instant().isBefore(session.expiresAt()))
                .filter(session -> clock.instant().isBefore(session.begunAt().plus(LONGEST)))
                .filter(session -> holdsAtTwitch.test(session.person().id(), session.purpose()))
                .map(this::used);
    }

    private Session used(Session session) {
        Instant now = clock.instant();
        if (!now.isBefore(session.usedAt().plus(BETWEEN_USES))) {
            store.used(session.id(), now);
        }
        return session;
    }

    private static Instant end(Instant begun, Instant now) {
        Instant whenUnused = now.truncatedTo(ChronoUnit.SECONDS).plus(LIFETIME);
        Instant longest = begun.truncatedTo(ChronoUnit.SECONDS).plus(LONGEST);
        return whenUnused.isBefore(longest) ? whenUnused : longest;
    }
}
