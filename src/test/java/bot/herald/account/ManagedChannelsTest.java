package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.ManagedChannels.Access;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.testing.OnEveryDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class ManagedChannelsTest extends ManagedChannelsStage {
    @Test
    void aListThatEndsAtAFullPageTakesARightOnlyWhereTheBroadcastersSideSaysSo() {
        connect(BOB);
        learn(Optional.of(Set.of(ALICE.id(), BOB.id())));
        assertThat(loginsOf(MOD)).containsExactly("alice", "bob");

        learn(Optional.of(others(100)));
        assertThat(loginsOf(MOD)).as("nobody can tell").containsExactly("alice", "bob");
        broadcastersSay.put(ALICE.id(), true);
        broadcastersSay.put(BOB.id(), false);
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice");

        learn(Optional.of(others(99)));
        assertThat(loginsOf(MOD)).as("a whole list").isEmpty();
    }

    private static Set<TwitchUserId> others(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new TwitchUserId(String.valueOf(5_000 + i)))
                .collect(Collectors.toSet());
    }

    @Test
    void aChannelThatComesLaterIsThereForItsModeratorAtOnce() {
        twitchSays = Optional.of(Set.of(ALICE.id(), BOB.id()));

        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice");
        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
        connect(BOB);

        assertThat(loginsOf(MOD)).containsExactly("alice", "bob");
        assertThat(access(MOD, BOB)).isEqualTo(Access.MODERATOR);
        assertThat(actions())
                .containsExactly(
                        AuditEntry.Action.ACCESS_GAINED,
                        AuditEntry.Action.CHANNEL_CONNECTED,
                        AuditEntry.Action.ACCESS_GAINED);
        events.handle(removed(BOB, MOD));
        assertThat(loginsOf(MOD)).containsExactly("alice");
    }

    @Test
    void aChannelThatAnotherProcessConnectsIsThereForItsModeratorAtOnce() {
        learn(Optional.of(Set.of(BOB.id())));

        channels.connected(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.MODERATOR);
        events.handle(removed(BOB, MOD));
        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatWasKnownLongBeforeTheChannelCameDoesNotCount() {
        learn(Optional.of(Set.of(BOB.id())));

        clock.advance(ManagedChannelStore.COUNTS_FOR.plusMillis(1));
        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatTwitchTookBackBeforeTheChannelCameDoesNotCount() {
        learn(Optional.of(Set.of(BOB.id())));
        learn(Optional.of(Set.of()));

        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatWasKnownDoesNotCountForAChannelThatWentAndCameBack() {
        learn(Optional.of(Set.of(BOB.id())));
        connect(BOB);
        channels.disconnected(BOB.id());
        managed.channelDisconnected(BOB.id(), BOB.id());

        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatTwitchNoLongerNamesIsForgottenAtTheNextLogin() {
        learn(Optional.of(Set.of(ALICE.id())));
        learn(Optional.of(Set.of()));

        assertThat(loginsOf(MOD)).isEmpty();
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED, AuditEntry.Action.ACCESS_LOST);
    }

    @Test
    void whenTwitchDoesNotAnswerWhatWasKnownStays() {
        learn(Optional.of(Set.of(ALICE.id())));
        learn(Optional.empty());

        assertThat(loginsOf(MOD)).containsExactly("alice");
    }

    @Test
    void eventsGiveAndTakeAtOnce() {
        events.handle(added(ALICE, MOD));
        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);

        events.handle(removed(ALICE, MOD));

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
        assertThat(loginsOf(MOD)).isEmpty();
        assertThat(audited)
                .containsExactly(
                        entry(AuditEntry.Action.ACCESS_GAINED, Actor.TWITCH, Optional.of(MOD.id())),
                        entry(AuditEntry.Action.ACCESS_LOST, Actor.TWITCH, Optional.of(MOD.id())));
    }

    @Test
    void anEventIsYoungerThanTheAnswerThatWasOnItsWay() {
        twitchSays = Optional.of(Set.of(ALICE.id()));
        whileTwitchIsAsked = () -> events.handle(removed(ALICE, MOD));
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).isEmpty();

        twitchSays = Optional.of(Set.of());
        whileTwitchIsAsked = () -> events.handle(added(ALICE, MOD));
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice");
    }

    @Test
    void whatWasTakenDuringTheSlowerOfTwoLookUpsStaysTaken() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        twitchSays = Optional.of(Set.of(ALICE.id()));
        whileTwitchIsAsked = () -> {
            asked.countDown();
            awaitQuietly(mayAnswer);
        };
        Thread slow = new Thread(() -> managed.learn(MOD.id()));
        slow.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        twitchSays = Optional.of(Set.of());
        whileTwitchIsAsked = () -> {};
        events.handle(removed(ALICE, MOD));

        Thread quick = new Thread(() -> managed.learn(MOD.id()));
        quick.start();
        // Over already, or waiting for its turn.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> quick.getState() == Thread.State.TERMINATED || quick.getState() == Thread.State.WAITING);
        mayAnswer.countDown();
        slow.join(20_000);
        quick.join(20_000);

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRightThatNobodyConfirmsForADayEnds() {
        learn(Optional.of(Set.of(ALICE.id())));
        clock.advance(Duration.ofHours(23));
        learn(Optional.empty());
        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);

        clock.advance(Duration.ofHours(1).plusMillis(1));

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
        assertThat(loginsOf(MOD)).isEmpty();
        managed.endUnconfirmed();
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED, AuditEntry.Action.ACCESS_LOST);
    }

    @Test
    void aRightThatIsConfirmedWithinADayStays() {
        events.handle(added(ALICE, MOD));
        clock.advance(Duration.ofHours(20));
        learn(Optional.of(Set.of(ALICE.id())));

        clock.advance(Duration.ofHours(20));
        managed.endUnconfirmed();

        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED);
    }

    @Test
    void aLoginThatDoesNotLetUsAskModeratesNowhere() {
        events.handle(added(ALICE, MOD));
        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);

        withoutScope.add(MOD.id());

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
        assertThat(loginsOf(MOD)).isEmpty();
        events.handle(removed(ALICE, MOD));
        events.handle(added(ALICE, MOD));
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED, AuditEntry.Action.ACCESS_LOST);
    }

    @Test
    void whatIsKnownOfTheBotItselfDoesNotAge() {
        people.loggedIn(HERALD, clock.instant());
        withoutScope.add(HERALD.id());
        events.handle(added(ALICE, HERALD));

        clock.advance(Duration.ofDays(3));
        managed.endUnconfirmed();

        assertThat(new JdbiManagedChannels(database.database()).moderatedBy(HERALD.id()))
                .containsExactly(ALICE.id());
        assertThat(access(HERALD, ALICE)).as("at the dashboard").isEqualTo(Access.NONE);
    }

    @Test
    void whoNeverLoggedInIsNotKept() {
        events.handle(added(ALICE, BOB));

        assertThat(audited).isEmpty();
        people.loggedIn(BOB, clock.instant());
        assertThat(loginsOf(BOB)).isEmpty();
    }

    @Test
    void theSameNewsTwiceIsWrittenDownOnce() {
        events.handle(added(ALICE, MOD));
        events.handle(added(ALICE, MOD));

        assertThat(audited).hasSize(1);
    }

    @Test
    void aChannelThatComesBackHasNoModeratorsFromBefore() {
        events.handle(added(ALICE, MOD));
        channels.disconnected(ALICE.id());
        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);

        clock.advance(Duration.ofSeconds(1));
        channels.connected(ALICE);
        managed.channelConnected(ALICE.id(), true);

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
    }

    @Test
    void aChannelThatAnotherProcessConnectsAgainHasNoModeratorsFromBefore() {
        events.handle(added(ALICE, MOD));
        channels.disconnected(ALICE.id());
        clock.advance(Duration.ofSeconds(1));
        channels.connected(ALICE);

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
        events.handle(added(ALICE, MOD));
        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);
    }

    @Test
    void whoWasFoundToModerateItWhileItWasBeingConnectedManagesIt() {
        channels.connected(BOB);
        events.handle(added(BOB, MOD));

        managed.channelConnected(BOB.id(), true);
        assertThat(access(MOD, BOB)).isEqualTo(Access.MODERATOR);

        managed.channelConnectedElsewhere(BOB.id());
        assertThat(access(MOD, BOB)).isEqualTo(Access.MODERATOR);
    }

    @Test
    void connectingAgainTakesNothingFromModerators() {
        events.handle(added(ALICE, MOD));

        managed.channelConnected(ALICE.id(), false);

        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);
    }

    @Test
    void connectsAndDisconnectsAreWrittenDown() {
        managed.channelConnected(ALICE.id(), true);
        managed.channelDisconnected(ALICE.id(), MOD.id());

        assertThat(audited)
                .containsExactly(
                        entry(AuditEntry.Action.CHANNEL_CONNECTED, Actor.of(ALICE.id()), Optional.empty()),
                        entry(AuditEntry.Action.CHANNEL_DISCONNECTED, Actor.of(MOD.id()), Optional.empty()));
    }

    @Test
    void adminsManageEverythingThatIsConnected() {
        assertThat(managed.access(new Person(profile("999", "whoever")), ALICE.id()))
                .isEqualTo(Access.ADMIN);
        assertThat(managed.access(new Person(profile("1", "boss")), ALICE.id())).isEqualTo(Access.ADMIN);
        assertThat(managed.access(new Person(profile("1", "boss")), BOB.id())).isEqualTo(Access.NONE);
    }

    @Test
    void aLoginMakesNobodyAnAdminOnceTwitchNamesAnother() {
        validatedLogin = Optional.of(new TwitchLogin("renamed"));

        assertThat(managed.isAdmin(new Person(profile("1", "boss")))).isFalse();
        assertThat(managed.isAdmin(new Person(profile("999", "boss")))).isTrue();
    }

    @Test
    void whoTakesAFreedLoginIsNoAdmin() {
        assertThat(managed.isAdmin(new Person(profile("1", "boss")))).isTrue();

        assertThat(managed.isAdmin(new Person(profile("2", "boss")))).isFalse();
        assertThat(managed.isAdmin(new Person(profile("3", "999")))).isFalse();
    }

    @Test
    void anAdminWhoGivesTheLoginUpIsNoneAtOnce() {
        TwitchProfile boss = profile("1", "boss");
        people.loggedIn(boss, clock.instant());
        assertThat(managed.isAdmin(people.find(boss.id()).orElseThrow())).isTrue();

        events.handle(renamed(boss, "plain", "Plain"));

        assertThat(managed.isAdmin(people.find(boss.id()).orElseThrow())).isFalse();
    }

    @Test
    void namesFollowEvents() {
        people.loggedIn(ALICE, clock.instant());

        events.handle(renamed(ALICE, "alicia", "Alicia"));

        assertThat(people.find(ALICE.id()).orElseThrow().profile().displayName())
                .isEqualTo("Alicia");
        assertThat(channels.find(ALICE.id()).orElseThrow().profile())
                .isEqualTo(new TwitchProfile(ALICE.id(), new TwitchLogin("alicia"), "Alicia", ALICE.avatarUrl()));
    }

    @Test
    void aNameThatChangesConnectsNothing() {
        events.handle(renamed(BOB, "robert", "Robert"));

        assertThat(channels.find(BOB.id())).isEmpty();
        assertThat(people.find(BOB.id())).isEmpty();
    }

    @Test
    void ownChannelComesFirst() {
        channels.connected(BOB);
        channels.connected(MOD);
        events.handle(added(BOB, MOD));
        events.handle(added(ALICE, MOD));

        assertThat(loginsOf(MOD)).containsExactly("mod", "alice", "bob");
    }
}
