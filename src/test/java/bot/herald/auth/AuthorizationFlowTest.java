package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Completion.Replacing;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps;
import bot.herald.security.Sha256;
import bot.herald.storage.JdbiBotReplacements;
import bot.herald.storage.JdbiPendingAuthorizations;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEveryDatabase
class AuthorizationFlowTest {
    private static final TwitchProfile STREAMER =
            new TwitchProfile(new TwitchUserId("1001"), new TwitchLogin("streamer"), "Streamer", "");
    private static final Secret BROWSER = new Secret("cookie of this browser");
    private static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_BOT, Scope.MODERATION_READ);

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final StrictOAuth oauth = new StrictOAuth();
    private final List<String> connected = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private ProfileLookup.Answer profile = new ProfileLookup.Answer.Found(STREAMER);
    private TestDatabase database;
    private AuthorizationFlow flow;

    @BeforeEach
    void build() {
        database = new TestDatabase(folder, kind);
        CredentialService credentials = new CredentialService(
                List.of(new Application(StrictOAuth.CLIENT_ID, oauth, new ClientStanding(clock))),
                database.credentials(),
                new NoLiveCredentials(),
                new NoObserver(),
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
        flow = new AuthorizationFlow(
                oauth,
                new AuthorizationStates(new JdbiPendingAuthorizations(database.database()), clock),
                ScopesInUse.BASE,
                new GrantIntake(
                        new GrantCheck(StrictOAuth.CLIENT_ID, oauth, token -> profile, (purpose, account) -> refusal),
                        new JdbiBotReplacements(database.database(), database.cipher()),
                        credentials,
                        (purpose, account) -> connected.add(purpose.text() + ":" + account.login()),
                        ScopesInUse.BASE,
                        clock));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void agreeingStoresTheCredentialUnderTheTwitchUserIdAndTellsTheListener() {
        String state = begin(Purpose.CHANNEL);

        Completion completion = flow.complete(callback(state, code(SCOPES), BROWSER));

        assertThat(completion).isEqualTo(new Connected(Purpose.CHANNEL, STREAMER, Set.of()));
        assertThat(connected).containsExactly("channel:streamer");
        assertThat(stored()).containsExactly(CredentialKey.channel(STREAMER.id()));
    }

    @Test
    void scopesThatWereNotGrantedAreNamed() {
        Completion completion = flow.complete(callback(begin(Purpose.CHANNEL), code(Set.of(Scope.USER_BOT)), BROWSER));

        assertThat(((Connected) completion).missingScopes())
                .containsExactlyInAnyOrder(Scope.CHANNEL_BOT, Scope.MODERATION_READ);
    }

    @Test
    void grantThatASecondConnectReplacesIsEndedAtTwitchAndTheNewOneLives() {
        flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER));
        Secret older =
                database.credentials().loadAll().get(0).token().accessToken().orElseThrow();

        flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER));

        Awaitility.await().until(() -> oauth.wasRevoked(older));
        Secret newer =
                database.credentials().loadAll().get(0).token().accessToken().orElseThrow();
        assertThat(newer).isNotEqualTo(older);
        assertThat(oauth.validate(newer)).isInstanceOf(ValidationAnswer.Valid.class);
        assertThat(oauth.calls().stream().filter("revoke"::equals)).hasSize(1);
    }

    @Test
    void anotherBotThatNobodyConfirmsIsEndedAtTwitchOnceItsTimeIsOver() {
        replace(STREAMER);
        TwitchProfile other = new TwitchProfile(new TwitchUserId("2002"), new TwitchLogin("other"), "Other", "");

        Replacing first = (Replacing) replace(other);
        clock.advance(Duration.ofMinutes(9));
        flow.endUnconfirmed();
        assertThat(oauth.calls()).doesNotContain("revoke");
        clock.advance(Duration.ofMinutes(1));
        flow.endUnconfirmed();

        Awaitility.await().until(() -> oauth.calls().contains("revoke"));
        assertThat(flow.confirmBot(first.id(), List.of(BROWSER), Optional.empty()))
                .isInstanceOf(Refused.class);
        assertThat(stored()).containsExactly(new CredentialKey(STREAMER.id(), Purpose.BOT));
    }

    @Test
    void anotherBotThatIsConfirmedIsNotEnded() {
        TwitchProfile other = new TwitchProfile(new TwitchUserId("2002"), new TwitchLogin("other"), "Other", "");
        replace(STREAMER);
        Replacing waiting = (Replacing) replace(other);
        assertThat(flow.confirmBot(waiting.id(), List.of(BROWSER), Optional.empty()))
                .isInstanceOf(Connected.class);
        Secret live = database.credentials().loadAll().stream()
                .filter(one -> one.key().userId().equals(other.id()))
                .findFirst()
                .orElseThrow()
                .token()
                .accessToken()
                .orElseThrow();

        clock.advance(Duration.ofMinutes(20));
        flow.endUnconfirmed();

        assertThat(oauth.wasRevoked(live)).isFalse();
    }

    private Completion replace(TwitchProfile by) {
        profile = new ProfileLookup.Answer.Found(by);
        String state = flow.begin(
                        AuthorizationRequest.of(Purpose.BOT, Optional.empty()).otherBot(OtherBot.CONFIRM), BROWSER)
                .getQuery()
                .replaceAll(".*state=([^&]+).*", "$1");
        return flow.complete(callback(state, oauth.code(by.id(), by.login().value(), SCOPES), BROWSER));
    }

    @Test
    void stateWorksOnce() {
        String state = begin(Purpose.CHANNEL);
        flow.complete(callback(state, code(SCOPES), BROWSER));

        assertRefused(flow.complete(callback(state, code(SCOPES), BROWSER)), Reason.INVALID_STATE);
    }

    @Test
    void stateEndsAfterTenMinutes() {
        String inTime = begin(Purpose.CHANNEL);
        String late = begin(Purpose.CHANNEL);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(flow.complete(callback(inTime, code(SCOPES), BROWSER))).isInstanceOf(Connected.class);
        clock.advance(Duration.ofMillis(1));

        assertRefused(flow.complete(callback(late, code(SCOPES), BROWSER)), Reason.INVALID_STATE);
    }

    @Test
    void stateOfAnotherBrowserIsRefusedAndUsedUp() {
        String state = begin(Purpose.CHANNEL);

        assertRefused(
                flow.complete(callback(state, code(SCOPES), new Secret("somebody else's"))), Reason.INVALID_STATE);
        assertRefused(flow.complete(callback(state, code(SCOPES), BROWSER)), Reason.INVALID_STATE);
        assertThat(stored()).isEmpty();
        assertThat(oauth.calls()).isEmpty();
    }

    @Test
    void unknownStateIsRefusedBeforeTheCodeIsUsed() {
        assertRefused(flow.complete(callback("invented", code(SCOPES), BROWSER)), Reason.INVALID_STATE);
        assertThat(oauth.calls()).isEmpty();
    }

    @Test
    void sayingNoAtTwitchStoresNothing() {
        CallbackParameters refused = new CallbackParameters(
                Optional.of(begin(Purpose.CHANNEL)), Optional.empty(), Optional.of("access_denied"), List.of(BROWSER));

        assertRefused(flow.complete(refused), Reason.ACCESS_DENIED);
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, TWITCH_UNAVAILABLE, cannot be reached",
        "temporarily_unavailable, TWITCH_UNAVAILABLE, cannot be reached",
        "invalid_scope, MISCONFIGURED, (invalid_scope)",
        "<b>no</b>, MISCONFIGURED, (unknown error)"
    })
    void errorOfTwitchIsNotTakenForTheWordOfThePerson(String error, Reason reason, String said) {
        CallbackParameters failed = new CallbackParameters(
                Optional.of(begin(Purpose.CHANNEL)), Optional.empty(), Optional.of(error), List.of(BROWSER));

        Completion completion = flow.complete(failed);

        assertRefused(completion, reason);
        assertThat(((Refused) completion).message()).contains(said);
    }

    @Test
    void refusalWithAWrongStateIsAWrongState() {
        CallbackParameters refused = new CallbackParameters(
                Optional.of("invented"), Optional.empty(), Optional.of("access_denied"), List.of(BROWSER));

        assertRefused(flow.complete(refused), Reason.INVALID_STATE);
    }

    @Test
    void redirectMismatchIsNamedEvenWithoutAState() {
        CallbackParameters mismatch =
                new CallbackParameters(Optional.empty(), Optional.empty(), Optional.of("redirect_mismatch"), List.of());

        assertRefused(flow.complete(mismatch), Reason.REDIRECT_MISMATCH);
    }

    @Test
    void codeThatTwitchRefusesIsABadCode() {
        assertRefused(
                flow.complete(callback(begin(Purpose.CHANNEL), new Secret("spent"), BROWSER)), Reason.INVALID_CODE);
        assertThat(stored()).isEmpty();
    }

    @Test
    void missingCodeIsABadCode() {
        CallbackParameters bare = new CallbackParameters(
                Optional.of(begin(Purpose.CHANNEL)), Optional.empty(), Optional.empty(), List.of(BROWSER));

        assertRefused(flow.complete(bare), Reason.INVALID_CODE);
    }

    @Test
    void unreachableTwitchIsSaidAndNothingIsStored() {
        oauth.failNext(new ProviderFailure.RetryLater("cannot connect", Optional.empty()));

        assertRefused(
                flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER)), Reason.TWITCH_UNAVAILABLE);
        assertThat(stored()).isEmpty();
    }

    @Test
    void unreachableUserLookupStoresNothing() {
        profile = new ProfileLookup.Answer.Failed(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        assertRefused(
                flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER)), Reason.TWITCH_UNAVAILABLE);
        assertThat(stored()).isEmpty();
    }

    @Test
    void wrongClientSecretIsTheOperatorsToMend() {
        oauth.failNext(new ProviderFailure.Misconfigured("invalid client secret"));

        assertRefused(flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER)), Reason.MISCONFIGURED);
    }

    @Test
    void tokenIssuedToAnotherApplicationIsNotStored() {
        oauth.issueTo("someone-else");

        assertRefused(flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER)), Reason.MISCONFIGURED);
        assertThat(stored()).isEmpty();
    }

    @Test
    void accountThatIsNotAdmittedIsNotStored() {
        refusal = Optional.of("registration is closed");

        assertRefused(flow.complete(callback(begin(Purpose.CHANNEL), code(SCOPES), BROWSER)), Reason.NOT_ADMITTED);
        assertRefused(flow.complete(callback(begin(Purpose.BOT), code(SCOPES), BROWSER)), Reason.WRONG_ACCOUNT);
        assertThat(stored()).isEmpty();
        assertThat(connected).isEmpty();
    }

    @Test
    void onlyTheBotIsAskedForTheAccountAgain() {
        assertThat(flow.begin(AuthorizationRequest.of(Purpose.BOT, Optional.empty()), BROWSER)
                        .toString())
                .contains("force=true");
        assertThat(flow.begin(AuthorizationRequest.of(Purpose.CHANNEL, Optional.empty()), BROWSER)
                        .toString())
                .contains("force=false");
    }

    @Test
    void stateAndCookieAreNotKeptInClear() {
        String state = begin(Purpose.CHANNEL);

        Optional<PendingAuthorization> kept =
                new JdbiPendingAuthorizations(database.database()).take(Sha256.hex(state));
        assertThat(kept).isPresent();
        assertThat(kept.toString()).doesNotContain(state).doesNotContain(BROWSER.reveal());
    }

    private String begin(Purpose purpose) {
        URI address = flow.begin(AuthorizationRequest.of(purpose, Optional.empty()), BROWSER);
        String state = address.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        assertThat(state).hasSizeGreaterThanOrEqualTo(32);
        return state;
    }

    private Secret code(Set<Scope> scopes) {
        return oauth.code(STREAMER.id(), "streamer", scopes);
    }

    private static CallbackParameters callback(String state, Secret code, Secret browser) {
        return new CallbackParameters(Optional.of(state), Optional.of(code), Optional.empty(), List.of(browser));
    }

    private List<CredentialKey> stored() {
        return database.credentials().loadAll().stream().map(Credential::key).toList();
    }

    private static void assertRefused(Completion completion, Reason reason) {
        assertThat(completion).isInstanceOf(Refused.class);
        assertThat(((Refused) completion).reason()).isEqualTo(reason);
        assertThat(((Refused) completion).message()).isNotBlank();
    }

    private static final class NoLiveCredentials implements LiveCredentials {
        @Override
        public void changed(Credential credential) {}

        @Override
        public void removed(CredentialKey key) {}
    }

    private static final class NoObserver implements CredentialObserver {
        @Override
        public void refreshed(CredentialKey key, String outcome) {}

        @Override
        public void usabilityChanged(Credential credential) {}
    }
}
