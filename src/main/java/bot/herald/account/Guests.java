package bot.herald.account;

import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SignedTokens.Claims;
import bot.herald.security.SignedTokens.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who logged in with Discord, and which Discord and Twitch accounts are linked. A guest's session ends thirty days
 * after it began, or when the person revokes the login on Discord. Safe for concurrent use.
 */
public final class Guests {
    private static final Logger log = LoggerFactory.getLogger(Guests.class);
    private static final String BROWSER = "herald-discord";
    private static final String SCRIPT = "herald-discord-api";

    private final DiscordAccounts accounts;
    private final SignedTokens tokens;
    private final Predicate<DiscordUserId> holdsAtDiscord;
    private final Clock clock;

    /** @param holdsAtDiscord whether the account's credential is still usable; checked at every use */
    public Guests(DiscordAccounts accounts, SignedTokens tokens, Predicate<DiscordUserId> holdsAtDiscord, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.holdsAtDiscord = holdsAtDiscord;
        this.clock = clock;
    }

    /**
     * Logs in a Discord account that is already stored.
     *
     * @param device a short description of the browser
     * @return the value of the browser's cookie
     */
    public Issued begin(DiscordUserId id, String device) {
        DiscordAccount account =
                accounts.find(id).orElseThrow(() -> new IllegalStateException("discord=" + id + " is not known"));
        Instant now = clock.instant();
        Guest guest = new Guest(
                Secret.random().reveal(), account, Secret.random(), device, now, now, now.plus(Sessions.LIFETIME));
        accounts.begin(guest, Sessions.MOST, now);
        log.info("discord={} name={} logged in", id, account.profile().username());
        return tokens.issue(BROWSER, id.value(), guest.id(), Sessions.LIFETIME);
    }

    /** The session of a browser, by its cookie. */
    public Optional<Guest> ofBrowser(Secret cookie) {
        return tokens.verify(cookie, BROWSER).flatMap(this::session);
    }

    /** The session that a script's token was issued for. */
    public Optional<Guest> ofScript(Secret bearer) {
        return tokens.verify(bearer, SCRIPT).flatMap(this::session);
    }

    /** A token for scripts, which ends with the session, and after an hour at most. */
    public Issued forScript(Guest guest) {
        return tokens.issue(
                SCRIPT,
                guest.account().id().value(),
                guest.id(),
                Sessions.ofBearer(Duration.between(clock.instant(), guest.expiresAt())));
    }

    private Optional<Guest> session(Claims claims) {
        Instant now = clock.instant();
        Optional<Guest> session = accounts.session(claims.session())
                .filter(guest -> guest.account().id().value().equals(claims.subject()))
                .filter(guest -> now.isBefore(guest.expiresAt()))
                .filter(guest -> holdsAtDiscord.test(guest.account().id()));
        session.filter(guest -> !now.isBefore(guest.usedAt().plus(Sessions.BETWEEN_USES)))
                .ifPresent(guest -> accounts.used(guest, now));
        return session;
    }

    /** Everybody's sessions, most recently used first. */
    public List<Guest> all() {
        return accounts.sessions(clock.instant());
    }

    /** The account's sessions, most recently used first. */
    public List<Guest> sessionsOf(DiscordUserId account) {
        return accounts.sessionsOf(account, clock.instant());
    }

    public void end(Guest guest) {
        accounts.end(guest);
        log.info("discord={} logged out", guest.account().id());
    }

    /** Ends every session of the account, on all devices. */
    public void endAll(DiscordUserId account) {
        accounts.endAll(account);
        log.info("discord={} logged out everywhere", account);
    }

    /** The account that the person has linked. */
    public Optional<DiscordAccount> of(TwitchUserId person) {
        return accounts.of(person);
    }

    /** Whether the two could be linked: neither is linked to another. */
    public boolean mayLink(DiscordUserId account, TwitchUserId person) {
        return accounts.find(account)
                        .flatMap(DiscordAccount::person)
                        .filter(other -> !other.equals(person))
                        .isEmpty()
                && accounts.of(person)
                        .filter(other -> !other.id().equals(account))
                        .isEmpty();
    }

    /**
     * Links two accounts that were both proven in one browser.
     *
     * @return whether they are linked now
     */
    public boolean link(DiscordUserId account, TwitchUserId person) {
        boolean linked = accounts.link(account, person);
        log.info("user={} discord={} {}", person, account, linked ? "linked" : "not linked, one has another");
        return linked;
    }
}
