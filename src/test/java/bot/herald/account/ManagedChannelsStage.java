package bot.herald.account;

import bot.herald.account.ManagedChannels.Access;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Alice's channel and who may manage it, on a real database, with events given by hand and Twitch's answer made up. */
abstract class ManagedChannelsStage {
    static final TwitchProfile ALICE = profile("100", "alice");
    static final TwitchProfile BOB = profile("200", "bob");
    static final TwitchProfile MOD = profile("300", "mod");
    static final TwitchProfile HERALD = profile("400", "heraldbot");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    final TestClock clock = new TestClock();
    final List<AuditEntry> audited = new ArrayList<>();
    Optional<Set<TwitchUserId>> twitchSays = Optional.of(Set.of());
    final Map<TwitchUserId, Boolean> broadcastersSay = new HashMap<>();
    Runnable whileTwitchIsAsked = () -> {};
    final Set<TwitchUserId> withoutScope = new HashSet<>();
    Optional<TwitchLogin> validatedLogin = Optional.empty();
    TestDatabase database;
    ChannelService channels;
    JdbiPersonStore people;
    ManagedChannels managed;
    AccountEvents events;

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

    /** Asks Twitch what the moderator moderates, and gets this answer; empty if there is none. */
    void learn(Optional<Set<TwitchUserId>> answer) {
        twitchSays = answer;
        managed.learn(MOD.id());
    }

    void connect(TwitchProfile broadcaster) {
        channels.connected(broadcaster);
        managed.channelConnected(broadcaster.id(), true);
    }

    List<String> loginsOf(TwitchProfile person) {
        return managed.of(new Person(person)).stream()
                .map(Channel::profile)
                .map(profile -> profile.login().value())
                .toList();
    }

    Access access(TwitchProfile person, TwitchProfile channel) {
        return managed.access(new Person(person), channel.id());
    }

    List<AuditEntry.Action> actions() {
        return audited.stream().map(AuditEntry::action).toList();
    }

    AuditEntry entry(AuditEntry.Action action, Actor actor, Optional<TwitchUserId> subject) {
        return new AuditEntry(clock.instant(), action, ALICE.id(), actor, subject);
    }

    ChannelEvent added(TwitchProfile broadcaster, TwitchProfile moderator) {
        return new ModeratorAdded(origin("channel.moderator.add"), broadcaster.id(), account(moderator));
    }

    ChannelEvent removed(TwitchProfile broadcaster, TwitchProfile moderator) {
        return new ModeratorRemoved(origin("channel.moderator.remove"), broadcaster.id(), account(moderator));
    }

    ChannelEvent renamed(TwitchProfile user, String login, String displayName) {
        return new UserUpdated(
                origin("user.update"), new Account(user.id(), new TwitchLogin(login), displayName), "about me");
    }

    EventOrigin origin(String type) {
        return new EventOrigin("m1", type, clock.instant());
    }

    static Account account(TwitchProfile profile) {
        return new Account(profile.id(), profile.login(), profile.displayName());
    }

    static TwitchProfile profile(String id, String login) {
        return new TwitchProfile(new TwitchUserId(id), new TwitchLogin(login), login, "https://cdn.test/a.png");
    }
}
