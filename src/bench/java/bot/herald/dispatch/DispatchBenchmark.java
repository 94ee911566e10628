package bot.herald.dispatch;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From one thread that submits to the handler, in order in each channel, on as many threads as the bot has.
 *
 * <p>What is measured is the time between events, since submitting and handling go on at once.
 */
@Warmup(iterations = 2)
public class DispatchBenchmark {
    /** What comes at once; few enough that nothing is dropped. */
    private static final int BATCH = 2_000;

    /** As the bot has it. */
    private static final int REMEMBERED = 200_000;

    /** A dispatcher with one handler, and more events than it remembers: each is new to it whenever its turn comes. */
    @State(Scope.Benchmark)
    public static class Running {
        @Param({"10", "1000"})
        public int channels;

        private final List<ChannelEvent> events = new ArrayList<>();
        private final EventDispatcher dispatcher = new EventDispatcher(
                List.of(new Counting()), id -> true, new NothingDropped(), EventDispatcher.Limits.DEFAULT);
        private volatile CountDownLatch left = new CountDownLatch(0);
        private int turn;

        @Setup
        public void start() {
            List<TwitchUserId> ids = new ArrayList<>();
            for (int channel = 0; channel < channels; channel++) {
                ids.add(new TwitchUserId(Integer.toString(1000 + channel)));
            }
            Account chatter = new Account(new TwitchUserId("333"), new TwitchLogin("viewer"), "Viewer");
            TwitchLogin login = new TwitchLogin("channel");
            for (int number = 0; number < REMEMBERED + 2 * BATCH; number++) {
                events.add(chat(number, ids.get(number % channels), login, chatter));
            }
            dispatcher.start();
        }

        private void submit() throws InterruptedException {
            CountDownLatch batch = new CountDownLatch(BATCH);
            left = batch;
            for (int i = 0; i < BATCH; i++) {
                dispatcher.submit(events.get(turn));
                turn = (turn + 1) % events.size();
            }
            if (!batch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(batch.getCount() + " events were not handled");
            }
        }

        @TearDown
        public void stop() {
            dispatcher.close();
        }

        private final class Counting implements EventHandler {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public void handle(ChannelEvent event) {
                left.countDown();
            }
        }
    }

    private static final class NothingDropped implements DispatchObserver {
        @Override
        public void handled(ChannelEvent event, Duration took) {}

        @Override
        public void dropped(ChannelEvent event) {
            throw new IllegalStateException("dropped");
        }
    }

    private static ChannelEvent chat(int number, TwitchUserId channel, TwitchLogin login, Account chatter) {
        return new ChatMessageReceived(
                new EventOrigin(new UUID(number, number).toString(), "channel.chat.message", Instant.EPOCH),
                channel,
                login,
                chatter,
                "chat",
                "Hello there",
                Set.of("subscriber"),
                Optional.empty(),
                Optional.empty());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void chat(Running running) throws InterruptedException {
        running.submit();
    }
}
