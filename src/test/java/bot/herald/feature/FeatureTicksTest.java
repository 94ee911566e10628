package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureTicksTest {
    private static final List<TwitchUserId> CHANNELS = IntStream.range(0, 1_000)
            .mapToObj(n -> new TwitchUserId(Integer.toString(100_000 + n)))
            .toList();
    private static final TwitchUserId UNWILLING = CHANNELS.get(7);
    /** Has something to do in this process only. */
    private static final TwitchUserId OWN = CHANNELS.get(9);

    private final List<TwitchUserId> looked = new ArrayList<>();
    private final List<TwitchUserId> turns = new ArrayList<>();
    private boolean leads = true;
    private final FeatureTicks ticks = new FeatureTicks(
            ticking(Predicate.not(UNWILLING::equals)), () -> CHANNELS, () -> leads, (channel, look) -> {
                turns.add(channel);
                look.run();
            });

    private FeatureTicks.Ticking ticking(Predicate<TwitchUserId> wants) {
        return new FeatureTicks.Ticking() {
            @Override
            public boolean wantsTick(TwitchUserId channel, boolean leads) {
                return wants.test(channel) && (leads || channel.equals(OWN));
            }

            @Override
            public void tick(TwitchUserId channel, boolean leads) {
                looked.add(channel);
            }
        };
    }

    @Test
    void everyChannelWhoseFeaturesWantItHasOneTurnARound() {
        for (int part = 0; part < FeatureTicks.PARTS_OF_A_ROUND; part++) {
            ticks.tick();
        }
        List<TwitchUserId> willing =
                CHANNELS.stream().filter(Predicate.not(UNWILLING::equals)).toList();
        assertThat(looked).containsExactlyInAnyOrderElementsOf(willing);
        assertThat(turns).isEqualTo(looked);
    }

    @Test
    void thousandChannelsAreNeverLookedAtAllAtOnce() {
        int before = 0;
        for (int part = 0; part < FeatureTicks.PARTS_OF_A_ROUND; part++) {
            ticks.tick();
            assertThat(looked.size() - before).as("in part %d", part).isLessThan(30);
            before = looked.size();
        }
    }

    @Test
    void whereNobodyWantsItItWakesUpOnceARound() {
        FeatureTicks idle =
                new FeatureTicks(ticking(channel -> false), () -> CHANNELS, () -> true, (channel, look) -> look.run());
        idle.tick();
        assertThat(idle.pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(looked).isEmpty();
    }

    @Test
    void aFewChannelsShareTheRoundAndWhoeverComesHasATurnInTheNext() {
        List<TwitchUserId> few = new ArrayList<>(CHANNELS.subList(0, 2));
        FeatureTicks some =
                new FeatureTicks(ticking(channel -> true), () -> few, () -> true, (channel, look) -> look.run());
        some.tick();
        assertThat(looked).hasSize(1);
        assertThat(some.pause()).isEqualTo(Duration.ofMillis(2_500));

        few.add(CHANNELS.get(2));
        for (int part = 0; part < 4; part++) {
            some.tick();
        }
        assertThat(looked).hasSize(5).endsWith(few.toArray(TwitchUserId[]::new));
        assertThat(some.pause()).isEqualTo(Duration.ofSeconds(5).dividedBy(3));
    }

    @Test
    void anInstanceThatDoesNotLeadDoesOnlyWhatNoOtherCan() {
        leads = false;
        ticks.tick();
        assertThat(looked).containsExactly(OWN);
    }
}
