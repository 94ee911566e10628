package bot.herald.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Secret KEY = new Secret("the-key");
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.9Z");
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId VIEWER = new TwitchUserId("3");
    private static final String ADDRESS = "https://example.com/api?for=%C3%A4";

    /** The number is from another program. */
    @Test
    void othersGetTheSame() {
        assertThat(Signature.of(KEY, NOW, CHANNEL, VIEWER, ADDRESS))
                .isEqualTo("t=1893499200,v1=fbdaedda3ca98e26ede3ba63feda48c87397ce9838c451aaa17f9ab5ce5496a9");
    }

    @Test
    void itHoldsForNothingElse() {
        assertThat(Set.of(
                        Signature.of(KEY, NOW, CHANNEL, VIEWER, ADDRESS),
                        Signature.of(new Secret("another"), NOW, CHANNEL, VIEWER, ADDRESS),
                        Signature.of(KEY, NOW.plusSeconds(1), CHANNEL, VIEWER, ADDRESS),
                        Signature.of(KEY, NOW, new TwitchUserId("2"), VIEWER, ADDRESS),
                        Signature.of(KEY, NOW, CHANNEL, new TwitchUserId("4"), ADDRESS),
                        Signature.of(KEY, NOW, CHANNEL, VIEWER, ADDRESS + "&x")))
                .hasSize(6);
    }
}
