package bot.herald.twitch.http;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Explains to the operator why no encrypted connection could be made. Nothing has been sent by then. */
public final class TlsFailure {
    private static final String UNTRUSTED =
            "its certificate is not trusted here; look at this machine's clock, Java's authorities, and a proxy in between";

    private TlsFailure() {}

    /** Empty for any other kind of failure. */
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
