package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoTest {
    @ParameterizedTest
    @CsvSource({
        "100, 100, alice, true",
        "100, 100, 100, true",
        "100, 555, 100, false",
        "0100, 100, alice, false",
        "alice, 100, alice, true",
        "ALICE, 100, alice, true",
        "alice1, 1, alice1, true",
        "1alice, 1, 1alice, true",
        "alic, 100, alice, false",
        "'', 100, alice, false"
    })
    void digitsAreAnIdAndAnythingElseALogin(String who, String id, String login, boolean means) {
        assertThat(Who.names(who, new TwitchUserId(id), new TwitchLogin(login))).isEqualTo(means);
    }
}
