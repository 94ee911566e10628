package bot.herald.twitch.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.StoredToken;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.ScriptedServer;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveOAuth2CredentialsTest {
    private static final CredentialKey ALICE = CredentialKey.channel(new TwitchUserId("1"));
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("2"));
    private static final CredentialKey CAROL = CredentialKey.channel(new TwitchUserId("3"));

    private final LiveOAuth2Credentials live = new LiveOAuth2Credentials("client", ScriptedServer.nobody());
    private final CredentialManager manager = live.managerOf(List.of(ALICE, BOT));

    @Test
    void aManagerFindsItsCredentialsByTheirUserIdAndNoOthers() {
        live.changed(credential(ALICE, "a1", 1));
        live.changed(credential(BOT, "b1", 1));
        live.changed(credential(CAROL, "c1", 1));

        assertThat(token("1")).contains("a1");
        assertThat(token("2")).contains("b1");
        assertThat(token("3")).isEmpty();
        assertThat(manager.getCredentials()).hasSize(2);
    }

    private Optional<String> token(String userId) {
        return manager.getOAuth2CredentialByUserId(userId).map(OAuth2Credential::getAccessToken);
    }

    @Test
    void ofTheSameUserTheFirstIsFoundAndEachNamesItsPurpose() {
        CredentialKey own = CredentialKey.channel(BOT.userId());
        live.changed(credential(BOT, "b1", 1));
        live.changed(credential(own, "o1", 1));

        CredentialManager both = live.managerOf(List.of(own, BOT));

        assertThat(both.getOAuth2CredentialByUserId("2").orElseThrow().getAccessToken())
                .isEqualTo("o1");
        assertThat(both.getCredentials())
                .extracting(one -> ((OAuth2Credential) one).getContext().get("purpose"))
                .containsExactly("channel", "bot");
    }

    @Test
    void refreshChangesTheLiveObjectInPlace() {
        live.changed(credential(ALICE, "a1", 1));
        OAuth2Credential held = manager.getOAuth2CredentialByUserId("1").orElseThrow();

        live.changed(credential(ALICE, "a2", 2));

        assertThat(manager.getOAuth2CredentialByUserId("1").orElseThrow()).isSameAs(held);
        assertThat(live.find(ALICE).orElseThrow()).isSameAs(held);
        assertThat(held.getAccessToken()).isEqualTo("a2");
        assertThat(held.getScopes()).containsExactly("channel:bot");
        assertThat(held.getRefreshToken()).as("Herald alone refreshes").isNull();
    }

    @Test
    void removedAndDeadCredentialsLeaveTheManager() {
        live.changed(credential(ALICE, "a1", 1));
        live.changed(credential(BOT, "b1", 1));

        live.removed(ALICE);
        live.changed(dead(BOT));

        assertThat(manager.getCredentials()).isEmpty();
    }

    @Test
    void ownerOfAHeldTokenIsNamedWithoutAskingTwitch() {
        try (ScriptedServer twitch = new ScriptedServer()) {
            LiveOAuth2Credentials asking = new LiveOAuth2Credentials("client", twitch.base());
            asking.changed(credential(ALICE, "a1-long-enough", 1));
            LiveOAuth2Credentials.HeldCredentialsProvider provider = asking.managerOf(List.of(ALICE))
                    .getIdentityProviderByName("twitch", LiveOAuth2Credentials.HeldCredentialsProvider.class)
                    .orElseThrow();

            OAuth2Credential known = provider.getAdditionalCredentialInformation(
                            new OAuth2Credential("twitch", "a1-long-enough"))
                    .orElseThrow();

            assertThat(known.getUserId()).isEqualTo("1");
            assertThat(known.getContext()).containsEntry("client_id", "client");
            assertThat(twitch.asked()).isEmpty();
        }
    }

    private static Credential credential(CredentialKey key, String access, long version) {
        return new Credential(
                key,
                new TwitchLogin("somebody"),
                new StoredToken(
                        Optional.of(new Secret("r")),
                        Optional.of(new Secret(access)),
                        Optional.of(Instant.parse("2030-01-01T00:00:00Z")),
                        "bearer"),
                Set.of(Scope.CHANNEL_BOT),
                CredentialState.VALID,
                "",
                version);
    }

    private static Credential dead(CredentialKey key) {
        Credential was = credential(key, "b1", 2);
        return new Credential(
                key, was.login(), was.token(), was.scopes(), CredentialState.NEEDS_REAUTHORIZATION, "refused", 2);
    }
}
