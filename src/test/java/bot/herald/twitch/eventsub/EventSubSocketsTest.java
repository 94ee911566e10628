package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.subscription.EventTransport;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import bot.herald.twitch.eventsub.FakeEventSub.Peer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, moving and closing event sockets. */
class EventSubSocketsTest extends EventSubSocketsFixture {
    @Test
    void aWelcomedSocketHasASessionAndDeliversEvents() {
        Peer peer = open();
        assertThat(told).containsExactly("welcomed 111");
        assertThat(sockets.connectionsByState())
                .isEqualTo(Map.of("connecting", 0, "open", 1, "unused", 0, "waiting", 0));
        assertThat(sockets.connections().all()).singleElement().satisfies(one -> {
            assertThat(one.owner()).hasValue(OWNER);
            assertThat(one.state()).isEqualTo("open");
            assertThat(one.silent()).isPresent();
        });
        assertStillReceives(peer);
    }

    @Test
    void ensuringTwiceOpensOneSocket() {
        Peer peer = open();
        sockets.ensure(SOCKET);
        timer.advance(Duration.ofSeconds(5));
        assertStillReceives(peer);
        assertThat(sockets.sockets()).containsExactly(SOCKET);
        assertNobodyElseCame();
    }

    @Test
    void releasingClosesTheSocketNormallyAndOpensNoOther() {
        Peer peer = open();
        sockets.release(SOCKET);
        assertThat(peer.ended()).isEqualTo(1000);
        timer.advance(Duration.ofMinutes(30));
        assertThat(sockets.session(SOCKET)).isEmpty();
        assertThat(sockets.sockets()).isEmpty();
        assertNobodyElseCame();
    }

    @Test
    void everyOwnerHasASocketOfTheirOwn() {
        open();
        sockets.ensure(SocketKey.first(BOT));
        Peer second = twitch.peer();
        assertThat(sockets.check().up()).isFalse();
        second.send(Frames.welcome("b1"));
        await().until(() -> sockets.session(SocketKey.first(BOT)).isPresent());
        assertThat(sockets.check().up()).isTrue();
        assertThat(sockets.session(SOCKET).orElseThrow().generation())
                .isNotEqualTo(
                        sockets.session(SocketKey.first(BOT)).orElseThrow().generation());
    }

    @Test
    void aReconnectLosesNothingAndKeepsTheSession() {
        Peer old = open();
        long generation = sockets.session(SOCKET).orElseThrow().generation();
        old.send(Frames.reconnect("r1", twitch.address("/ws?challenge=abc&id=1").toString()));
        Peer successor = twitch.peer();
        assertThat(successor.query).isEqualTo("challenge=abc&id=1");
        old.send(Frames.raid("before-welcome"));
        await().until(() -> events.contains("before-welcome"));
        assertThat(old.hasNotEnded()).isTrue();
        successor.send(Frames.welcome("s-moved"));
        assertThat(old.ended()).isEqualTo(1000);
        assertStillReceives(successor);
        EventTransport.Session session = sockets.session(SOCKET).orElseThrow();
        assertThat(session.id()).isEqualTo("s-moved");
        assertThat(session.ids()).containsExactlyInAnyOrder("s1", "s-moved");
        assertThat(session.generation()).isEqualTo(generation);
        assertThat(told).containsExactly("welcomed 111");
    }

    @Test
    void whatBothSocketsCarryDuringAReconnectIsDeliveredOnce() {
        Peer old = open();
        old.send(Frames.reconnect("r1", twitch.address().toString()));
        Peer successor = twitch.peer();
        old.send(Frames.raid("both"));
        successor.send(Frames.welcome("s1"));
        successor.send(Frames.raid("both"));
        successor.send(Frames.raid("end"));
        await().until(() -> events.contains("end"));
        assertThat(events).containsOnlyOnce("both");
        assertThat(skips).containsExactly(Skip.DUPLICATE);
    }

    @Test
    void anOldSocketThatEndsFirstDoesNotDisturbTheReconnect() {
        Peer old = open();
        old.send(Frames.reconnect("r1", twitch.address().toString()));
        Peer successor = twitch.peer();
        old.end(4004);
        old.ended();
        successor.send(Frames.welcome("s1"));
        assertStillReceives(successor);
        assertThat(told).containsExactly("welcomed 111");
        assertNobodyElseCame();
    }

    @Test
    void aReconnectThatFailsStartsAfreshAtTheBaseAddressWhileTheOldSocketIsStillRead() {
        Peer old = open();
        long generation = sockets.session(SOCKET).orElseThrow().generation();
        old.send(Frames.reconnect("r1", twitch.address("/nowhere").toString()));
        Peer fresh = twitch.peer(timer);
        assertThat(fresh.query).isEqualTo("null");
        old.send(Frames.raid("meanwhile"));
        await().until(() -> events.contains("meanwhile"));
        fresh.send(Frames.welcome("s2"));
        assertThat(old.ended()).isEqualTo(1000);
        assertThat(sockets.session(SOCKET).orElseThrow().generation()).isNotEqualTo(generation);
        assertThat(told).containsExactly("welcomed 111", "welcomed 111");
        assertStillReceives(fresh);
    }

    @Test
    void aReconnectRefusedWith4007AfterTheOldSocketEndedSubscribesAgain() {
        Peer old = open();
        old.send(Frames.reconnect("r1", twitch.address("/ws?used=twice").toString()));
        Peer refused = twitch.peer();
        old.end(4004);
        old.ended();
        refused.end(4007);
        assertStillReceives(reopened());
        assertThat(told).containsExactly("welcomed 111", "lost 111", "welcomed 111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://127.0.0.1/ws", "not a url", "ws:opaque"})
    void aReconnectAddressThatCannotBeUsedIsCountedAndTheSocketLives(String address) {
        Peer peer = open();
        peer.send(Frames.reconnect("r1", address));
        assertStillReceives(peer);
        assertThat(skips).containsExactly(Skip.GARBAGE);
    }

    @Test
    void closingSaysGoodbyeToEverySocket() {
        Peer peer = open();
        sockets.close();
        sockets.close();
        assertThat(peer.ended()).isEqualTo(1000);
        sockets.ensure(SOCKET);
        assertThat(sockets.sockets()).isEmpty();
    }
}
