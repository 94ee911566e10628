package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.ManagedChannels.Access;
import bot.herald.account.SessionStore.Session;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SigningKeys;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.MemorySigningKeys;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Who may manage what, on a real database, with events given by hand and Twitch's answer made up. */
@OnEveryDatabase
class ManagedChannelsTest {
    private static final TwitchProfile ALICE = profile("100", "alice");
    private static final TwitchProfile BOB = profile("200", "bob");
    private static final TwitchProfile MOD = profile("300", "mod");
    private static final TwitchProfile HERALD = profile("400", "heraldbot");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final List<AuditEntry> audited = new ArrayList<>();
    private Optional<Set<TwitchUserId>> twitchSays = Optional.of(Set.of());
    private final Map<TwitchUserId, Boolean> broadcastersSay = new HashMap<>();
    private Runnable whileTwitchIsAsked = () -> {};
    private final Set<TwitchUserId> withoutScope = new HashSet<>();
    private Optional<TwitchLogin> validatedLogin = Optional.empty();
    private TestDatabase database;
    private ChannelService channels;
    private JdbiPersonStore people;
    private ManagedChannels managed;
    private AccountEvents events;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        channels = new ChannelService(new JdbiChannelStore(database.database()), clock);
        people = new JdbiPersonStore(database.database());
        managed = new ManagedChannels(
                channels,
                new JdbiManagedChannels(database.database()),
                new ModeratedChannels() {
                    @Override
                    public Optional<Set<TwitchUserId>> of(TwitchUserId person) {
                        Optional<Set<TwitchUserId>> answer = twitchSays;
                        whileTwitchIsAsked.run();
                        return answer;
                    }

                    @Override
                    public Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
                        return Optional.ofNullable(broadcastersSay.get(broadcaster));
                    }

                    @Override
                    public boolean mayBeAskedAbout(TwitchUserId person) {
                        return !withoutScope.contains(person);
                    }

                    @Override
                    public boolean isTheBot(TwitchUserId person) {
                        return person.equals(HERALD.id());
                    }
                },
                new Admins(
                        new NamedAccounts(
                                "web.admins", Set.of("boss", "999"), new JdbiLoginPins(database.database(), clock)),
                        id -> validatedLogin),
                audited::add,
                clock);
        events = new AccountEvents(people, managed, channels, (id, login) -> {});
        channels.connected(ALICE);
        people.loggedIn(MOD, clock.instant());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aListThatEndsAtAFullPageTakesARightOnlyWhereTheBroadcastersSideSaysSo() {
        connect(BOB);
        twitchSays = Optional.of(Set.of(ALICE.id(), BOB.id()));
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice", "bob");

        twitchSays = Optional.of(others(100));
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).as("nobody can tell").containsExactly("alice", "bob");
        broadcastersSay.put(ALICE.id(), true);
        broadcastersSay.put(BOB.id(), false);
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice");

        twitchSays = Optional.of(others(99));
        managed.learn(MOD.id());
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
    void alsoWhenAnotherProcessConnectsIt() {
        twitchSays = Optional.of(Set.of(BOB.id()));
        managed.learn(MOD.id());

        channels.connected(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.MODERATOR);
        events.handle(removed(BOB, MOD));
        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatWasKnownLongBeforeTheChannelCameDoesNotCount() {
        twitchSays = Optional.of(Set.of(BOB.id()));
        managed.learn(MOD.id());

        clock.advance(ManagedChannelStore.COUNTS_FOR.plusMillis(1));
        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void norDoesWhatTwitchHasTakenBackSince() {
        twitchSays = Optional.of(Set.of(BOB.id()));
        managed.learn(MOD.id());
        twitchSays = Optional.of(Set.of());
        managed.learn(MOD.id());

        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void norDoesItCountForAChannelThatWentAndCameBack() {
        twitchSays = Optional.of(Set.of(BOB.id()));
        managed.learn(MOD.id());
        connect(BOB);
        channels.disconnected(BOB.id());
        managed.channelDisconnected(BOB.id(), BOB.id());

        connect(BOB);

        assertThat(access(MOD, BOB)).isEqualTo(Access.NONE);
    }

    @Test
    void whatTwitchNoLongerNamesIsForgottenAtTheNextLogin() {
        twitchSays = Optional.of(Set.of(ALICE.id()));
        managed.learn(MOD.id());
        twitchSays = Optional.of(Set.of());
        managed.learn(MOD.id());

        assertThat(loginsOf(MOD)).isEmpty();
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED, AuditEntry.Action.ACCESS_LOST);
    }

    @Test
    void whenTwitchDoesNotAnswerWhatWasKnownStays() {
        twitchSays = Optional.of(Set.of(ALICE.id()));
        managed.learn(MOD.id());
        twitchSays = Optional.empty();
        managed.learn(MOD.id());

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
        twitchSays = Optional.of(Set.of(ALICE.id()));
        managed.learn(MOD.id());
        clock.advance(Duration.ofHours(23));
        twitchSays = Optional.empty();
        managed.learn(MOD.id());
        assertThat(access(MOD, ALICE)).isEqualTo(Access.MODERATOR);

        clock.advance(Duration.ofHours(1).plusMillis(1));

        assertThat(access(MOD, ALICE)).isEqualTo(Access.NONE);
        assertThat(loginsOf(MOD)).isEmpty();
        managed.endUnconfirmed();
        assertThat(actions()).containsExactly(AuditEntry.Action.ACCESS_GAINED, AuditEntry.Action.ACCESS_LOST);
    }

    @Test
    void andOneThatIsConfirmedInTimeDoesNot() {
        events.handle(added(ALICE, MOD));
        clock.advance(Duration.ofHours(20));
        twitchSays = Optional.of(Set.of(ALICE.id()));
        managed.learn(MOD.id());

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
    void norWhenAnotherProcessConnectedIt() {
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
    void whatEventsMissedIsLearnedInTurnsForThoseWhoAreLoggedIn() {
        JdbiSessionStore sessions = new JdbiSessionStore(database.database());
        sessions.add(
                new Session(
                        "s1",
                        new Person(MOD),
                        new Secret("f"),
                        Purpose.LOGIN,
                        "",
                        clock.instant(),
                        clock.instant(),
                        clock.instant().plusSeconds(30_000)),
                Sessions.MOST,
                clock.instant());
        people.loggedIn(BOB, clock.instant());
        List<TwitchUserId> asked = new ArrayList<>();
        whileTwitchIsAsked = () -> asked.add(MOD.id());
        MissedEvents missed = new MissedEvents(sessions, managed, () -> true, clock);
        twitchSays = Optional.of(Set.of(ALICE.id()));

        missed.tick();
        missed.tick();
        assertThat(asked).hasSize(1);
        assertThat(loginsOf(MOD)).containsExactly("alice");
        clock.advance(MissedEvents.BETWEEN_ROUNDS);
        missed.tick();
        assertThat(asked).hasSize(2);
        clock.advance(MissedEvents.BETWEEN_ROUNDS);
        missed.tick();

        assertThat(asked).as("the session has expired").hasSize(2);
    }

    @Test
    void aNewcomerIsAskedAboutUntilTwitchAnswers() {
        MissedEvents missed = new MissedEvents(new JdbiSessionStore(database.database()), managed, () -> false, clock);
        List<TwitchUserId> asked = new ArrayList<>();
        whileTwitchIsAsked = () -> asked.add(MOD.id());
        twitchSays = Optional.empty();

        missed.lookSoon(MOD.id());
        missed.tick();
        missed.tick();
        assertThat(asked).as("not at once again").hasSize(1);
        twitchSays = Optional.of(Set.of(ALICE.id()));
        clock.advance(Duration.ofSeconds(1));
        missed.tick();
        clock.advance(Duration.ofSeconds(10));
        missed.tick();

        assertThat(asked).hasSize(2);
        assertThat(loginsOf(MOD)).containsExactly("alice");
    }

    @Test
    void aClockThatIsSetBackPutsNoQuestionOff() {
        MissedEvents missed = new MissedEvents(new JdbiSessionStore(database.database()), managed, () -> false, clock);
        List<TwitchUserId> asked = new ArrayList<>();
        whileTwitchIsAsked = () -> asked.add(MOD.id());
        twitchSays = Optional.empty();
        missed.lookSoon(MOD.id());
        missed.tick();
        clock.set(Duration.ofHours(-1));
        missed.tick();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(10));
        missed.tick();

        assertThat(asked).hasSize(2);
    }

    @Test
    void whatNobodyKeptTrueCountsForALoginOnlyWhenTwitchConfirmsIt() {
        JdbiSessionStore store = new JdbiSessionStore(database.database());
        Sessions sessions = new Sessions(
                store,
                people,
                new SignedTokens(new SigningKeys(new MemorySigningKeys(), Sessions.LIFETIME, clock), clock),
                (id, purpose) -> true,
                clock);
        Logins logins = new Logins(people, managed, sessions, clock);
        twitchSays = Optional.of(Set.of(ALICE.id()));
        logins.loggedIn(MOD);
        assertThat(loginsOf(MOD)).containsExactly("alice");

        twitchSays = Optional.empty();
        logins.loggedIn(MOD);
        assertThat(loginsOf(MOD)).as("nobody was logged in meanwhile").isEmpty();

        twitchSays = Optional.of(Set.of(ALICE.id()));
        managed.learn(MOD.id());
        assertThat(loginsOf(MOD)).containsExactly("alice");
        sessions.begin(MOD.id(), Purpose.LOGIN, "");
        twitchSays = Optional.empty();
        logins.loggedIn(MOD);
        assertThat(loginsOf(MOD)).as("events kept it true").containsExactly("alice");
    }

    @Test
    void ownChannelComesFirst() {
        channels.connected(BOB);
        channels.connected(MOD);
        events.handle(added(BOB, MOD));
        events.handle(added(ALICE, MOD));

        assertThat(loginsOf(MOD)).containsExactly("mod", "alice", "bob");
    }

    private void connect(TwitchProfile broadcaster) {
        channels.connected(broadcaster);
        managed.channelConnected(broadcaster.id(), true);
    }

    private List<String> loginsOf(TwitchProfile person) {
        return managed.of(new Person(person)).stream()
                .map(Channel::profile)
                .map(profile -> profile.login().value())
                .toList();
    }

    private Access access(TwitchProfile person, TwitchProfile channel) {
        return managed.access(new Person(person), channel.id());
    }

    private List<AuditEntry.Action> actions() {
        return audited.stream().map(AuditEntry::action).toList();
    }

    private AuditEntry entry(AuditEntry.Action action, Actor actor, Optional<TwitchUserId> subject) {
        return new AuditEntry(clock.instant(), action, ALICE.id(), actor, subject);
    }

    private ChannelEvent added(TwitchProfile broadcaster, TwitchProfile moderator) {
        return new ModeratorAdded(origin("channel.moderator.add"), broadcaster.id(), account(moderator));
    }

    private ChannelEvent removed(TwitchProfile broadcaster, TwitchProfile moderator) {
        return new ModeratorRemoved(origin("channel.moderator.remove"), broadcaster.id(), account(moderator));
    }

    private ChannelEvent renamed(TwitchProfile user, String login, String displayName) {
        return new UserUpdated(
                origin("user.update"), new Account(user.id(), new TwitchLogin(login), displayName), "about me");
    }

    private EventOrigin origin(String type) {
        return new EventOrigin("m1", type, clock.instant());
    }

    private static Account account(TwitchProfile profile) {
        return new Account(profile.id(), profile.login(), profile.displayName());
    }

    private static TwitchProfile profile(String id, String login) {
        return new TwitchProfile(new TwitchUserId(id), new TwitchLogin(login), login, "https://cdn.test/a.png");
    }
}
