package bot.herald.twitch.http;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Why no encrypted connection came about, for the operator. Nothing has been sent by then. */
public final class TlsFailure {
    private static final String UNTRUSTED =
            "its certificate is not trusted here; look at this machine's clock, Java's authorities, and a proxy in between";

    private TlsFailure() {}

    /** Empty if it failed in another way. */
    public static Optional<String> of(Throwable failure) {
        if (has(failure, CertificateException.class)) {
            return Optional.of(UNTRUSTED);
        }
        return has(failure, SSLHandshakeException.class) ? Optional.of("the TLS handshake failed") : Optional.empty();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
