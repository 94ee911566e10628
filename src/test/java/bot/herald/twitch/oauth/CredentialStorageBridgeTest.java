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
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialStorageBridgeTest {
    private static final CredentialKey ALICE = CredentialKey.channel(new TwitchUserId("1"));
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("2"));

    private final CredentialStorageBridge bridge = new CredentialStorageBridge("client");
    private final CredentialManager manager = manager(ScriptedServer.nobody());

    @Test
    void managerFindsEveryCredentialByItsUserId() {
        bridge.changed(credential(ALICE, "a1", 1));
        bridge.changed(credential(BOT, "b1", 1));

        assertThat(manager.getOAuth2CredentialByUserId("1").orElseThrow().getAccessToken())
                .isEqualTo("a1");
        assertThat(manager.getOAuth2CredentialByUserId("2").orElseThrow().getAccessToken())
                .isEqualTo("b1");
        assertThat(manager.getOAuth2CredentialByUserId("3")).isEmpty();
    }

    @Test
    void refreshChangesTheLiveObjectInPlaceAndAddsNoSecondOne() {
        bridge.changed(credential(ALICE, "a1", 1));
        OAuth2Credential live = bridge.live(ALICE).orElseThrow();

        bridge.changed(credential(ALICE, "a2", 2));

        assertThat(bridge.live(ALICE).orElseThrow()).isSameAs(live);
        assertThat(live.getAccessToken()).isEqualTo("a2");
        assertThat(live.getScopes()).containsExactly("channel:bot");
        assertThat(manager.getCredentials()).hasSize(1);
        assertThat(bridge.byAccessToken("a1")).isEmpty();
        assertThat(bridge.byAccessToken("a2")).containsSame(live);
    }

    @Test
    void removedAndDeadCredentialsLeaveTheList() {
        bridge.changed(credential(ALICE, "a1", 1));
        bridge.changed(credential(BOT, "b1", 1));

        bridge.removed(ALICE);
        bridge.changed(dead(BOT));

        assertThat(manager.getCredentials()).isEmpty();
        assertThat(bridge.byAccessToken("a1")).isEmpty();
        assertThat(bridge.byAccessToken("b1")).isEmpty();
    }

    @Test
    void ownerOfAHeldTokenIsNamedWithoutAskingTwitch() {
        try (ScriptedServer twitch = new ScriptedServer()) {
            CredentialManager asking = manager(twitch.base());
            bridge.changed(credential(ALICE, "a1-long-enough", 1));
            HeldCredentialsProvider provider = asking.getIdentityProviderByName("twitch", HeldCredentialsProvider.class)
                    .orElseThrow();

            OAuth2Credential known = provider.getAdditionalCredentialInformation(
                            new OAuth2Credential("twitch", "a1-long-enough"))
                    .orElseThrow();

            assertThat(known.getUserId()).isEqualTo("1");
            assertThat(known.getContext()).containsEntry("client_id", "client");
            assertThat(twitch.asked()).isEmpty();
        }
    }

    private CredentialManager manager(URI base) {
        return CredentialManagers.over(
                bridge, "client", new Secret("secret"), URI.create("http://localhost/auth/callback"), base);
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
