package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Purpose;
import bot.herald.security.SignedTokens;
import bot.herald.security.SigningKeys;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.testing.MemorySigningKeys;
import bot.herald.testing.OnEveryDatabase;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class LoginsTest extends ManagedChannelsStage {
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

        learn(Optional.of(Set.of(ALICE.id())));
        assertThat(loginsOf(MOD)).containsExactly("alice");
        sessions.begin(MOD.id(), Purpose.LOGIN, "");
        twitchSays = Optional.empty();
        logins.loggedIn(MOD);
        assertThat(loginsOf(MOD)).as("events kept it true").containsExactly("alice");
    }
}
