package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.StrictOAuth;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Herald learns about a token: from a 401, by validating it, and while another process writes. */
@OnEveryDatabase
class CredentialValidationTest extends CredentialServiceFixture {
    @Test
    void tokenThatDiedEarlyIsRefreshedAfterA401() {
        Secret dead = connect();
        oauth.kill(dead);

        Secret fresh = repeated(service.afterUnauthorized(KEY, dead));

        assertThat(fresh).isNotEqualTo(dead);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
    }

    @Test
    void a401ToALiveTokenLeavesItAloneAndIsWorthOneMoreCall() {
        Secret live401 = connect();

        assertThat(service.afterUnauthorized(KEY, live401)).isEqualTo(new AfterUnauthorized.Repeat(live401));
        assertThat(oauth.calls()).containsExactly("validate");
        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(live401));
    }

    @Test
    void a401OnATokenThatWasReplacedMeanwhileIsAnsweredWithTheNewOne() {
        Secret old = connect();
        clock.advance(StrictOAuth.LIFETIME);
        Secret fresh = available(service.accessToken(KEY));

        assertThat(service.afterUnauthorized(KEY, old)).isEqualTo(new AfterUnauthorized.Repeat(fresh));
        assertThat(oauth.calls()).containsExactly("refresh");
    }

    @Test
    void deadTokenIsNotHandedOutAgainWhenItsRefreshIsPostponed() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNextRefresh(new ProviderFailure.RetryLater("HTTP 500", Optional.empty()));

        assertThat(service.afterUnauthorized(KEY, dead)).isInstanceOf(AfterUnauthorized.Later.class);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
    }

    @Test
    void deadTokenIsNotHandedOutAgainBecauseItsAccountWasRenamed() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNextRefresh(new ProviderFailure.RetryLater("HTTP 500", Optional.empty()));
        service.afterUnauthorized(KEY, dead);

        service.renamed(USER, new TwitchLogin("renamed"));

        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void deadTokenIsRefreshedThoughAnotherProcessHasNotedANewNameMeanwhile() {
        Secret dead = connect();
        oauth.kill(dead);
        database.credentials().update(stored().withName(new TwitchLogin("renamed")));

        assertThat(repeated(service.afterUnauthorized(KEY, dead))).isNotEqualTo(dead);
        assertThat(stored().login()).isEqualTo(new TwitchLogin("renamed"));
    }

    @Test
    void whereTwitchDoesNotSayOfTheTokenIts401Counts() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        assertThat(repeated(service.afterUnauthorized(KEY, dead))).isNotEqualTo(dead);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
    }

    @Test
    void tokenOfAnotherApplicationIsRefusedAtValidation() {
        connect();
        oauth.issueTo("someone-else");

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail()).contains("another application");
    }

    @Test
    void validationThatCannotAskChangesNothing() {
        connect();
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 502", Optional.empty()));

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.VALID);
    }

    @Test
    void firstValidationOfWhatWasImportedBringsNoPermissionBack() {
        importWith(SCOPES);

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.VALID);

        assertThat(stored().state()).isEqualTo(CredentialState.VALID);
        assertThat(observer.states).isEmpty();
        assertThat(observer.granted).isEmpty();
    }

    @Test
    void firstValidationTellsWhatWasGrantedIfThatWasNotKnown() {
        importWith(Set.of());

        service.validate(KEY);

        assertThat(observer.states).isEmpty();
        assertThat(observer.granted).containsExactly(SCOPES);
    }

    @Test
    void importedPermissionThatTwitchHasTakenBackIsLost() {
        importWith(SCOPES);
        oauth.kill(stored().token().accessToken().orElseThrow());
        oauth.invalidateRefreshTokens();

        service.validate(KEY);

        assertThat(observer.states).containsExactly(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void newPairIsKeptThoughAnotherProcessValidatesTheOldTokenDuringTheRefresh() {
        importWith(SCOPES);
        CredentialService other = newService();
        other.load();
        oauth.duringNextRefresh(() -> other.validate(KEY));

        Secret fresh = available(service.refresh(KEY));

        assertThat(stored().token().accessToken()).contains(fresh);
        assertThat(oauth.validate(fresh)).isInstanceOf(ValidationAnswer.Valid.class);
        assertThat(service.find(KEY)).contains(stored());
    }

    @Test
    void refusalIsKeptThoughAnotherProcessValidatesTheTokenDuringTheRefresh() {
        importWith(SCOPES);
        CredentialService other = newService();
        other.load();
        oauth.invalidateRefreshTokens();
        oauth.duringNextRefresh(() -> other.validate(KEY));

        service.refresh(KEY);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void newNameFoundWithOneTokenIsTheNameOfAllTokensOfTheAccount() {
        connect();
        CredentialKey bot = CredentialKey.bot(USER);
        service.put(bot, LOGIN, oauth.grant(USER, "streamer", SCOPES), SCOPES);
        oauth.rename(USER, "renamed");

        service.validate(KEY);

        assertThat(database.credentials().load(bot).orElseThrow().login()).isEqualTo(new TwitchLogin("renamed"));
        assertThat(service.find(bot)).isEqualTo(database.credentials().load(bot));
    }

    @Test
    void newNameFoundWhenAnAccountConnectsIsTheNameOfAllItsTokens() {
        connect();
        TwitchLogin renamed = new TwitchLogin("renamed");

        service.put(CredentialKey.bot(USER), renamed, oauth.grant(USER, "renamed", SCOPES), SCOPES);

        assertThat(stored().login()).isEqualTo(renamed);
    }
}
