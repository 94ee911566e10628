package bot.herald.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.account.Admins;
import bot.herald.account.ManagedChannelStore;
import bot.herald.account.ManagedChannels;
import bot.herald.account.NamedAccounts;
import bot.herald.auth.BotAccount;
import bot.herald.auth.Purpose;
import bot.herald.chat.BotRoles;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.testing.Accounts;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotModerationTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId ALICE = new TwitchUserId("111");
    private static final TwitchUserId BOB = new TwitchUserId("222");

    @TempDir
    Path folder = Path.of("");

    private final AtomicInteger looks = new AtomicInteger();
    private Optional<Set<TwitchUserId>> twitchSays = Optional.empty();
    private Accounts accounts;

    @BeforeEach
    void connect() {
        accounts = new Accounts(folder);
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_MODERATED_CHANNELS);
        accounts.grant(ALICE, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(BOB, Purpose.CHANNEL, Scope.CHANNEL_BOT);
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    /** What the bot's roles are after a start of the process. */
    private BotRoles started() {
        int before = looks.get();
        return started(true, roles -> looks.get() > before);
    }

    private BotRoles started(boolean leads, Predicate<BotRoles> looked) {
        BotRoles roles = new BotRoles(bot());
        JdbiManagedChannels stored = new JdbiManagedChannels(accounts.database.database());
        try (BotModeration moderation = moderation(roles, stored, leads, channel -> {})) {
            moderation.start();
            await().until(() -> looked.test(roles));
        }
        return roles;
    }

    private BotAccount bot() {
        return new BotAccount(accounts.credentials);
    }

    private BotModeration moderation(
            BotRoles roles, ManagedChannelStore stored, boolean leads, Consumer<TwitchUserId> reconcile) {
        ManagedChannels managed = new ManagedChannels(
                accounts.channels,
                stored,
                person -> twitchSays,
                new Admins(new NamedAccounts("web.admins", Set.of(), (login, id) -> id), id -> Optional.empty()),
                entry -> {},
                accounts.clock);
        return new BotModeration(
                bot(),
                new JdbiPersonStore(accounts.database.database()),
                managed,
                stored::moderatedBy,
                roles,
                () -> leads,
                accounts.clock,
                looks::incrementAndGet,
                reconcile);
    }

    @Test
    void theBotKnowsFromTheStartWhereItMayWriteFast() {
        twitchSays = Optional.of(Set.of(ALICE));
        BotRoles roles = started();

        assertThat(roles.moderates(ALICE)).isTrue();
        assertThat(roles.moderates(BOB)).isFalse();
    }

    @Test
    void whatIsStoredCountsWhileTwitchIsAwayAndNotLonger() {
        twitchSays = Optional.of(Set.of(ALICE));
        started();
        twitchSays = Optional.empty();
        assertThat(started().moderates(ALICE)).isTrue();

        twitchSays = Optional.of(Set.of(BOB));
        BotRoles roles = started();
        assertThat(roles.moderates(ALICE)).isFalse();
        assertThat(roles.moderates(BOB)).isTrue();
    }

    @Test
    void theBadgeOfItsOwnLineTellsThatItModeratesWhereNoEventDoes() {
        twitchSays = Optional.of(Set.of());
        List<TwitchUserId> reconciled = new ArrayList<>();
        JdbiManagedChannels stored = new JdbiManagedChannels(accounts.database.database());
        BotModeration moderation = moderation(new BotRoles(bot()), stored, true, reconciled::add);
        moderation.start();
        await().until(() -> looks.get() == 1);

        assertThat(moderation.hear(line(ALICE, BOT, Set.of("vip")))).isFalse();
        assertThat(moderation.hear(line(BOB, BOT, Set.of("moderator")))).isTrue();
        moderation.handle(line(BOB, BOT, Set.of("moderator")));
        assertThat(moderation.hear(line(BOB, BOT, Set.of("moderator")))).isFalse();
        moderation.handle(line(ALICE, ALICE, Set.of("moderator")));
        moderation.handle(line(ALICE, BOT, Set.of("vip")));
        moderation.handle(line(BOB, BOT, Set.of("moderator")));
        moderation.close();

        assertThat(reconciled).containsExactly(BOB);
        assertThat(stored.moderatedBy(BOT)).containsExactly(BOB);
    }

    @Test
    void whatABadgeToldWhileTheDatabaseWasAwayIsKeptByTheNextOne() {
        twitchSays = Optional.of(Set.of());
        List<TwitchUserId> reconciled = new ArrayList<>();
        AtomicBoolean away = new AtomicBoolean();
        JdbiManagedChannels stored = new JdbiManagedChannels(accounts.database.database());
        BotModeration moderation = moderation(new BotRoles(bot()), refusing(stored, away), true, reconciled::add);
        moderation.start();
        await().until(() -> looks.get() == 1);

        away.set(true);
        moderation.handle(line(BOB, BOT, Set.of("moderator")));
        assertThat(reconciled).isEmpty();

        away.set(false);
        assertThat(moderation.hear(line(BOB, BOT, Set.of("moderator")))).isTrue();
        moderation.handle(line(BOB, BOT, Set.of("moderator")));
        moderation.close();

        assertThat(reconciled).containsExactly(BOB);
        assertThat(stored.moderatedBy(BOT)).containsExactly(BOB);
    }

    private static ManagedChannelStore refusing(ManagedChannelStore store, AtomicBoolean away) {
        return (ManagedChannelStore) Proxy.newProxyInstance(
                ManagedChannelStore.class.getClassLoader(),
                new Class<?>[] {ManagedChannelStore.class},
                (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new IllegalStateException(new SQLException("no server answers"));
                    }
                    return method.invoke(store, arguments);
                });
    }

    private static ChatMessageReceived line(TwitchUserId channel, TwitchUserId chatter, Set<String> badges) {
        return new ChatMessageReceived(
                new EventOrigin("m1", "channel.chat.message", Instant.EPOCH),
                channel,
                new TwitchLogin("channel"),
                new Account(chatter, new TwitchLogin("chatter"), "Chatter"),
                "c1",
                "hello",
                badges,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whoeverDoesNotLeadKnowsWhatIsStoredAndAsksNobody() {
        twitchSays = Optional.of(Set.of(ALICE));
        started();
        twitchSays = Optional.of(Set.of(BOB));
        int before = looks.get();

        BotRoles roles = started(false, found -> found.moderates(ALICE));

        assertThat(roles.moderates(BOB)).isFalse();
        assertThat(looks).hasValue(before);
        assertThat(started().moderates(BOB)).isTrue();
    }
}
