package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.twitch.eventsub.FakeEventSub.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a socket counts as lost, and when it is opened again. */
class EventSubSocketLossTest extends EventSubSocketsFixture {
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
                .isEqualTo(
                        "nothing has arrived over the event socket of " + SOCKET + " for 32 s; Herald is reconnecting");
    }

    @Test
    void aWelcomeThatNeverComesIsNotWaitedForLongerThanFiveSeconds() {
        sockets.ensure(SOCKET);
        Peer mute = twitch.peer();
        timer.advance(Duration.ofSeconds(5));
        assertThat(mute.ended()).isNotZero();
        assertStillReceives(reopened());
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
}
