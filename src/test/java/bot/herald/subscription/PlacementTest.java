package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport.SocketKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("999"));

    private static List<Wanted> wanted(CredentialKey owner, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Wanted(new DesiredSubscription(
                        "channel.chat.message",
                        "1",
                        Map.of("broadcaster_user_id", Integer.toString(number)),
                        new TwitchUserId(Integer.toString(number)),
                        owner)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<Integer, Long> load(List<Wanted> wanted) {
        return wanted.stream()
                .flatMap(one -> java.util.stream.Stream.ofNullable(one.socket))
                .collect(Collectors.groupingBy(SocketKey::number, Collectors.counting()));
    }

    @Test
    void threeHundredOnASocketThreeSocketsAndTheRestHasNoPlace() {
        List<Wanted> all = wanted(BOT, 1, 902);
        assertThat(Placement.place(all)).hasSize(1);
        assertThat(load(all)).isEqualTo(Map.of(0, 300L, 1, 300L, 2, 300L));
    }

    @Test
    void whatHasAPlaceKeepsItAndWhatBecomesFreeIsUsed() {
        List<Wanted> all = wanted(BOT, 1, 302);
        assertThat(Placement.place(all)).isEmpty();
        SocketKey second = all.get(300).socket;
        all.remove(0);
        all.addAll(wanted(BOT, 1000, 1001));
        assertThat(Placement.place(all)).isEmpty();
        assertThat(all.get(299).socket).isEqualTo(second).isEqualTo(new SocketKey(BOT, 1));
        assertThat(all.get(300).socket).isEqualTo(SocketKey.first(BOT));
    }

    @Test
    void socketsOfAUserCountTogetherWhateverTheyAreFor() {
        List<Wanted> all = wanted(CredentialKey.channel(BOT.userId()), 1, 2);
        all.addAll(wanted(BOT, 10, 710));
        assertThat(Placement.place(all)).hasSize(100);
    }
}
