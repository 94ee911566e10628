package bot.herald.feature.raid;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaidGreeterTest {
    @ParameterizedTest
    @CsvSource({"0, 0 viewers", "1, 1 viewer", "42, 42 viewers"})
    void greetingNamesTheRaiderAndTheViewersInTheRaidedChannel(int viewers, String named) {
        List<OutgoingMessage> said = new ArrayList<>();

        new RaidGreeter(said::add)
                .handle(new RaidReceived(
                        new EventOrigin("m1", "channel.raid", Instant.EPOCH),
                        new TwitchUserId("1"),
                        new Account(new TwitchUserId("7"), new TwitchLogin("raider"), "レイダー"),
                        viewers));

        assertThat(said).singleElement().satisfies(message -> {
            assertThat(message.broadcasterId()).isEqualTo(new TwitchUserId("1"));
            assertThat(message.text()).contains("レイダー").contains(named + ".").contains("twitch.tv/raider");
            assertThat(message.replyTo()).isEmpty();
            assertThat(message.priority()).isEqualTo(OutgoingMessage.Priority.RAID);
        });
    }
}
