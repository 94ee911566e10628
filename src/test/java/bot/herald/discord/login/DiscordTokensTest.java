package bot.herald.discord.login;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.simulator.Fault;
import bot.herald.simulator.discord.DiscordFaults;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The credential manager with Discord, whose refresh tokens work once and whose answers are not always its own. */
class DiscordTokensTest {
    private static final String TOKEN = "/api/oauth2/token";
    private static final Duration A_WEEK = Duration.ofDays(7);

    @TempDir
    Path folder = Path.of("");

    private final DiscordAtSimulator here = new DiscordAtSimulator();
    private TestDatabase database;
    private CredentialService credentials;
    private CredentialKey nelly;

    @BeforeEach
    void logIn() {
        database = new TestDatabase(folder);
        credentials = here.credentials(database.credentials(), here.identity);
        nelly = here.loggedIn(credentials, "nelly");
        here.discord.requests().clear();
    }

    @AfterEach
    void close() {
        credentials.close(Duration.ofSeconds(1));
        here.close();
        database.close();
    }

    @Test
    void manyWhoNeedADueTokenCauseOneRefreshAndTheNewPairIsOnDisk() throws Exception {
        here.clock.advance(A_WEEK);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService all = Executors.newFixedThreadPool(16);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(all.submit(() -> {
                    start.await();
                    return credentials.accessToken(nelly);
                }));
            }
            Secret token = stored().token().accessToken().orElseThrow();
            start.countDown();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Available.class).isNotEqualTo(new Answer.Available(token));
            }
        } finally {
            all.shutdownNow();
        }

        assertThat(here.discord.requests().count("POST", TOKEN)).isEqualTo(1);
        assertThat(credentials.accessToken(nelly))
                .isEqualTo(new Answer.Available(stored().token().accessToken().orElseThrow()));
        here.clock.advance(A_WEEK);
        assertThat(credentials.accessToken(nelly)).isInstanceOf(Answer.Available.class);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("Cloudflare's text", DiscordFaults.cloudflare()),
                Arguments.of("Cloudflare's 403", Fault.status(403, "error code: 1020", "text/plain", Map.of())),
                Arguments.of("HTML with 502", Fault.html(502)),
                Arguments.of("HTML with 200", Fault.html(200)),
                Arguments.of("JSON with 500", Fault.status(500)),
                Arguments.of("429 that says until when", DiscordFaults.limited(3)),
                Arguments.of("429 that does not", DiscordFaults.limited(0)),
                Arguments.of("a random 401", DiscordFaults.unauthorized()),
                Arguments.of(
                        "400 of the API",
                        Fault.status(
                                400, "{\"message\":\"400: Bad Request\",\"code\":0}", "application/json", Map.of())),
                Arguments.of(
                        "400 about the form",
                        Fault.status(
                                400,
                                "{\"error\":\"unsupported_grant_type\",\"error_description\":\"x\"}",
                                "application/json",
                                Map.of())),
                Arguments.of("a cut connection", Fault.reset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatPassesLogsNobodyOutAndIsNotRepeatedAtOnce(String name, Fault fault) {
        here.clock.advance(A_WEEK);
        here.discord.faults().next("POST", TOKEN, 1, fault);

        for (int i = 0; i < 50; i++) {
            assertThat(credentials.accessToken(nelly)).isInstanceOf(Answer.Unavailable.class);
        }

        assertThat(here.discord.faults().left()).isZero();
        assertThat(here.discord.requests().all()).hasSizeLessThanOrEqualTo(1);
        assertThat(stored().isUsable()).isTrue();
        here.clock.advance(Duration.ofMinutes(10));
        assertThat(credentials.accessToken(nelly)).as(name).isInstanceOf(Answer.Available.class);
    }

    @Test
    void onlyARefusalForGoodEndsIt() {
        here.clock.advance(A_WEEK);
        here.discord.revokeGrant(nelly.account().value());

        assertThat(credentials.accessToken(nelly)).isInstanceOf(Answer.Unavailable.class);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail()).isEqualTo("Discord refused the refresh token: invalid refresh token");
        credentials.accessToken(nelly);
        assertThat(here.discord.requests().count("POST", TOKEN)).isEqualTo(1);
    }

    @Test
    void theOldWordsForItAreKnownToo() {
        here.clock.advance(A_WEEK);
        here.discord.oddities().oldWords(true);
        here.discord.revokeGrant(nelly.account().value());

        credentials.accessToken(nelly);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void aLostAnswerIsNamed() {
        here.clock.advance(A_WEEK);
        here.discord.faults().next("POST", TOKEN, 1, Fault.resetAfterProcessing());

        credentials.accessToken(nelly);
        assertThat(stored().isUsable()).isTrue();
        here.clock.advance(Duration.ofMinutes(10));
        credentials.accessToken(nelly);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail())
                .isEqualTo("Discord's answer to an earlier refresh never arrived, and Discord had replaced the token");
    }

    @Test
    void aWrongSecretIsTheOperatorsToMendAndLosesNobody() {
        here.clock.advance(A_WEEK);
        CredentialService wrong = here.credentials(database.credentials(), here.identity("not-it"));

        for (int i = 0; i < 20; i++) {
            assertThat(wrong.accessToken(nelly))
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            answer -> assertThat(answer.failure()).isInstanceOf(ProviderFailure.Misconfigured.class));
        }

        assertThat(here.discord.requests().count("POST", TOKEN)).isEqualTo(1);
        assertThat(stored().isUsable()).isTrue();
        assertThat(credentials.accessToken(nelly)).isInstanceOf(Answer.Available.class);
    }

    @Test
    void random401ToGoodTokensLogsNobodyOutAndCausesFewCalls() {
        List<CredentialKey> people = new ArrayList<>(List.of(nelly));
        for (int i = 0; i < 19; i++) {
            people.add(here.loggedIn(credentials, "person" + i));
        }
        here.discord.requests().clear();
        here.discord.oddities().random401(0.05);
        int uses = 0;

        for (int round = 0; round < 20; round++) {
            for (CredentialKey person : people) {
                uses += use(person);
            }
        }

        here.discord.oddities().random401(0);
        assertThat(people).allSatisfy(person -> {
            assertThat(database.credentials().load(person).orElseThrow().isUsable())
                    .isTrue();
            assertThat(credentials.accessToken(person)).isInstanceOf(Answer.Available.class);
        });
        assertThat(here.discord.requests().all())
                .as("twice what would do without a single 401, at most")
                .hasSizeLessThan(2 * uses);
    }

    /** As whoever uses a person's token has to: once more at most. */
    private int use(CredentialKey person) {
        Secret token = ((Answer.Available) credentials.accessToken(person)).accessToken();
        if (here.identity.who(token) instanceof DiscordIdentity.Who.Failed
                && credentials.afterUnauthorized(person, token) instanceof AfterUnauthorized.Repeat again) {
            here.identity.who(again.accessToken());
        }
        return 1;
    }

    @Test
    void whoTakesTheirPermissionBackIsNoticedAtTheFirst401() {
        Secret token = ((Answer.Available) credentials.accessToken(nelly)).accessToken();
        here.discord.revokeGrant(nelly.account().value());

        assertThat(credentials.afterUnauthorized(nelly, token)).isInstanceOf(AfterUnauthorized.Refused.class);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void itIsKnownWhoseATokenIsAndWhatItMayDo() {
        Secret token = ((Answer.Available) credentials.accessToken(nelly)).accessToken();

        assertThat(here.identity.validate(token)).isInstanceOfSatisfying(ValidationAnswer.Valid.class, valid -> {
            assertThat(valid.clientId()).isEqualTo(here.discord.clientId());
            assertThat(valid.account()).isEqualTo(nelly.account());
            assertThat(valid.scopes()).extracting(Object::toString).contains("identify", "guilds");
        });
        assertThat(here.identity.validate(new Secret("none"))).isInstanceOf(ValidationAnswer.Invalid.class);
    }

    @Test
    void disconnectingEndsEveryTokenAndANewLoginEndsNone() {
        Secret first = ((Answer.Available) credentials.accessToken(nelly)).accessToken();
        here.loggedIn(credentials, "nelly");
        Secret second = ((Answer.Available) credentials.accessToken(nelly)).accessToken();
        assertThat(here.discord.requests().count("POST", TOKEN + "/revoke")).isZero();
        assertThat(here.identity.validate(second)).isInstanceOf(ValidationAnswer.Valid.class);

        credentials.remove(nelly);

        assertThat(here.identity.validate(first)).isInstanceOf(ValidationAnswer.Invalid.class);
        assertThat(here.identity.validate(second)).isInstanceOf(ValidationAnswer.Invalid.class);
        assertThat(database.credentials().load(nelly)).isEmpty();
    }

    @Test
    void aCodeWorksOnceAndOnlyWithTheVerifierOfItsAttempt() {
        Secret code = here.code("paul");

        TokenAnswer other = here.identity.exchangeCode(code, new Secret("w".repeat(64)));

        assertThat(other)
                .isInstanceOfSatisfying(
                        TokenAnswer.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(ProviderFailure.Reauthorize.class));
    }

    @Test
    void theSameDigitsAtTwitchAreAnotherAccount() {
        CredentialKey twitch = CredentialKey.login(
                new bot.herald.identity.TwitchUserId(nelly.account().value()));

        assertThat(database.credentials().load(twitch)).isEqualTo(Optional.empty());
        assertThat(Set.of(twitch, nelly)).hasSize(2);
    }

    private Credential stored() {
        return database.credentials().load(nelly).orElseThrow();
    }
}
