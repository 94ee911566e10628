package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.twitch.eventsub.EventSubObserver.Skip;
import bot.herald.twitch.eventsub.FakeEventSub.Peer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the messages that sockets bring, odd ones above all. */
class EventSubMessagesTest extends EventSubSocketsFixture {
    @Test
    void garbageIsCountedAndTheSocketLives() {
        Peer peer = open();
        List.of(
                        "",
                        "}{",
                        "[]",
                        "null",
                        "17",
                        "\"text\"",
                        "{}",
                        "{\"metadata\":7}",
                        "{\"metadata\":{\"message_id\":\"x\"}}")
                .forEach(peer::send);
        peer.sendBinary();
        assertStillReceives(peer);
        assertThat(skips).hasSize(10).containsOnly(Skip.GARBAGE);
    }

    @Test
    void unknownKindsOfMessageAndEventAreCountedAndTheSocketLives() {
        Peer peer = open();
        peer.send(Frames.frame("a", "session_of_tomorrow", Frames.TWITCH_NOW, "{\"x\":[1]}"));
        peer.send(Frames.notification("b", Frames.TWITCH_NOW, "channel.of.tomorrow", "{\"x\":1}"));
        peer.send(Frames.notification("c", Frames.TWITCH_NOW, "channel.raid", "{\"viewers\":\"many\"}"));
        peer.send(Frames.frame("d", "notification", Frames.TWITCH_NOW, "{}"));
        peer.send(Frames.frame("e", "notification", Frames.TWITCH_NOW, "null"));
        assertStillReceives(peer);
        assertThat(skips)
                .containsExactly(
                        Skip.UNKNOWN_MESSAGE_TYPE,
                        Skip.UNKNOWN_EVENT_TYPE,
                        Skip.BROKEN_EVENT,
                        Skip.GARBAGE,
                        Skip.GARBAGE);
    }

    @Test
    void aFrameInManyPiecesIsPutTogether() {
        Peer peer = open();
        peer.sendInPieces(Frames.raid("pieces"), 7);
        await().until(() -> events.contains("pieces"));
    }

    @Test
    void aMessageAboveOneMebibyteIsSkippedAndTheSocketLives() {
        Peer peer = open();
        peer.sendInPieces("x".repeat((1 << 20) + 1), 65_536);
        assertStillReceives(peer);
        assertThat(skips).containsExactly(Skip.TOO_BIG);
    }

    @Test
    void theSameMessageOnAnotherOwnersSocketIsDeliveredOnce() {
        Peer first = open();
        sockets.ensure(SocketKey.first(BOT));
        Peer second = twitch.peer();
        second.send(Frames.welcome("b1"));
        first.send(Frames.raid("same"));
        await().until(() -> events.contains("same"));
        second.send(Frames.raid("same"));
        second.send(Frames.raid("end"));
        await().until(() -> events.contains("end"));
        assertThat(events).containsExactly("same", "end");
    }

    @Test
    void bothFormsOfRevocationAreToldAndTheSocketLives() {
        Peer peer = open();
        peer.send(Frames.revocation("a"));
        peer.send(Frames.notificationWithoutEvent("b", "revoked"));
        peer.send(Frames.notificationWithoutEvent("c", "enabled"));
        assertStillReceives(peer);
        assertThat(told)
                .containsExactly(
                        "welcomed 111",
                        "revoked 111 channel.raid 1 {to_broadcaster_user_id=111} authorization_revoked",
                        "revoked 111 channel.raid 1 {to_broadcaster_user_id=111} revoked");
        assertThat(skips).containsExactly(Skip.BROKEN_EVENT);
    }

    @Test
    void eventsBeforeTheWelcomeAndASecondWelcomeDoNoHarm() {
        sockets.ensure(SOCKET);
        Peer peer = twitch.peer();
        peer.send(Frames.raid("early"));
        peer.send(Frames.keepalive("k"));
        peer.send(Frames.welcome("s1"));
        peer.send(Frames.welcome("s-other"));
        assertStillReceives(peer);
        assertThat(events).contains("early");
        assertThat(sockets.session(SOCKET).orElseThrow().id()).isEqualTo("s1");
        assertThat(told).containsExactly("welcomed 111");
    }

    @Test
    void aHostClockThatIsYearsOffDropsNothing() {
        Peer peer = open();
        peer.send(Frames.raid("now", Frames.TWITCH_NOW));
        peer.send(Frames.raid("ahead", Frames.TWITCH_NOW.plusSeconds(3)));
        assertStillReceives(peer);
        assertThat(events).containsExactly("now", "ahead", "alive");
    }

    @Test
    void whatIsOlderThanTenMinutesByTwitchsClockIsIgnored() {
        Peer peer = open();
        peer.send(Frames.raid(
                "old", Frames.TWITCH_NOW.minus(Duration.ofMinutes(10)).minusSeconds(1)));
        peer.send(Frames.raid("just", Frames.TWITCH_NOW.minus(Duration.ofMinutes(10))));
        assertStillReceives(peer);
        assertThat(events).containsExactly("just", "alive");
        assertThat(skips).containsExactly(Skip.TOO_OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "yesterday", ""})
    void aTimeOutOfAllReasonCostsNoEvent(String time) {
        Peer peer = open();
        peer.send(Frames.raid("odd").replace(Frames.TWITCH_NOW.toString(), time));
        assertStillReceives(peer);
        assertThat(events).containsExactly("odd", "alive");
        assertThat(skips).isEmpty();
    }
}
