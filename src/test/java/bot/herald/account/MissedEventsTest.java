package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.SessionStore.Session;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.testing.OnEveryDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learned from Twitch because events may have been missed. */
@OnEveryDatabase
class MissedEventsTest extends ManagedChannelsStage {
    private final List<TwitchUserId> asked = new ArrayList<>();

    @BeforeEach
    void count() {
        whileTwitchIsAsked = () -> asked.add(MOD.id());
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
}
