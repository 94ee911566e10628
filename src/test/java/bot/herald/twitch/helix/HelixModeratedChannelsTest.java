package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelixModeratedChannelsTest {
    private static final TwitchUserId MOD = new TwitchUserId("300");

    private final ScriptedServer twitch = new ScriptedServer();
    private final Tokens tokens = new Tokens();

    @AfterEach
    void stop() {
        twitch.close();
    }

    @Test
    void everyPageIsRead() {
        twitch.json(
                        200,
                        "{\"data\":[{\"broadcaster_id\":\"1\"},{\"broadcaster_id\":\"2\"},{\"broadcaster_id\":\"?\"},{}],"
                                + "\"pagination\":{\"cursor\":\"a+b=\"}}")
                .json(200, "{\"data\":[{\"broadcaster_id\":\"3\"}],\"pagination\":{}}");

        assertThat(ask(twitch.base()))
                .contains(Set.of(new TwitchUserId("1"), new TwitchUserId("2"), new TwitchUserId("3")));
        assertThat(twitch.asked())
                .extracting(asked -> asked.uri().toString())
                .containsExactly(
                        "/moderation/channels?user_id=300&first=100",
                        "/moderation/channels?user_id=300&after=a%2Bb%3D&first=100");
        assertThat(twitch.asked()).allSatisfy(asked -> {
            assertThat(asked.header("Authorization")).isEqualTo("Bearer first");
            assertThat(asked.header("Client-id")).isEqualTo("client");
        });
    }

    @Test
    void aDeadTokenIsReplacedOnce() {
        tokens.renewed = Optional.of(new Secret("second"));
        twitch.json(401, "{\"message\":\"Invalid OAuth token\"}").json(200, "{\"data\":[]}");

        assertThat(ask(twitch.base())).contains(Set.of());
        assertThat(twitch.asked().get(1).header("Authorization")).isEqualTo("Bearer second");
    }

    @ParameterizedTest
    @CsvSource({"401, {}", "403, {}", "503, <html>", "200, {}", "200, nonsense"})
    void anAnswerThatSaysNothingIsNoEmptyList(int status, String body) {
        twitch.json(status, body).json(status, body);

        assertThat(ask(twitch.base())).isEmpty();
    }

    @Test
    void halfAListIsNoList() {
        twitch.json(200, "{\"data\":[{\"broadcaster_id\":\"1\"}],\"pagination\":{\"cursor\":\"a\"}}")
                .json(500, "{}");

        assertThat(ask(twitch.base())).isEmpty();
    }

    @Test
    void withoutATokenOrAnAnswerNothingIsKnown() {
        assertThat(ask(ScriptedServer.nobody())).isEmpty();
        tokens.usable = false;
        assertThat(ask(twitch.base())).isEmpty();
        assertThat(twitch.asked()).isEmpty();
    }

    private Optional<Set<TwitchUserId>> ask(URI helix) {
        return new HelixModeratedChannels(Doors.to(helix, "client", tokens)).of(new CredentialKey(MOD, Purpose.LOGIN));
    }

    private static final class Tokens implements AccessTokens {
        boolean usable = true;
        Optional<Secret> renewed = Optional.empty();

        @Override
        public Answer accessToken(CredentialKey key) {
            assertThat(key).isEqualTo(new CredentialKey(MOD, Purpose.LOGIN));
            return usable
                    ? new Answer.Available(new Secret("first"))
                    : new Answer.Unavailable(new ProviderFailure.Reauthorize("gone"));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(renewed.orElse(refused));
        }
    }
}
