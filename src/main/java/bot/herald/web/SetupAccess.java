package bot.herald.web;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Lets only the holder of the printed link set Herald up; ends for good when they are done.
 *
 * <p>The code in the link is exchanged for a cookie at once, so that it does not stay in the browser's address. Codes are
 * compared in constant time. Safe for concurrent use.
 */
final class SetupAccess {
    private static final String COOKIE = "herald_setup";
    private static final String SECURE_PREFIX = "__Host-";
    private static final int BYTES = 16;
    private static final int MOST_WRONG_CODES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret code = random();
    private final Secret cookie = random();
    private final Secret formToken = random();
    private final WebSettings settings;
    private final KnownHosts hosts;
    private final ClientLimit wrongCodes;
    private volatile boolean over;
    private volatile Optional<TwitchUserId> ownChannel = Optional.empty();

    SetupAccess(WebSettings settings, Clock clock) {
        this.settings = settings;
        this.hosts = new KnownHosts(settings);
        this.wrongCodes = new ClientLimit(MOST_WRONG_CODES, MOST_WRONG_CODES, Duration.ofMinutes(1), clock);
    }

    /** For the link that is printed. */
    Secret code() {
        return code;
    }

    Secret formToken() {
        return formToken;
    }

    /** Marked secure if the browser came by a public https address; by another there may be no https. */
    String cookieHeader(WebRequest request) {
        boolean secure = settings.secure() && hosts.isPublic(request);
        return (secure ? SECURE_PREFIX : "") + COOKIE + "=" + cookie.reveal() + "; Path=/; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /**
     * The right code always works, however many wrong ones are tried meanwhile.
     *
     * @throws ProblemException if the code is wrong, or too many were
     */
    void requireCode(String given, Client client) {
        if (!over && new Secret(given).equals(code)) {
            return;
        }
        if (!wrongCodes.take(client)) {
            throw new ProblemException(SetupProblems.TOO_MANY_CODES);
        }
        throw new ProblemException(over ? SetupProblems.OVER : SetupProblems.NO_CODE);
    }

    /** Whether the browser has the cookie and the set-up is not over. */
    boolean admits(WebRequest request) {
        return !over
                && request.cookies(name -> name.equals(COOKIE) || name.equals(SECURE_PREFIX + COOKIE)).stream()
                        .anyMatch(given -> new Secret(given).equals(cookie));
    }

    /** @throws ProblemException if the browser has not opened the link */
    void requireCookie(WebRequest request) {
        if (!admits(request)) {
            throw new ProblemException(over ? SetupProblems.OVER : SetupProblems.NO_CODE);
        }
    }

    /**
     * The form's fields.
     *
     * @throws ProblemException if it is none of the set-up page
     */
    Parameters form(WebRequest request) {
        requireCookie(request);
        boolean foreign =
                request.header("sec-fetch-site").filter("cross-site"::equals).isPresent();
        return FormGuard.form(request, formToken)
                .filter(form -> !foreign)
                .orElseThrow(() -> new ProblemException(SetupProblems.STALE_FORM));
    }

    /** Notes the channel that was connected during the set-up. */
    void connected(TwitchUserId channel) {
        ownChannel = Optional.of(channel);
    }

    /** Whether the channel was connected during the set-up, not by somebody who found the public page. */
    boolean isOwn(TwitchUserId channel) {
        return ownChannel.equals(Optional.of(channel));
    }

    void end() {
        over = true;
    }

    private static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }
}
