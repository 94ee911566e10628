package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.testing.ClassArchive;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Real processes on one database, against a Twitch whose refresh tokens work once. */
@OnEveryDatabase
class SeveralProcessesTest {
    private static final int REFRESHES = 1_000;

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final List<Child> children = new ArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private Installation here;

    @AfterEach
    void close() {
        children.forEach(Child::kill);
        here.close();
    }

    @BeforeEach
    void open() {
        here = new Installation(
                folder,
                kind,
                SimulatorOptions.defaults()
                        .withTokenLifetime(Duration.ofHours(4))
                        .withRotation(RefreshRotation.ROTATE)
                        .withOldTokenDiesOnRefresh(true),
                clock);
    }

    @Test
    void twoProcessesThatNeedADueTokenCauseOneRequestAndGetTheSameToken() {
        // Four minutes left: due for everybody.
        here.connect("alice");
        here.database.close();
        List<Child> both = List.of(child(4 * 3600 - 240, "once"), child(4 * 3600 - 240, "once"));
        both.forEach(Child::awaitReady);

        both.forEach(Child::go);

        List<String> tokens =
                both.stream().flatMap(one -> one.rest().stream()).distinct().toList();
        assertThat(tokens).singleElement().asString().startsWith("token ").doesNotContain("none");
        assertThat(here.tokenRequests()).isEqualTo(1);
    }

    @Test
    @Tag("full")
    void killedAtAnyMomentAProcessLosesNoAccountExceptInTheWindowThatIsNamed() {
        for (int i = 0; i < 25; i++) {
            here.connect("user" + i);
        }
        here.database.close();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kills = 0;

        while (here.tokenRequests() < REFRESHES) {
            // Each one starts after the leases of the killed one have run out.
            Child child = child(31L * kills, "forever");
            child.awaitReady();
            int until = here.tokenRequests() + 20 + random.nextInt(100);
            child.go();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> here.tokenRequests() >= until);
            child.kill();
            kills++;
        }

        List<Credential> after = credentialsAfterwards(31L * kills);
        assertThat(after).as("seed %s", seed).hasSize(25);
        List<Credential> lost = after.stream()
                .filter(one -> one.state() == CredentialState.NEEDS_REAUTHORIZATION)
                .toList();
        assertThat(lost)
                .as("seed %s", seed)
                .hasSizeLessThanOrEqualTo(kills)
                .allSatisfy(one -> assertThat(one.detail()).contains("never arrived"));
    }

    /** Every account refreshed once more, by a process that nobody kills. */
    private List<Credential> credentialsAfterwards(long ahead) {
        try (TestDatabase database = new TestDatabase(folder, kind)) {
            CredentialService service = Installation.service(
                    database.credentials(),
                    Installation.oauth(here.twitch.oauthUrl(), here.twitch.clientId(), here.twitch.clientSecret()),
                    Clock.offset(clock, Duration.ofSeconds(ahead)),
                    here.twitch.clientId());
            service.load();
            service.all().forEach(one -> service.refresh(one.key()));
            service.all().stream()
                    .filter(one -> one.state() != CredentialState.NEEDS_REAUTHORIZATION)
                    .forEach(one -> assertThat(here.oauth()
                                    .validate(one.token().accessToken().orElseThrow()))
                            .isInstanceOf(ValidationAnswer.Valid.class));
            return service.all();
        }
    }

    private Child child(long secondsAhead, String how) {
        Child child = new Child(List.of(
                folder.toString(),
                here.twitch.oauthUrl(),
                here.twitch.clientId(),
                here.twitch.clientSecret(),
                Long.toString(secondsAhead),
                how,
                TestDatabase.url(folder, kind)));
        children.add(child);
        return child;
    }

    /** One {@link RefreshingProcess}. */
    private static final class Child {
        private final Process process;
        private final BufferedReader output;

        Child(List<String> arguments) {
            List<String> command = new ArrayList<>(ClassArchive.java());
            // What it prints is read here.
            command.addAll(
                    List.of("-Dlogback.configurationFile=logback-quiet.xml", "bot.herald.auth.RefreshingProcess"));
            command.addAll(arguments);
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        void awaitReady() {
            assertThat(line()).isEqualTo("ready");
        }

        void go() {
            try {
                process.outputWriter().write("go\n");
                process.outputWriter().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> rest() {
            return output.lines().toList();
        }

        private String line() {
            try {
                return String.valueOf(output.readLine());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** SIGKILL. */
        void kill() {
            process.toHandle().destroyForcibly();
            try {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
