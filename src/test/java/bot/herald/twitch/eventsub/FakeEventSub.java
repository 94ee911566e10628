package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** An EventSub server on loopback that sends exactly what a test tells it; anything sent to it is a violation. */
public final class FakeEventSub {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final BlockingQueue<Peer> arrived = new LinkedBlockingQueue<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    FakeEventSub() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ofMinutes(5));
            container.addMapping(
                    "/ws",
                    (request, response, callback) ->
                            new Peer(String.valueOf(request.getHttpURI().getQuery())));
        }));
        server.start();
    }

    URI address() {
        return address("/ws");
    }

    /** Only {@code /ws}, with any query, answers. */
    URI address(String path) {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + path);
    }

    /** The next socket that connects. */
    Peer peer() {
        return await().until(arrived::poll, Objects::nonNull);
    }

    /** The next socket that connects, letting time pass while none does. */
    Peer peer(ManualTimer timer) {
        return await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            Peer peer = arrived.poll();
                            if (peer == null) {
                                timer.advance(Duration.ofMillis(50));
                            }
                            return peer;
                        },
                        Objects::nonNull);
    }

    boolean hasPeer() {
        return !arrived.isEmpty();
    }

    void assertNothingWasSentToIt() {
        assertThat(violations).isEmpty();
    }

    void stop() throws Exception {
        server.stop();
    }

    /** One connected client, seen from the server. */
    public final class Peer extends Session.Listener.AbstractAutoDemanding {
        final String query;
        private volatile int closeCode;

        Peer(String query) {
            this.query = query;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            arrived.add(this);
        }

        @Override
        public void onWebSocketText(String message) {
            violations.add(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            violations.add("binary");
            callback.succeed();
        }

        @Override
        public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
            closeCode = code;
            callback.succeed();
        }

        void send(String text) {
            var done = new Callback.Completable();
            getSession().sendText(text, done);
            done.join();
        }

        void sendInPieces(String text, int size) {
            for (int i = 0; i < text.length(); i += size) {
                int end = Math.min(text.length(), i + size);
                var done = new Callback.Completable();
                getSession().sendPartialText(text.substring(i, end), end == text.length(), done);
                done.join();
            }
        }

        void sendBinary() {
            var done = new Callback.Completable();
            getSession().sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), done);
            done.join();
        }

        void ping() {
            var done = new Callback.Completable();
            getSession().sendPing(ByteBuffer.allocate(0), done);
            done.join();
        }

        void end(int code) {
            getSession().close(code, "test", Callback.NOOP);
        }

        void cut() {
            getSession().disconnect();
        }

        /** The code with which the client, or the lost connection, ended it. */
        int ended() {
            return await().until(() -> closeCode, code -> code != 0);
        }

        boolean hasNotEnded() {
            return closeCode == 0;
        }
    }
}
