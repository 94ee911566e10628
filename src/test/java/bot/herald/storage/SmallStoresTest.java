package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.account.ManagedChannelStore.Moderation;
import bot.herald.account.SessionStore.Session;
import bot.herald.auth.Purpose;
import bot.herald.cluster.InstanceLock;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What the smaller stores promise; a new one gets its test here. */
@OnEveryDatabase
class SmallStoresTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final TwitchProfile ALICE = profile("1", "alice");
    private static final TwitchProfile BOB = profile("2", "bob");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void channelKeepsTheMomentItConnectedThroughANewName() {
        JdbiChannelStore channels = new JdbiChannelStore(database.database());
        channels.connect(ALICE, NOW);

        channels.connect(profile("1", "alicia"), NOW.plusSeconds(60));

        assertThat(channels.all()).singleElement().satisfies(channel -> {
            assertThat(channel.profile().login()).isEqualTo(new TwitchLogin("alicia"));
            assertThat(channel.connectedAt()).isEqualTo(NOW);
        });
        channels.disconnect(ALICE.id());
        assertThat(channels.find(ALICE.id())).isEmpty();
    }

    @Test
    void sessionEndsWithItsPerson() {
        new JdbiPersonStore(database.database()).loggedIn(ALICE, NOW);
        JdbiSessionStore sessions = new JdbiSessionStore(database.database());
        sessions.add(session("old", NOW.plusSeconds(1)), 3, NOW);
        sessions.add(session("new", NOW.plus(Duration.ofDays(30))), 3, NOW.plusSeconds(1));

        assertThat(sessions.find("old")).as("expired").isEmpty();
        assertThat(sessions.find("new")).contains(session("new", NOW.plus(Duration.ofDays(30))));
        assertThat(sessions.people(NOW)).containsExactly(ALICE.id());
        assertThat(sessions.removeAll(ALICE.id(), Purpose.CHANNEL)).isZero();
        assertThat(sessions.removeAll(ALICE.id())).isEqualTo(1);
    }

    @Test
    void theSessionThatWasNotUsedForLongestMakesRoom() {
        new JdbiPersonStore(database.database()).loggedIn(ALICE, NOW);
        JdbiSessionStore sessions = new JdbiSessionStore(database.database());
        for (String id : List.of("a", "b", "c")) {
            sessions.add(session(id, NOW.plusSeconds(60)), 3, NOW);
        }
        sessions.used("a", NOW.plusSeconds(2));
        sessions.used("c", NOW.plusSeconds(1));

        sessions.add(session("d", NOW.plusSeconds(60)), 3, NOW.plusSeconds(3));

        assertThat(sessions.of(ALICE.id(), NOW)).extracting(Session::id).containsExactly("a", "c", "d");
    }

    private static Session session(String id, Instant expires) {
        return new Session(
                id,
                new bot.herald.account.Person(ALICE),
                new Secret("form"),
                Purpose.LOGIN,
                "Firefox on Linux",
                NOW,
                NOW,
                expires);
    }

    @Test
    void moderationCountsOnceTheChannelIsConnected() {
        new JdbiPersonStore(database.database()).loggedIn(BOB, NOW);
        JdbiManagedChannels managed = new JdbiManagedChannels(database.database());
        managed.remember(BOB.id(), Set.of(ALICE.id()), NOW);
        managed.remember(BOB.id(), Set.of(ALICE.id()), NOW);
        assertThat(managed.moderatedBy(BOB.id())).isEmpty();

        new JdbiChannelStore(database.database()).connect(ALICE, NOW.plusSeconds(1));

        assertThat(managed.moderatedBy(BOB.id())).containsExactly(ALICE.id());
        assertThat(managed.add(new Moderation(BOB.id(), ALICE.id()), NOW.plusSeconds(2), NOW.plusSeconds(2)))
                .isTrue();
        assertThat(managed.unconfirmedSince(NOW.plusSeconds(2))).isEmpty();
        assertThat(managed.unconfirmedSince(NOW.plusSeconds(3))).containsExactly(new Moderation(BOB.id(), ALICE.id()));
        assertThat(managed.moderatedBy(BOB.id(), NOW.plusSeconds(3))).isEmpty();
        assertThat(managed.add(new Moderation(BOB.id(), ALICE.id()), NOW.plusSeconds(4), NOW.plusSeconds(4)))
                .as("known, only confirmed")
                .isFalse();
        assertThat(managed.moderatedBy(BOB.id(), NOW.plusSeconds(3))).containsExactly(ALICE.id());
        assertThat(managed.remove(new Moderation(BOB.id(), ALICE.id()))).isTrue();
        assertThat(managed.moderatedBy(BOB.id())).isEmpty();
    }

    @Test
    void numbersOfQuotesAreNotGivenTwiceInARowAndThereIsAMost() {
        JdbiQuoteStore quotes = new JdbiQuoteStore(database.database());
        quotes.add(ALICE.id(), "one", "", "bob", NOW, 2);
        assertThat(quotes.add(ALICE.id(), "two", "game", "bob", NOW, 2)
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
        assertThat(quotes.add(ALICE.id(), "three", "", "bob", NOW, 2)).isEmpty();
        Quote won = new Quote(1, "won", "", "max", Instant.EPOCH, 2);
        assertThat(quotes.replace(ALICE.id(), won)).isTrue();
        assertThat(quotes.replace(ALICE.id(), won))
                .as("its version came before")
                .isFalse();
        assertThat(quotes.replace(BOB.id(), won)).isFalse();
        assertThat(quotes.find(ALICE.id(), 1).orElseThrow().text()).isEqualTo("won");
        assertThat(quotes.delete(ALICE.id(), 1)).isTrue();
        assertThat(quotes.numbers(ALICE.id())).containsExactly(2L);
    }

    @Test
    void oneOfTwoHoldsTheRightToRunTheBot() {
        InstanceLock first = database.database().instanceLock();
        InstanceLock second = database.database().instanceLock();
        assertThat(first.take()).isEqualTo(InstanceLock.Holder.THIS_PROCESS);
        assertThat(second.take()).isEqualTo(InstanceLock.Holder.ANOTHER);
        assertThat(first.take()).as("still").isEqualTo(InstanceLock.Holder.THIS_PROCESS);

        first.close();

        // The server notices a moment later.
        await().atMost(Duration.ofSeconds(20)).until(() -> second.take() == InstanceLock.Holder.THIS_PROCESS);
        assertThat(first.take()).isEqualTo(InstanceLock.Holder.ANOTHER);
        first.close();
        second.close();
    }

    private static TwitchProfile profile(String id, String login) {
        return new TwitchProfile(new TwitchUserId(id), new TwitchLogin(login), login, "");
    }
}
