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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSubSocketsTest implements EventSubObserver, EventTransport.Listener {
    private static final CredentialKey OWNER = CredentialKey.channel(new TwitchUserId("111"));
    private static final SocketKey SOCKET = SocketKey.first(OWNER);
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("999"));

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Skip> skips = new CopyOnWriteArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private FakeEventSub twitch;
    private EventSubSockets sockets;

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

    private void sink(ChannelEvent event) {
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

    private static boolean isWaiting(EventSubSockets sockets) {
        return sockets.connectionsByState().getOrDefault("waiting", 0) == 1;
    }

    /** A socket that was opened before another has arrived before it. */
    private void assertNobodyElseCame() {
        SocketKey another = SocketKey.first(BOT);
        sockets.ensure(another);
        twitch.peer(timer).send(Frames.welcome("another"));
        await().until(() -> sockets.session(another).isPresent());
        assertThat(twitch.hasPeer()).isFalse();
    }

    private Peer open() {
        sockets.ensure(SOCKET);
        Peer peer = twitch.peer();
        peer.send(Frames.welcome("s1"));
        await().until(() -> sockets.session(SOCKET).isPresent());
        return peer;
    }

    private Peer reopened() {
        Peer peer = twitch.peer(timer);
        peer.send(Frames.welcome("s2"));
        await().until(() -> sockets.session(SOCKET)
                .filter(session -> session.id().equals("s2"))
                .isPresent());
        return peer;
    }

    private void assertStillReceives(Peer peer) {
        peer.send(Frames.raid("alive"));
        await().until(() -> events.contains("alive"));
    }

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
    void silenceBeyondKeepaliveAndSlackBeginsANewConnectionAlthoughPingsStillCome() {
        Peer silent = open();
        timer.advance(Duration.ofSeconds(14));
        silent.ping();
        assertThat(sockets.session(SOCKET)).isPresent();
        timer.advance(Duration.ofSeconds(1));
        assertThat(sockets.session(SOCKET)).isEmpty();
        assertThat(told).containsExactly("welcomed 111", "lost 111");
        assertThat(silent.ended()).isNotZero();
        assertStillReceives(reopened());
        assertThat(told).containsExactly("welcomed 111", "lost 111", "welcomed 111");
    }

    @Test
    void whatCameWhileTheProcessStoodStillIsReadBeforeTheSocketIsTakenForDead() {
        Peer peer = open();
        timer.standStill(Duration.ofMinutes(1));
        timer.advance(Duration.ofSeconds(1));
        peer.send(Frames.raid("meanwhile"));
        await().until(() -> events.contains("meanwhile"));
        assertThat(told).containsExactly("welcomed 111");

        timer.standStill(Duration.ofMinutes(1));
        timer.advance(Duration.ofSeconds(3));
        assertThat(told).as("nothing came").containsExactly("welcomed 111", "lost 111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keepalive", "event"})
    void anyMessageProvesLife(String kind) {
        Peer peer = open();
        for (int i = 0; i < 5; i++) {
            timer.advance(Duration.ofSeconds(10));
            peer.send(kind.equals("event") ? Frames.raid("m" + i) : Frames.keepalive("k" + i));
            peer.send(Frames.raid("after" + i));
            String marker = "after" + i;
            await().until(() -> events.contains(marker));
        }
        assertThat(told).containsExactly("welcomed 111");
    }

    @Test
    void theAgeOfTheLastProofIsThatOfTheSocketThatHasSaidNothingForLongest() {
        Peer peer = open();
        timer.advance(Duration.ofSeconds(4));
        sockets.ensure(SocketKey.first(BOT));
        twitch.peer().send(Frames.welcome("s2"));
        await().until(() -> sockets.session(SocketKey.first(BOT)).isPresent());
        timer.advance(Duration.ofSeconds(3));
        assertThat(sockets.check().ages()).containsExactly(Map.entry("oldest-proof", Duration.ofSeconds(7)));

        peer.send(Frames.keepalive("k"));

        await().until(() -> Duration.ofSeconds(3).equals(sockets.check().ages().get("oldest-proof")));
    }

    @Test
    void aChannelThatIsDeafForLongMakesItUnhealthyThoughAllOthersAreHeard() {
        sockets.ensure(SocketKey.first(BOT));
        Peer bot = twitch.peer();
        bot.send(Frames.welcome("b1"));
        await().until(() -> sockets.session(SocketKey.first(BOT)).isPresent());
        sockets.ensure(SOCKET);
        assertThat(twitch.peer().hasNotEnded()).isTrue();
        for (int i = 0; i < 8; i++) {
            assertThat(sockets.check().up()).isTrue();
            timer.advance(Duration.ofSeconds(4));
            String heard = "heard" + i;
            bot.send(Frames.raid(heard));
            await().until(() -> events.contains(heard));
        }

        assertThat(sockets.check().up()).isFalse();
        assertThat(sockets.check().detail())
                .isEqualTo("for 32 s nothing has shown that events flow by the event socket of " + SOCKET);
    }

    @Test
    void aWelcomeThatNeverComesIsNotWaitedForLongerThanFiveSeconds() {
        sockets.ensure(SOCKET);
        Peer mute = twitch.peer();
        timer.advance(Duration.ofSeconds(5));
        assertThat(mute.ended()).isNotZero();
        assertStillReceives(reopened());
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

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 4000, 4002, 4004, 4005, 4006, 4007, 4999})
    void aClosedSocketIsOpenedAgain(int code) {
        Peer peer = open();
        peer.end(code);
        await().until(() -> told.contains("lost 111"));
        assertStillReceives(reopened());
    }

    @Test
    void aCutConnectionIsOpenedAgain() {
        Peer peer = open();
        peer.cut();
        await().until(() -> told.contains("lost 111"));
        assertStillReceives(reopened());
    }

    @Test
    void afterWeSentWhatWeMustNotThePauseIsLong() {
        open().end(4001);
        await().until(() -> told.contains("lost 111"));
        timer.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(sockets.connectionsByState()).containsEntry("waiting", 1);
        assertThat(sockets.connections().all()).singleElement().satisfies(one -> {
            assertThat(one.lasted()).hasValue(Duration.ofMinutes(10).minusSeconds(1));
            assertThat(one.silent()).isEmpty();
        });
        timer.advance(Duration.ofSeconds(1));
        assertStillReceives(reopened());
    }

    @Test
    void anUnusedSocketIsOpenedAgainOnlyWhenSomebodyNeedsIt() {
        open().end(4003);
        await().until(() -> told.contains("lost 111"));
        timer.advance(Duration.ofHours(1));
        assertThat(sockets.connectionsByState()).containsEntry("unused", 1);
        assertThat(sockets.check().up()).isTrue();
        sockets.ensure(SOCKET);
        assertStillReceives(reopened());
    }

    private static boolean isLost(EventSubSockets sockets) {
        return sockets.session(SOCKET).isEmpty() && isWaiting(sockets);
    }

    @Test
    void pausesGrowToTwoSecondsWhileConnectionsFailAndThenAllGoesOn() {
        sockets.ensure(SOCKET);
        for (int i = 0; i < 8; i++) {
            Peer peer = twitch.peer(timer);
            peer.end(4000);
            await().until(() -> isWaiting(sockets));
            assertThat(timer.longestWait()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
        assertThat(timer.longestWait()).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
        assertStillReceives(reopened());
    }

    @Test
    void aSocketThatWasWorthSomethingIsOpenedAgainAtOnceHoweverOftenItIsCut() {
        Peer peer = open();
        for (int i = 0; i < 6; i++) {
            sockets.confirmed(SOCKET);
            peer.cut();
            await().until(() -> isLost(sockets));
            assertThat(timer.longestWait()).isLessThanOrEqualTo(Duration.ofMillis(200));
            peer = reopened();
        }
    }

    @Test
    void aSocketThatWasOpenForFiveSecondsIsOpenedAgainAtOnce() {
        Peer peer = open();
        for (int i = 0; i < 6; i++) {
            timer.advance(Duration.ofSeconds(5));
            peer.cut();
            await().until(() -> isLost(sockets));
            assertThat(timer.longestWait()).isLessThanOrEqualTo(Duration.ofMillis(200));
            peer = reopened();
        }
    }

    @Test
    void aServerThatWelcomesOnlyToCloseIsNotHammered() {
        Peer peer = open();
        for (int i = 0; i < 4; i++) {
            peer.end(4000);
            await().until(() -> isLost(sockets));
            Duration pause = timer.longestWait();
            assertThat(pause)
                    .isGreaterThanOrEqualTo(
                            Duration.ofMillis(List.of(150, 375, 750, 1500).get(i)));
            peer = reopened();
        }
    }

    @Test
    void oneTriesForAllWhileEventSubTakesNobodyAndAllFollowWhenItGetsThrough() {
        List<SocketKey> all = IntStream.range(0, 60)
                .mapToObj(id -> SocketKey.first(CredentialKey.channel(new TwitchUserId("5" + id))))
                .toList();
        sockets.ensure(all.get(0));
        twitch.peer().end(4000);
        await().until(() -> isWaiting(sockets));

        all.forEach(sockets::ensure);
        for (int i = 0; i < 5; i++) {
            Peer probe = twitch.peer(timer);
            timer.advance(Duration.ofSeconds(3));
            assertThat(sockets.connectionsByState()).as("one at a time").containsEntry("connecting", 1);
            probe.end(4000);
            await().until(() -> sockets.connectionsByState().getOrDefault("waiting", 0) == 60);
        }

        twitch.peer(timer).send(Frames.welcome("probe"));
        for (int i = 1; i < 60; i++) {
            twitch.peer(timer).send(Frames.welcome("s" + i));
        }
        await().until(() -> sockets.connectionsByState().getOrDefault("open", 0) == 60);
    }

    @Test
    void theOneThatTriedForAllMayGoWithoutStoppingTheOthers() {
        sockets.ensure(SOCKET);
        twitch.peer().end(4000);
        await().until(() -> isWaiting(sockets));
        sockets.ensure(SocketKey.first(BOT));
        twitch.peer(timer);

        sockets.release(SOCKET);

        twitch.peer(timer).send(Frames.welcome("b1"));
        await().until(() -> sockets.session(SocketKey.first(BOT)).isPresent());
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgain() throws Exception {
        EventSubSockets elsewhere =
                new EventSubSockets(twitch.address("/nowhere"), this::sink, this, timer::nanos, timer);
        elsewhere.listen(this);
        elsewhere.start();
        elsewhere.ensure(SOCKET);
        await().until(() -> isWaiting(elsewhere));
        assertThat(elsewhere.check().up()).isFalse();
        timer.advance(Duration.ofMillis(500));
        await().until(() -> isWaiting(elsewhere));
        assertThat(told).isEmpty();
        elsewhere.close();
    }

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
