package bot.herald.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChannelCacheTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");

    private final AtomicLong nanos = new AtomicLong();
    private final ChannelCache<String> cache = new ChannelCache<>(this::load, this::loadAll, id -> "unset", nanos::get);
    private final Map<TwitchUserId, String> stored = new HashMap<>(Map.of(CHANNEL, "old"));
    private Runnable duringLoadAll = () -> {};
    private boolean away;
    private int questions;

    private String load(TwitchUserId channel) {
        ask();
        return stored.getOrDefault(channel, "unset");
    }

    private Map<TwitchUserId, String> loadAll() {
        ask();
        Map<TwitchUserId, String> read = Map.copyOf(stored);
        duringLoadAll.run();
        return read;
    }

    private void ask() {
        questions++;
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }

    @Test
    void onceAllWasReadTheStoreIsNeverAskedForAChannel() {
        cache.reloadAll();
        away = true;

        assertThat(cache.get(CHANNEL)).isEqualTo("old");
        assertThat(cache.get(OTHER)).isEqualTo("unset");
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void whatHoldsWhereNothingWasSetIsMadeOnce() {
        AtomicLong made = new AtomicLong();
        ChannelCache<String> counting =
                new ChannelCache<>(this::load, Map::of, id -> "unset " + made.incrementAndGet(), nanos::get);
        counting.reloadAll();

        assertThat(counting.get(OTHER)).isEqualTo("unset 1");
        assertThat(counting.get(OTHER)).isEqualTo("unset 1");

        counting.changing(OTHER, () -> {
            counting.put(OTHER, "mine");
            return "";
        });
        assertThat(counting.get(OTHER)).isEqualTo("mine");
    }

    @Test
    void whatOthersMayHaveChangedIsReadAgain() {
        cache.reloadAll();
        stored.put(CHANNEL, "new");
        stored.put(OTHER, "theirs");
        assertThat(cache.get(CHANNEL)).isEqualTo("old");

        cache.reloadAll();

        assertThat(cache.get(CHANNEL)).isEqualTo("new");
        assertThat(cache.get(OTHER)).isEqualTo("theirs");
    }

    @Test
    void whatOthersErasedIsForgotten() {
        cache.reloadAll();
        stored.clear();

        cache.reloadAll();

        assertThat(cache.get(CHANNEL)).isEqualTo("unset");
    }

    @Test
    void whileTheStoreDoesNotAnswerWhatWasReadBeforeHolds() {
        cache.get(CHANNEL);
        away = true;

        assertThatIllegalStateException().isThrownBy(cache::reloadAll);

        assertThat(cache.get(CHANNEL)).isEqualTo("old");
    }

    @Test
    void aChannelThatWasNeverReadIsAsIfNothingWereSetUntilTheStoreAnswers() {
        away = true;

        assertThat(cache.get(CHANNEL)).isEqualTo("unset");
        assertThat(cache.get(CHANNEL)).isEqualTo("unset");
        assertThat(questions).isEqualTo(1);

        away = false;
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(cache.get(CHANNEL)).isEqualTo("old");
    }

    @Test
    void whatIsWrittenWhileAllIsReadIsNotReplacedByWhatWasReadBefore() {
        cache.reloadAll();
        duringLoadAll = () -> cache.changing(CHANNEL, () -> {
            stored.put(CHANNEL, "mine");
            cache.put(CHANNEL, "mine");
            return "";
        });

        cache.reloadAll();

        assertThat(cache.get(CHANNEL)).isEqualTo("mine");
    }

    @Test
    void whatIsWrittenWhileOthersMayHaveChangedItIsReadAgain() {
        cache.reloadAll();
        cache.changing(CHANNEL, () -> {
            cache.put(CHANNEL, "mine");
            return "";
        });
        stored.put(CHANNEL, "theirs and mine");
        cache.reloadAll();

        assertThat(cache.get(CHANNEL)).isEqualTo("theirs and mine");
    }
}
