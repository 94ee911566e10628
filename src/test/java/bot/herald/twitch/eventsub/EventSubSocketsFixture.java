package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.event.ChannelEvent;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import bot.herald.twitch.eventsub.FakeEventSub.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Event sockets on a scripted server, with a timer that the test advances. */
abstract class EventSubSocketsFixture implements EventSubObserver, EventTransport.Listener {
    static final CredentialKey OWNER = CredentialKey.channel(new TwitchUserId("111"));
    static final SocketKey SOCKET = SocketKey.first(OWNER);
    static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("999"));

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<Skip> skips = new CopyOnWriteArrayList<>();
    final ManualTimer timer = new ManualTimer();
    FakeEventSub twitch;
    EventSubSockets sockets;

    @BeforeEach
    void start() throws Exception {
        twitch = new FakeEventSub();
        sockets = new EventSubSockets(twitch.address(), this::sink, this, timer::nanos, timer);
        sockets.listen(this);
        sockets.start();
    }

    @AfterEach
    void stop() throws Exception {
        sockets.close();
        twitch.assertNothingWasSentToIt();
        twitch.stop();
    }

    void sink(ChannelEvent event) {
        events.add(event.origin().messageId());
    }

    @Override
    public void received(String type) {
        assertThat(type).startsWith("channel.");
    }

    @Override
    public void skipped(Skip why) {
        skips.add(why);
    }

    @Override
    public void welcomed(SocketKey socket) {
        told.add("welcomed " + socket.owner().userId());
    }

    @Override
    public void lost(SocketKey socket) {
        told.add("lost " + socket.owner().userId());
    }

    @Override
    public void revoked(SocketKey socket, String type, String version, Map<String, String> condition, String status) {
        told.add("revoked " + socket.owner().userId() + " " + type + " " + version + " " + condition + " " + status);
    }

    static boolean isWaiting(EventSubSockets sockets) {
        return sockets.connectionsByState().getOrDefault("waiting", 0) == 1;
    }

    /** A socket that was opened before another has arrived before it. */
    void assertNobodyElseCame() {
        SocketKey another = SocketKey.first(BOT);
        sockets.ensure(another);
        twitch.peer(timer).send(Frames.welcome("another"));
        await().until(() -> sockets.session(another).isPresent());
        assertThat(twitch.hasPeer()).isFalse();
    }

    Peer open() {
        sockets.ensure(SOCKET);
        Peer peer = twitch.peer();
        peer.send(Frames.welcome("s1"));
        await().until(() -> sockets.session(SOCKET).isPresent());
        return peer;
    }

    Peer reopened() {
        Peer peer = twitch.peer(timer);
        peer.send(Frames.welcome("s2"));
        await().until(() -> sockets.session(SOCKET)
                .filter(session -> session.id().equals("s2"))
                .isPresent());
        return peer;
    }

    void assertStillReceives(Peer peer) {
        peer.send(Frames.raid("alive"));
        await().until(() -> events.contains("alive"));
    }

    static boolean isLost(EventSubSockets sockets) {
        return sockets.session(SOCKET).isEmpty() && isWaiting(sockets);
    }
}
