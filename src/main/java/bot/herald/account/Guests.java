package bot.herald.account;

import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SignedTokens.Issued;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who came with Discord, and whose both accounts are. A guest's session ends thirty days after it began, or when Discord no longer
 * lets us know them. Safe for concurrent use.
 */
public final class Guests {
    private static final Logger log = LoggerFactory.getLogger(Guests.class);
    private static final String AUDIENCE = "herald-discord";
    private static final int BYTES = 24;

    private final DiscordAccounts accounts;
    private final SignedTokens tokens;
    private final Predicate<DiscordUserId> holdsAtDiscord;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param holdsAtDiscord whether what proved who it is is still good at Discord; asked at every use */
    public Guests(DiscordAccounts accounts, SignedTokens tokens, Predicate<DiscordUserId> holdsAtDiscord, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.holdsAtDiscord = holdsAtDiscord;
        this.clock = clock;
    }

    /**
     * Logs a Discord account in that is stored already.
     *
     * @return what the browser's cookie has to hold
     */
    public Issued begin(DiscordUserId id) {
        DiscordAccount account =
                accounts.find(id).orElseThrow(() -> new IllegalStateException("discord=" + id + " is not known"));
        Instant now = clock.instant();
        Guest guest = new Guest(random(), account, new Secret(random()), now.plus(Sessions.LIFETIME));
        accounts.begin(guest, Sessions.MOST, now);
        log.info("discord={} name={} logged in", id, account.profile().username());
        return tokens.issue(AUDIENCE, id.value(), guest.id(), Sessions.LIFETIME);
    }

    /** The session of a browser, by its cookie. */
    public Optional<Guest> ofBrowser(Secret cookie) {
        return tokens.verify(cookie, AUDIENCE)
                .flatMap(claims -> accounts.session(claims.session())
                        .filter(guest -> guest.account().id().value().equals(claims.subject())))
                .filter(guest -> clock.instant().isBefore(guest.expiresAt()))
                .filter(guest -> holdsAtDiscord.test(guest.account().id()));
    }

    public void end(Guest guest) {
        accounts.end(guest);
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
     * Links two accounts that have been proven in one browser.
     *
     * @return whether they are linked now
     */
    public boolean link(DiscordUserId account, TwitchUserId person) {
        boolean linked = accounts.link(account, person);
        log.info("user={} discord={} {}", person, account, linked ? "linked" : "not linked, one has another");
        return linked;
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
