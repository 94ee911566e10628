package bot.herald.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChannelCacheTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");

    private final AtomicLong nanos = new AtomicLong();
    private final ChannelCache<String> cache = new ChannelCache<>(this::load, nanos::get);
    private String stored = "old";
    private boolean away;
    private int loads;

    private String load(TwitchUserId channel) {
        loads++;
        if (away) {
            throw new IllegalStateException("the store is away");
        }
        return stored;
    }

    @Test
    void whatOthersMayHaveChangedIsReadAgain() {
        cache.get(CHANNEL);
        stored = "new";
        assertThat(cache.get(CHANNEL)).isEqualTo("old");

        cache.forgetAll();

        assertThat(cache.get(CHANNEL)).isEqualTo("new");
        assertThat(cache.get(CHANNEL)).isEqualTo("new");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void whileTheStoreDoesNotAnswerWhatWasReadBeforeHoldsAndTheStoreIsAskedNowAndThen() {
        cache.get(CHANNEL);
        cache.forgetAll();
        away = true;

        assertThat(cache.get(CHANNEL)).isEqualTo("old");
        assertThat(cache.get(CHANNEL)).isEqualTo("old");
        assertThat(loads).isEqualTo(2);

        away = false;
        stored = "new";
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(cache.get(CHANNEL)).isEqualTo("new");
    }

    @Test
    void nothingIsMadeUpForAChannelThatWasNeverRead() {
        away = true;

        assertThatIllegalStateException().isThrownBy(() -> cache.get(CHANNEL));
    }

    @Test
    void whatIsWrittenWhileOthersMayHaveChangedItIsReadAgain() {
        cache.get(CHANNEL);
        cache.forgetAll();
        cache.changing(CHANNEL, () -> {
            cache.put(CHANNEL, "mine");
            return "";
        });
        stored = "theirs and mine";

        assertThat(cache.get(CHANNEL)).isEqualTo("theirs and mine");
    }
}
