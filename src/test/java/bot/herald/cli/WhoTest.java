package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.channel.Channel;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    /** Twitch gives a deleted account's login to another one. */
    @Test
    void aLoginOfTwoChannelsMeansNeither() {
        List<Channel> connected = List.of(channel("100"), channel("200"));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> Who.oneAmong(connected, "alice"))
                .withMessage("2 connected channels are called alice; name one by its user id: 100 or 200");
        assertThat(Who.oneAmong(connected, "200")).isEqualTo(connected.get(1));
    }

    @ParameterizedTest
    @CsvSource({"bob, bob", "'', \"\""})
    void whoIsNotConnectedIsNamed(String who, String shown) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> Who.oneAmong(List.of(channel("100")), who))
                .withMessage("no connected channel is called " + shown + "; `herald channels list` shows them");
    }

    private static Channel channel(String id) {
        return new Channel(
                new TwitchProfile(new TwitchUserId(id), new TwitchLogin("alice"), "Alice", ""), Instant.EPOCH);
    }
}
