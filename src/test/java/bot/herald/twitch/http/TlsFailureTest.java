package bot.herald.twitch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsFailureTest {
    @Test
    void aHandshakeThatIsCutHasSentNothing() throws IOException {
        try (ServerSocket twitch = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> cutting = CompletableFuture.runAsync(() -> cutAll(twitch));
            URI users = URI.create("https://localhost:" + twitch.getLocalPort() + "/users");

            HttpAnswer answer = new TwitchHttp(Duration.ofSeconds(20))
                    .send(TwitchCall.GET_USERS, HttpRequest.newBuilder(users).GET());

            assertThat(answer)
                    .isEqualTo(new HttpAnswer.NoAnswer("cannot connect to Twitch: the TLS handshake failed", true));
            assertThat(cutting).isNotCompletedExceptionally();
        }
    }

    /** Reads what begins the handshake, and hangs up. */
    private static void cutAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                caller.getInputStream().readNBytes(5);
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        }
    }

    @Test
    void whoeverDoesNotTrustACertificateIsToldWhereToLook() {
        Exception untrusted = new SSLHandshakeException("no");
        untrusted.initCause(new CertificateException("unable to find valid certification path"));

        assertThat(TlsFailure.of(new IOException(untrusted)).orElseThrow())
                .contains("certificate is not trusted", "clock", "proxy");
        assertThat(TlsFailure.of(new IOException("reset"))).isEmpty();
    }
}
