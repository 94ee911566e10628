package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.Secret;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps what was typed into a form that could not be saved for ten minutes, so that it is still there after a login.
 *
 * <p>Each form is encrypted with a key that only the browser has, in a cookie; the address carries an id and nothing else. A client
 * that sends too much displaces only its own forms, and once the total is reached nothing more is kept. Safe for concurrent use.
 */
final class KeptForms {
    private static final String PARAMETER = "typed";
    private static final String COOKIE = "herald_typed_";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_OF_ONE = 256 * 1024;
    /** For an address that many people may share. */
    private static final int MOST_OF_SHARED = 2 * 1024 * 1024;

    private static final int MOST_OF_ALL = 8 * 1024 * 1024;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 9;
    private static final int TAG_BITS = 128;
    /** Constant, since each key encrypts a single text. */
    private static final byte[] NONCE = new byte[12];

    private final WebSettings settings;
    private final CookieNames cookies;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** The oldest first. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** Never compared; does not leave this class. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(String client, byte[] content, Instant until) {
        /** Bytes that it takes up, roughly. */
        int size() {
            return content.length + 1024;
        }
    }

    /**
     * @param link to the page that shows the form filled in again
     * @param path the same without scheme, host and prefix
     * @param cookie to be set; holds the key
     */
    record Place(String link, String path, String cookie) {}

    KeptForms(WebSettings settings, Clock clock) {
        this.settings = settings;
        this.cookies = CookieNames.of(settings, "/dashboard");
        this.clock = clock;
    }

    /** @return where it is kept; empty if there is no room */
    Optional<Place> keep(TypedForm form, Client client) {
        String id = random(ID_BYTES);
        Secret key = new Secret(random(KEY_BYTES));
        byte[] content = crypt(Cipher.ENCRYPT_MODE, key, form.body().getBytes(UTF_8));
        if (!add(id, new Kept(client.address(), content, clock.instant().plus(LIFETIME)), client.shared())) {
            return Optional.empty();
        }
        String path = form.page() + "?" + PARAMETER + "=" + id;
        return Optional.of(
                new Place(settings.link(path), path, cookies.header(COOKIE + id, key.reveal(), LIFETIME.toSeconds())));
    }

    private synchronized boolean add(String id, Kept one, boolean shared) {
        forgetOld();
        int most = shared ? MOST_OF_SHARED : MOST_OF_ONE;
        int own = kept.values().stream()
                .filter(other -> other.client().equals(one.client()))
                .mapToInt(Kept::size)
                .sum();
        int all = kept.values().stream().mapToInt(Kept::size).sum();
        var others = kept.values().iterator();
        while (own + one.size() > most && others.hasNext()) {
            Kept other = others.next();
            if (other.client().equals(one.client())) {
                own -= other.size();
                all -= other.size();
                others.remove();
            }
        }
        if (all + one.size() > MOST_OF_ALL) {
            return false;
        }
        kept.put(id, one);
        return true;
    }

    private void forgetOld() {
        Instant now = clock.instant();
        kept.values().removeIf(one -> !now.isBefore(one.until()));
    }

    /** What this browser typed into the form that the address names. */
    Optional<Parameters> typed(WebRequest request) {
        return request.parameters()
                .find(PARAMETER)
                .flatMap(id -> find(id).flatMap(content -> request.cookies(cookies.name(COOKIE + id)::equals).stream()
                        .filter(key -> KEY.matcher(key).matches())
                        .map(Secret::new)
                        .findFirst()
                        .map(key -> new String(crypt(Cipher.DECRYPT_MODE, key, content), UTF_8))
                        .map(Parameters::ofForm)));
    }

    private synchronized Optional<byte[]> find(String id) {
        forgetOld();
        return Optional.ofNullable(kept.get(id)).map(Kept::content);
    }

    /** Where a browser logs in and then returns to {@code path}. */
    String loginLink(String path) {
        return settings.link("/auth/login")
                + (WantedPage.isOurs(path) && !path.equals("/dashboard")
                        ? "?page=" + URLEncoder.encode(path, UTF_8)
                        : "");
    }

    String link(String path) {
        return settings.link(path);
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws ProblemException 404 if it was encrypted with another key */
    private static byte[] crypt(int mode, Secret key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(Base64.getUrlDecoder().decode(key.reveal()), "AES"),
                    new GCMParameterSpec(TAG_BITS, NONCE));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(HttpProblem.of(404));
        }
    }
}
