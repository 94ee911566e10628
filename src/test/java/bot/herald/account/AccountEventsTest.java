package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason.DatabaseIsBack;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.testing.Accounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountEventsTest {
    private static final TwitchUserId ALICE = new TwitchUserId("111");
    private static final TwitchUserId MAX = new TwitchUserId("222");
    private static final EventOrigin ORIGIN = new EventOrigin("m1", "channel.moderator.remove", Instant.EPOCH);

    @TempDir
    Path folder = Path.of("");

    private final WakeUps wakeUps = new WakeUps();
    private final List<TwitchUserId> caughtUp = new CopyOnWriteArrayList<>();
    private Accounts accounts;
    private JdbiManagedChannels stored;
    private AccountEvents events;
    private Recurring catchingUp;

    @BeforeEach
    void open() {
        accounts = new Accounts(folder);
        accounts.grant(ALICE, Purpose.CHANNEL);
        stored = new JdbiManagedChannels(accounts.database.database());
        JdbiPersonStore people = new JdbiPersonStore(accounts.database.database());
        people.loggedIn(new TwitchProfile(MAX, new TwitchLogin("max"), "Max", ""), accounts.clock.instant());
        ManagedChannels managed = new ManagedChannels(
                accounts.channels,
                stored,
                person -> Optional.empty(),
                new Admins(new NamedAccounts("web.admins", Set.of(), (login, id) -> id), id -> Optional.empty()),
                entry -> {},
                accounts.clock);
        events = new AccountEvents(people, managed, accounts.channels, accounts.credentials::renamed);
        catchingUp = events.recurring(wakeUps, caughtUp::add);
        catchingUp.start();
    }

    @AfterEach
    void close() {
        catchingUp.close();
        accounts.close();
    }

    @Test
    void whoeverLosesTheRightWhileTheDatabaseIsAwayLosesItWhenItIsBack() {
        events.handle(added());
        assertThat(stored.moderatedBy(MAX)).containsExactly(ALICE);
        away("managed_channel");

        events.handle(removed());
        assertThatThrownBy(() -> events.catchUp(caughtUp::add)).matches(StorageFailure::isReasonOf);
        back("managed_channel");
        assertThat(stored.moderatedBy(MAX)).containsExactly(ALICE);
        wakeUps.happened(new DatabaseIsBack());

        await().untilAsserted(() -> assertThat(stored.moderatedBy(MAX)).isEmpty());
        await().untilAsserted(() -> assertThat(caughtUp).containsExactly(ALICE));
    }

    @Test
    void whatWasToldLastHolds() {
        away("managed_channel");
        events.handle(added());
        events.handle(removed());
        events.handle(added());
        back("managed_channel");

        events.catchUp(caughtUp::add);
        assertThat(stored.moderatedBy(MAX)).containsExactly(ALICE);
        assertThat(caughtUp).containsExactly(ALICE);

        away("managed_channel");
        events.handle(removed());
        back("managed_channel");
        events.handle(added());
        events.catchUp(caughtUp::add);

        assertThat(stored.moderatedBy(MAX)).as("not what came before").containsExactly(ALICE);
    }

    @Test
    void newNameIsTakenOverWhenTheDatabaseIsBack() {
        away("channel");
        events.handle(new UserUpdated(ORIGIN, new Account(ALICE, new TwitchLogin("alicia"), "Alicia"), ""));
        back("channel");

        events.catchUp(caughtUp::add);

        assertThat(accounts.channels.find(ALICE).orElseThrow().profile().login())
                .isEqualTo(new TwitchLogin("alicia"));
        assertThat(accounts.credentials
                        .find(CredentialKey.channel(ALICE))
                        .orElseThrow()
                        .login())
                .isEqualTo(new TwitchLogin("alicia"));
    }

    private void away(String table) {
        accounts.database.execute("ALTER TABLE " + table + " RENAME TO gone");
    }

    private void back(String table) {
        accounts.database.execute("ALTER TABLE gone RENAME TO " + table);
    }

    private static ModeratorAdded added() {
        return new ModeratorAdded(ORIGIN, ALICE, new Account(MAX, new TwitchLogin("max"), "Max"));
    }

    private static ModeratorRemoved removed() {
        return new ModeratorRemoved(ORIGIN, ALICE, new Account(MAX, new TwitchLogin("max"), "Max"));
    }
}
