package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.OutgoingMessage.Priority;
import bot.herald.chat.SpeakingOrder.Place;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakingOrderTest {
    private static final ChatLimits LIMITS =
            new ChatLimits(5, 12, 3, 6, Duration.ofSeconds(10), Duration.ofMillis(1_100));
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final int CHANNELS = 40;
    private static final int SENDERS = 4;
    private static final int STEPS = 2_500;
    private static final TwitchUserId BOT = new TwitchUserId("1000");
    private static final TwitchUserId OTHER_BOT = new TwitchUserId("1001");

    private final TestClock clock = new TestClock();
    private TwitchUserId bot = BOT;
    private final BotRoles roles = new BotRoles(() -> Optional.of(bot));

    /** The same queues twice, so that what is chosen by the one rule can be held against the other. */
    private abstract class Side {
        final ChatPace pace = new ChatPace(LIMITS, new ForwardClock(clock));
        final List<ChannelQueue> queues = IntStream.range(0, CHANNELS)
                .mapToObj(number -> new ChannelQueue(channel(number), 5, clock.instant()))
                .toList();
        final List<String> dropped = new ArrayList<>();
        int underWay;

        abstract void changed(ChannelQueue queue);

        /** Begins what may go. */
        abstract List<Entry> pick();

        void tooOld(ChannelQueue queue, Entry line) {
            assertThat(line.isTooOld(clock.instant())).isTrue();
            dropped.add(queue.broadcasterId().value());
        }

        void begin(ChannelQueue queue, Entry line) {
            queue.remove(line);
            queue.setUnderWay(true);
            pace.begin(queue.broadcasterId());
            underWay++;
            changed(queue);
        }

        void end(int number, BiConsumer<Side, ChannelQueue> how) {
            ChannelQueue queue = queues.get(number);
            underWay--;
            queue.setUnderWay(false);
            how.accept(this, queue);
            changed(queue);
        }

        List<Object> standing() {
            return queues.stream()
                    .<Object>map(queue -> List.of(queue.size(), queue.isUnderWay(), queue.first()))
                    .toList();
        }
    }

    private final class Ordered extends Side {
        final SpeakingOrder order = new SpeakingOrder(pace, roles, this::tooOld);

        Ordered() {
            roles.listen(id -> queues.stream()
                    .filter(queue -> queue.broadcasterId().equals(id))
                    .forEach(this::changed));
        }

        @Override
        void changed(ChannelQueue queue) {
            order.changed(queue, clock.instant());
        }

        @Override
        List<Entry> pick() {
            Instant now = clock.instant();
            List<Entry> picked = new ArrayList<>();
            order.catchUp(now);
            while (underWay < SENDERS && order.next(now).isPresent()) {
                Place next = order.next(now).get();
                assertThat(next.role()).isEqualTo(roles.of(next.queue().broadcasterId()));
                begin(next.queue(), next.line());
                picked.add(next.line());
            }
            return picked;
        }
    }

    /** The rule put as plainly as can be: looks at every channel each time. */
    private final class Plain extends Side {
        @Override
        void changed(ChannelQueue queue) {}

        @Override
        List<Entry> pick() {
            Instant now = clock.instant();
            List<Entry> picked = new ArrayList<>();
            for (ChannelQueue queue : waiting(now)) {
                if (underWay == SENDERS) {
                    break;
                }
                Entry line = queue.first().orElseThrow();
                ChannelRole role = roles.of(queue.broadcasterId());
                boolean channelIsFree = queue.untilNotHeld(now).isZero()
                        && pace.untilChannelIsFree(queue.broadcasterId(), role).isZero();
                boolean accountIsFree = pace.untilAccountIsFree(role).isZero();
                if (channelIsFree && accountIsFree) {
                    begin(queue, line);
                    picked.add(line);
                } else if (channelIsFree && now.isAfter(line.asked().plus(PATIENCE))) {
                    break;
                }
            }
            return picked;
        }

        private List<ChannelQueue> waiting(Instant now) {
            for (ChannelQueue queue : queues) {
                while (!queue.isUnderWay()
                        && queue.first().filter(line -> line.isTooOld(now)).isPresent()) {
                    Entry line = queue.first().orElseThrow();
                    queue.remove(line);
                    tooOld(queue, line);
                }
            }
            return queues.stream()
                    .filter(queue -> !queue.isUnderWay() && queue.first().isPresent())
                    .sorted(Comparator.comparing(queue -> queue.first().orElseThrow(), Entry.ORDER))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatSpeaksNextIsWhatLookingAtEveryChannelWouldFind(long seed) {
        Random random = new Random(seed);
        Ordered ordered = new Ordered();
        List<Side> sides = List.of(ordered, new Plain());
        List<Integer> speaking = new ArrayList<>();
        Optional<Instant> wake = Optional.empty();
        int said = 0;
        for (int step = 0; step < STEPS; step++) {
            boolean onlyTimePasses = random.nextInt(3) == 0;
            if (onlyTimePasses) {
                clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(40) == 0 ? 70_000 : 1_500)));
            } else {
                change(random, step, sides, speaking);
            }
            int dropped = ordered.dropped.size();
            List<Entry> picked = ordered.pick();
            assertThat(picked)
                    .as("step %d of seed %d", step, seed)
                    .isEqualTo(sides.get(1).pick());
            assertThat(ordered.standing()).isEqualTo(sides.get(1).standing());
            assertThat(ordered.dropped).containsExactlyInAnyOrderElementsOf(sides.get(1).dropped);
            // Whoever was held up by an impatient line that is dropped goes with the next look, whenever that is.
            if (onlyTimePasses && !picked.isEmpty() && ordered.dropped.size() == dropped) {
                assertThat(wake)
                        .as("somebody would have looked by then")
                        .hasValueSatisfying(at -> assertThat(at).isBeforeOrEqualTo(clock.instant()));
            }
            for (Entry line : picked) {
                speaking.add(numberOf(line.message().broadcasterId()));
            }
            wake = ordered.order.untilNext(clock.instant()).map(clock.instant()::plus);
            assertThat(wake).as("no looking again and again").isNotEqualTo(Optional.of(clock.instant()));
            said += picked.size();
        }
        assertThat(said).as("lines said").isGreaterThan(STEPS / 20);
        assertThat(ordered.dropped).isNotEmpty();
    }

    /** Whatever can happen to queues but time, to both sides. */
    private void change(Random random, int step, List<Side> sides, List<Integer> speaking) {
        int number = random.nextInt(CHANNELS);
        int what = random.nextInt(100);
        if (what < 50) {
            Priority priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
            OutgoingMessage message = new OutgoingMessage(
                    channel(number), "line " + step, priority, Duration.ofSeconds(random.nextInt(60)));
            Entry line = new Entry(message, step, clock.instant());
            for (Side side : sides) {
                side.queues.get(number).add(line);
                side.changed(side.queues.get(number));
            }
        } else if (what < 90 && !speaking.isEmpty()) {
            int ended = speaking.remove(random.nextInt(speaking.size()));
            BiConsumer<Side, ChannelQueue> how = ending(random, step);
            sides.forEach(side -> side.end(ended, how));
        } else if (what < 98) {
            changeRole(random.nextInt(4), channel(number));
        } else if (what == 98) {
            bot = bot.equals(BOT) ? OTHER_BOT : BOT;
        } else {
            int parts = 1 + random.nextInt(3);
            sides.forEach(side -> side.pace.share(parts));
        }
    }

    private BiConsumer<Side, ChannelQueue> ending(Random random, int step) {
        int what = random.nextInt(20);
        Duration wait = Duration.ofMillis(random.nextInt(5_000));
        if (what < 12) {
            return (side, queue) -> side.pace.end(queue.broadcasterId());
        }
        if (what < 16) {
            // Somewhere before lines that were asked for meanwhile.
            Priority priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
            Instant asked = clock.instant();
            return (side, queue) -> {
                side.pace.cancel(queue.broadcasterId());
                queue.holdForTurn(clock.instant(), wait);
                OutgoingMessage message =
                        new OutgoingMessage(queue.broadcasterId(), "again", priority, Duration.ofSeconds(30));
                queue.add(new Entry(message, step, asked));
            };
        }
        if (what < 18) {
            return (side, queue) -> {
                side.pace.end(queue.broadcasterId());
                side.pace.pause(wait);
            };
        }
        return (side, queue) -> {
            side.pace.end(queue.broadcasterId());
            queue.clear();
        };
    }

    private void changeRole(int what, TwitchUserId channel) {
        if (what == 0) {
            roles.isModerator(channel);
        } else if (what == 1) {
            roles.isNoModerator(channel);
        } else {
            roles.handle(ownLine(channel, what == 2 ? "vip" : "moderator"));
        }
    }

    private ChatMessageReceived ownLine(TwitchUserId channel, String badge) {
        return new ChatMessageReceived(
                new EventOrigin("m", "any", Instant.EPOCH),
                channel,
                new TwitchLogin("channel"),
                new Account(bot, new TwitchLogin("bot"), "Bot"),
                "c1",
                "hi",
                Set.of(badge),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatWaitsForItsPaceAndForTheAccountIsLookedAtOnceBothAreOver() {
        Ordered ordered = new Ordered();
        clock.advance(Duration.ofMinutes(2));
        ChannelQueue queue = ordered.queues.get(7);
        queue.holdForTurn(clock.instant(), Duration.ofSeconds(3));
        ordered.pace.pause(Duration.ofSeconds(8));
        queue.add(new Entry(OutgoingMessage.raid(queue.broadcasterId(), "line"), 1, clock.instant()));
        ordered.changed(queue);

        assertThat(ordered.pick()).isEmpty();
        assertThat(ordered.order.untilNext(clock.instant())).contains(Duration.ofSeconds(8));
        clock.advance(Duration.ofSeconds(8));
        assertThat(ordered.pick()).hasSize(1);
    }

    private static TwitchUserId channel(int number) {
        return new TwitchUserId(String.valueOf(1_000 + number));
    }

    private static int numberOf(TwitchUserId channel) {
        return Integer.parseInt(channel.value()) - 1_000;
    }
}
