package bot.herald.discord.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.Secret;
import bot.herald.security.KeyFile;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiCredentialStore;
import bot.herald.testing.ClassArchive;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that does nothing but renew, and gets SIGKILL at any moment, while each refresh token works once: no login is lost but
 * the one whose answer was on its way, and that one says so. {@code -Dherald.test.kills} says how often; {@link KilledWhileRefreshingTest}
 * goes through the moments one by one.
 */
@Tag("recovery")
class SigkillWhileRefreshingTest {
    private static final int KILLS = Integer.getInteger("herald.test.kills", 20);
    private static final int PEOPLE = 5;

    @TempDir
    Path folder = Path.of("");

    private int lost;

    @Test
    void onlyALostAnswerLosesALogin() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (DiscordAtSimulator here = new DiscordAtSimulator()) {
            List<CredentialKey> people;
            try (TestDatabase database = new TestDatabase(folder)) {
                CredentialService credentials = here.credentials(database.credentials(), here.identity);
                people = IntStream.range(0, PEOPLE)
                        .mapToObj(i -> here.loggedIn(credentials, "person" + i))
                        .toList();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                // Or the simulated Discord has been asked too often, some day.
                here.clock.advance(Duration.ofMinutes(1));
                Process process = renewing(here);
                int until = refreshes(here) + 1 + random.nextInt(30);
                await().pollInterval(Duration.ofMillis(1L + random.nextInt(20)))
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> refreshes(here) >= until || !process.isAlive());
                assertThat(process.isAlive()).isTrue();
                process.toHandle().destroyForcibly();
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                lookAfter(here, people, "kill " + kill + " of seed " + seed);
            }
            System.out.printf(
                    "SIGKILLs while refreshing: %d, refreshes: %d, logins lost with an answer: %d, others: 0%n",
                    KILLS, refreshes(here), lost);
        }
    }

    private static int refreshes(DiscordAtSimulator here) {
        return here.discord.requests().count("POST", "/api/oauth2/token");
    }

    /** Everybody is renewed by the next process; whose login was lost logs in again. */
    private void lookAfter(DiscordAtSimulator here, List<CredentialKey> people, String when) {
        int lostNow = 0;
        try (TestDatabase database = new TestDatabase(folder)) {
            CredentialStore store = database.credentials();
            CredentialService next = here.credentials(store, here.identity);
            next.takeOverFromEarlierRuns();
            for (int i = 0; i < PEOPLE; i++) {
                next.refresh(people.get(i));
                Credential after = store.load(people.get(i)).orElseThrow();
                if (after.state() == CredentialState.NEEDS_REAUTHORIZATION) {
                    assertThat(after.detail()).as(when).contains("never arrived");
                    here.loggedIn(next, "person" + i);
                    lostNow++;
                } else {
                    assertThat(here.identity.validate(
                                    after.token().accessToken().orElseThrow()))
                            .as(when)
                            .isInstanceOf(ValidationAnswer.Valid.class);
                }
            }
        }
        assertThat(lostNow).as(when + ": one refresh was under way at most").isLessThanOrEqualTo(1);
        lost += lostNow;
    }

    private Process renewing(DiscordAtSimulator here) throws IOException {
        List<String> command = new ArrayList<>(ClassArchive.java());
        command.addAll(List.of(
                "-Dlogback.configurationFile=logback-quiet.xml",
                Renewing.class.getName(),
                TestDatabase.url(folder, DatabaseKind.usual()),
                folder.resolve("herald.key").toString(),
                here.discord.baseUrl().toString(),
                here.discord.clientId(),
                here.discord.clientSecret(),
                here.clock.instant().toString()));
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** Renews what is in a database until it is killed. Arguments: database, key file, Discord, client id, secret, what time it is. */
    static final class Renewing {
        private Renewing() {}

        public static void main(String[] args) {
            Clock clock = Clock.fixed(Instant.parse(args[5]), ZoneOffset.UTC);
            try (Database database = new Database(args[0])) {
                database.start();
                CredentialService credentials = DiscordAtSimulator.credentials(
                        new JdbiCredentialStore(database, new KeyFile(Path.of(args[1])).cipher()),
                        args[3],
                        DiscordAtSimulator.identity(URI.create(args[2]), args[3], new Secret(args[4]), clock),
                        clock);
                credentials.takeOverFromEarlierRuns();
                while (true) {
                    credentials.all().forEach(one -> credentials.refresh(one.key()));
                }
            }
        }
    }
}
