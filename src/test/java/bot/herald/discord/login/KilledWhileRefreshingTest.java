package bot.herald.discord.login;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.IdentityProvider;
import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed at any step of a refresh, a thousand times, with refresh tokens that work once: only an answer that was on
 * its way is lost, and then that is what the login says of itself.
 */
class KilledWhileRefreshingTest {
    private static final int KILLS = 1_000;
    private static final Duration A_WEEK = Duration.ofDays(7);

    @TempDir
    Path folder = Path.of("");

    /** Where a process dies. */
    private enum Step {
        BEFORE_THE_LEASE,
        AFTER_THE_LEASE,
        BEFORE_DISCORD_IS_ASKED,
        BEFORE_THE_ANSWER_ARRIVES,
        BEFORE_IT_IS_WRITTEN,
        AFTER_IT_IS_WRITTEN;

        boolean losesTheAnswer() {
            return this == BEFORE_THE_ANSWER_ARRIVES || this == BEFORE_IT_IS_WRITTEN;
        }
    }

    /** What the operating system does. Nothing catches it, and nothing that is done afterwards has any effect. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** One process, until it is killed. */
    private static final class Mortal {
        private final Step last;
        private boolean dead;

        Mortal(Step last) {
            this.last = last;
        }

        void reaches(Step step) {
            if (dead || step == last) {
                dead = true;
                throw new Killed();
            }
        }
    }

    @Test
    void onlyALostAnswerLosesALogin() {
        Map<Step, Integer> kills = new EnumMap<>(Step.class);
        Map<Step, Integer> lost = new EnumMap<>(Step.class);
        try (DiscordAtSimulator here = new DiscordAtSimulator();
                TestDatabase database = new TestDatabase(folder)) {
            CredentialStore store = database.credentials();
            CredentialKey nelly = here.loggedIn(here.credentials(store, here.identity), "nelly");
            for (int i = 0; i < KILLS; i++) {
                Step step = Step.values()[i % Step.values().length];
                here.clock.advance(A_WEEK);
                kill(here, store, nelly, step);
                kills.merge(step, 1, Integer::sum);

                CredentialService next = here.credentials(store, here.identity);
                next.takeOverFromEarlierRuns();
                Answer answer = next.accessToken(nelly);

                Credential after = store.load(nelly).orElseThrow();
                if (after.state() == CredentialState.NEEDS_REAUTHORIZATION) {
                    lost.merge(step, 1, Integer::sum);
                    assertThat(after.detail())
                            .isEqualTo(
                                    "Discord's answer to an earlier refresh never arrived, and Discord had replaced the"
                                            + " token");
                    nelly = here.loggedIn(next, "nelly");
                } else {
                    assertThat(answer).as("killed at " + step).isInstanceOf(Answer.Available.class);
                }
            }
        }

        assertThat(lost.keySet()).allMatch(Step::losesTheAnswer);
        assertThat(lost)
                .as("nothing else could be expected where refresh tokens work once")
                .containsEntry(Step.BEFORE_THE_ANSWER_ARRIVES, kills.get(Step.BEFORE_THE_ANSWER_ARRIVES))
                .containsEntry(Step.BEFORE_IT_IS_WRITTEN, kills.get(Step.BEFORE_IT_IS_WRITTEN));
    }

    private static void kill(DiscordAtSimulator here, CredentialStore store, CredentialKey key, Step step) {
        Mortal process = new Mortal(step);
        CredentialService credentials =
                here.credentials(new MortalStore(store, process), new MortalProvider(here.identity, process));
        try {
            credentials.accessToken(key);
        } catch (Throwable killed) {
            // A thread that waits for another's flight is told otherwise than the flight itself.
            assertThat(process.dead).isTrue();
        }
        assertThat(process.dead).as(step.toString()).isTrue();
    }

    private record MortalProvider(IdentityProvider discord, Mortal process) implements IdentityProvider {
        @Override
        public TokenAnswer refresh(Secret refreshToken) {
            process.reaches(Step.BEFORE_DISCORD_IS_ASKED);
            TokenAnswer answer = discord.refresh(refreshToken);
            process.reaches(Step.BEFORE_THE_ANSWER_ARRIVES);
            return answer;
        }

        @Override
        public Provider provider() {
            return discord.provider();
        }

        @Override
        public URI authorizeUri(Set<Scope> scopes, String state, boolean choosing, Secret verifier) {
            return discord.authorizeUri(scopes, state, choosing, verifier);
        }

        @Override
        public TokenAnswer exchangeCode(Secret code, Secret verifier) {
            return discord.exchangeCode(code, verifier);
        }

        @Override
        public ValidationAnswer validate(Secret accessToken) {
            return discord.validate(accessToken);
        }

        @Override
        public Optional<ProviderFailure> revoke(Secret accessToken) {
            return discord.revoke(accessToken);
        }
    }

    private record MortalStore(CredentialStore disk, Mortal process) implements CredentialStore {
        @Override
        public Lease lease(CredentialKey key, String holder, Instant now, Instant until) {
            process.reaches(Step.BEFORE_THE_LEASE);
            Lease lease = disk.lease(key, holder, now, until);
            process.reaches(Step.AFTER_THE_LEASE);
            return lease;
        }

        @Override
        public boolean replace(Credential changed) {
            process.reaches(Step.BEFORE_IT_IS_WRITTEN);
            boolean written = disk.replace(changed);
            process.reaches(Step.AFTER_IT_IS_WRITTEN);
            return written;
        }

        @Override
        public boolean update(Credential changed) {
            return disk.update(changed);
        }

        @Override
        public void release(CredentialKey key, String holder, boolean answerWasLost) {
            if (process.dead) {
                throw new Killed();
            }
            disk.release(key, holder, answerWasLost);
        }

        @Override
        public List<Credential> loadAll() {
            return disk.loadAll();
        }

        @Override
        public Optional<Credential> load(CredentialKey key) {
            return disk.load(key);
        }

        @Override
        public Map<CredentialKey, Long> versions() {
            return disk.versions();
        }

        @Override
        public Exchange exchange(Credential credential) {
            return disk.exchange(credential);
        }

        @Override
        public int endLeasesOfEarlierRuns() {
            return disk.endLeasesOfEarlierRuns();
        }

        @Override
        public void erase(CredentialKey key) {
            disk.erase(key);
        }
    }
}
