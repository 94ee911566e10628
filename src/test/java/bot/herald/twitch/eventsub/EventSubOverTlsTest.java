package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.event.ChannelEvent;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.testing.TlsFront;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets as they are at Twitch: {@code wss}, with a certificate that has to be right. */
class EventSubOverTlsTest implements EventSubObserver, EventTransport.Listener {
    private static final SocketKey SOCKET = SocketKey.first(CredentialKey.bot(new TwitchUserId("999")));
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    Path folder = Path.of("");

    private final List<ChannelEvent> events = new CopyOnWriteArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private FakeEventSub twitch;

    @BeforeEach
    void start() throws Exception {
        twitch = new FakeEventSub();
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_PASSWORD);
        twitch.stop();
    }

    @Test
    void eventsComeOverTls() throws Exception {
        Path certificate = TlsFront.certificate(folder, "localhost");
        trust(certificate);
        try (TlsFront front = new TlsFront(certificate, twitch.address().getPort())) {
            EventSubSockets sockets = sockets(front);
            FakeEventSub.Peer peer = twitch.peer();
            peer.send(Frames.welcome("s1"));
            await().until(() -> sockets.session(SOCKET).isPresent());
            peer.send(Frames.raid("over-tls"));

            await().until(() -> !events.isEmpty());
            sockets.close();
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotSpokenTo() throws Exception {
        assertRefused(TlsFront.certificate(folder, "localhost"));
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        Path certificate = TlsFront.certificate(folder, "elsewhere.example");
        trust(certificate);
        assertRefused(certificate);
    }

    private void assertRefused(Path certificate) throws Exception {
        try (TlsFront front = new TlsFront(certificate, twitch.address().getPort())) {
            EventSubSockets sockets = sockets(front);
            await().until(() -> sockets.connectionsByState().getOrDefault("waiting", 0) == 1);
            sockets.close();
            // Whoever came before it would be there by now.
            EventSubSockets plain = sockets(twitch.address());
            assertThat(twitch.peer().query).isEqualTo("null");
            assertThat(twitch.hasPeer()).isFalse();
            plain.close();
        }
    }

    private static void trust(Path store) {
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_PASSWORD, TlsFront.PASSWORD);
    }

    private EventSubSockets sockets(TlsFront front) {
        return sockets(URI.create("wss://localhost:" + front.port() + "/ws"));
    }

    private EventSubSockets sockets(URI address) {
        EventSubSockets sockets = new EventSubSockets(address, events::add, this, timer::nanos, timer);
        sockets.listen(this);
        sockets.start();
        sockets.ensure(SOCKET);
        return sockets;
    }

    @Override
    public void received(String type) {}

    @Override
    public void skipped(Skip why) {
        throw new AssertionError("skipped: " + why);
    }

    @Override
    public void welcomed(SocketKey socket) {}

    @Override
    public void lost(SocketKey socket) {}

    @Override
    public void revoked(SocketKey socket, String type, String version, Map<String, String> condition, String status) {
        throw new AssertionError("revoked: " + type);
    }
}
