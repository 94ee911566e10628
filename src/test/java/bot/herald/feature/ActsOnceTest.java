package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.ChatMessageReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActsOnceTest {
    private static final ChatMessageReceived ODD = Probe.message("1", "1", Optional.empty());
    private static final ChatMessageReceived EVEN = Probe.message("1", "2", Optional.empty());

    private final List<String> claimed = new ArrayList<>();
    private final ActsOnce actsOn = new ActsOnce(id -> {
        claimed.add(id);
        return !id.equals("acted:111:c-2");
    });

    @Test
    void aLineIsClaimedOnceAndEverybodyInTheProcessGetsTheSameAnswer() {
        assertThat(actsOn.test(ODD)).isTrue();
        assertThat(actsOn.test(ODD)).isTrue();
        assertThat(actsOn.test(EVEN)).isFalse();
        assertThat(actsOn.test(EVEN)).isFalse();

        assertThat(claimed).containsExactly("acted:111:c-1", "acted:111:c-2");
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10_001; i++) {
            assertThat(actsOn.test(Probe.message("1", "x" + i, Optional.empty())))
                    .isTrue();
        }
        claimed.clear();
        assertThat(actsOn.test(Probe.message("1", "x1", Optional.empty()))).isTrue();
        assertThat(claimed).isEmpty();
        assertThat(actsOn.test(Probe.message("1", "x0", Optional.empty()))).isTrue();
        assertThat(claimed).containsExactly("acted:111:c-x0");
    }
}
