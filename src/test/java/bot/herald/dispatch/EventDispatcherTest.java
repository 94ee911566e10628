package bot.herald.dispatch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventDispatcherTest {
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final List<Runnable> cleanUp = new ArrayList<>();
    private boolean onlyCommandsLead;

    @AfterEach
    void close() {
        cleanUp.forEach(Runnable::run);
    }

    @Test
    void eventsOfOneChannelAreHandledInOrderAlthoughManyThreadsServe() {
        EventDispatcher dispatcher = started(8, 1000, 10_000, event -> handled.add(id(event)));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add("m" + i);
            dispatcher.submit(Events.chat("1", "m" + i));
        }
        await().until(() -> told.size() == 500);
        assertThat(handled).isEqualTo(sent);
        assertThat(told).isEqualTo(sent);
    }

    @Test
    void oneLineUnderTwoMessageIdsIsHandledOnce() {
        EventDispatcher dispatcher = started(2, 1000, 10_000, event -> handled.add(id(event)));
        ChatMessageReceived line = (ChatMessageReceived) Events.chat("1", "m1");
        dispatcher.submit(line);
        dispatcher.submit(new ChatMessageReceived(
                new EventOrigin("m2", "channel.chat.message", Instant.EPOCH),
                line.broadcasterId(),
                line.broadcasterLogin(),
                line.chatter(),
                line.chatMessageId(),
                line.text(),
                line.badges(),
                line.replyParentMessageId(),
                line.sourceBroadcasterId()));
        dispatcher.submit(Events.chat("1", "m3"));

        await().untilAsserted(() -> assertThat(handled).contains("m3"));
        assertThat(handled).containsExactly("m1", "m3");
    }

    @Test
    void aLineThatNobodyHasAnythingToDoWithEndsOnTheThreadThatBringsIt() {
        List<String> heard = new ArrayList<>();
        EventDispatcher dispatcher = started(List.of(handler(event -> handled.add(id(event))), new EventHandler() {
            @Override
            public String name() {
                return "hearing";
            }

            @Override
            public boolean hear(ChatMessageReceived line) {
                heard.add(id(line));
                if (id(line).equals("broken")) {
                    throw new IllegalStateException("thrown by the test");
                }
                return id(line).equals("command");
            }

            @Override
            public void handle(ChannelEvent event) {
                handled.add(id(event) + " too");
            }
        }));
        onlyCommandsLead = true;
        for (String line : List.of("talk", "command", "talk", "broken", "more talk")) {
            dispatcher.submit(Events.chat("1", line));
        }
        assertThat(heard).as("once each, in order").containsExactly("talk", "command", "broken", "more talk");
        assertThat(told).as("done with at once").contains("talk", "more talk");
        dispatcher.submit(Events.raid("1", "raid"));

        await().until(() -> handled.contains("raid too"));
        assertThat(handled)
                .as("what leads to anything is for all")
                .containsExactly("command", "command too", "broken", "broken too", "raid", "raid too");
    }

    @Test
    void redemptionUnderTwoMessageIdsAndWhatIsOvertakenAreHandledOnceOrNever() {
        EventDispatcher dispatcher = started(2, 1000, 10_000, event -> handled.add(id(event)));
        Account pal = new Account(new TwitchUserId("3"), new TwitchLogin("pal"), "Pal");
        TwitchUserId alice = new TwitchUserId("1");
        Instant noon = Instant.parse("2030-01-01T12:00:00Z");
        for (String message : List.of("r1", "r2")) {
            dispatcher.submit(new RewardRedeemed(
                    new EventOrigin(message, "redemption", noon), alice, pal, "redemption", "Hydrate", 100, ""));
        }
        dispatcher.submit(
                new StreamOnline(new EventOrigin("on", "stream.online", noon.plusSeconds(9)), alice, "s", noon));
        dispatcher.submit(new StreamOffline(new EventOrigin("off", "stream.offline", noon), alice));
        dispatcher.submit(Events.chat("1", "m3"));

        await().untilAsserted(() -> assertThat(handled).contains("m3"));
        assertThat(handled).containsExactly("r1", "on", "m3");
    }

    @Test
    void oneChannelIsNeverHandledByTwoThreadsAtOnce() {
        Semaphore alone = new Semaphore(1);
        List<String> overlaps = new CopyOnWriteArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        EventDispatcher dispatcher = started(8, 1000, 10_000, event -> {
            boolean watched = event.broadcasterId().value().equals("1");
            if (watched && !alone.tryAcquire()) {
                overlaps.add(id(event));
                return;
            }
            if (watched) {
                awaitQuietly(release);
                alone.release();
            }
            handled.add(id(event));
        });
        for (int i = 0; i < 300; i++) {
            dispatcher.submit(Events.chat("1", "m" + i));
        }
        // Whoever is free would have come upon the first channel before this one.
        dispatcher.submit(Events.chat("2", "other"));
        await().until(() -> handled.contains("other"));
        release.countDown();
        await().until(() -> handled.size() + overlaps.size() == 301);
        assertThat(overlaps).isEmpty();
    }

    @Test
    void anEventThatIsHandledForTooLongIsSaid() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        AtomicLong nanos = new AtomicLong();
        EventDispatcher dispatcher = new EventDispatcher(
                List.of(handler(event -> {
                    busy.countDown();
                    awaitQuietly(release);
                })),
                id -> true,
                observer(),
                EventDispatcher.Limits.DEFAULT,
                nanos::get);
        start(dispatcher);
        dispatcher.submit(Events.chat("1", "slow"));
        awaitQuietly(busy);
        nanos.set(Duration.ofSeconds(50).toNanos());
        assertThat(dispatcher.check().up()).isTrue();
        assertThat(dispatcher.check().ages()).containsEntry("oldest-event", Duration.ofSeconds(50));

        nanos.set(Duration.ofSeconds(61).toNanos());
        assertThat(dispatcher.check().detail()).startsWith("the handling of an event has not ended for 61 s");

        release.countDown();
        await().until(() -> dispatcher.check().up());
        assertThat(dispatcher.check().ages()).containsEntry("oldest-event", Duration.ZERO);
    }

    @Test
    void aSlowChannelDoesNotDelayOthersWhileAThreadIsFree() {
        CountDownLatch release = new CountDownLatch(1);
        EventDispatcher dispatcher = started(2, 256, 10_000, event -> {
            if (event.broadcasterId().value().equals("1")) {
                awaitQuietly(release);
            }
            handled.add(id(event));
        });
        dispatcher.submit(Events.chat("1", "slow"));
        dispatcher.submit(Events.chat("1", "slow2"));
        for (int i = 0; i < 50; i++) {
            dispatcher.submit(Events.chat("2", "m" + i));
        }
        await().until(() -> handled.size() == 50);
        assertThat(handled).doesNotContain("slow", "slow2");
        release.countDown();
        await().until(() -> handled.size() == 52);
    }

    @Test
    void aFullChannelLosesItsOldestChatMessageAndNothingElseCounts() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        EventDispatcher dispatcher = started(1, 3, 10_000, event -> {
            busy.countDown();
            awaitQuietly(release);
            handled.add(id(event));
        });
        dispatcher.submit(Events.chat("1", "running"));
        awaitQuietly(busy);
        dispatcher.submit(Events.raid("1", "r1"));
        dispatcher.submit(Events.chat("1", "c1"));
        dispatcher.submit(Events.chat("1", "c2"));
        dispatcher.submit(Events.chat("1", "c3"));
        dispatcher.submit(Events.raid("1", "r2"));
        dispatcher.submit(Events.raid("1", "r3"));
        dispatcher.submit(Events.raid("1", "r4"));
        dispatcher.submit(Events.chat("1", "c4"));
        release.countDown();
        await().until(() -> handled.size() == 8);
        assertThat(dropped).containsExactly("c1");
        assertThat(handled).containsExactly("running", "r1", "c2", "c3", "r2", "r3", "r4", "c4");
    }

    @Test
    void aFullHouseLosesTheOldestChatMessageOfAllChannels() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        EventDispatcher dispatcher = started(1, 100, 3, event -> {
            busy.countDown();
            awaitQuietly(release);
            handled.add(id(event));
        });
        dispatcher.submit(Events.chat("1", "running"));
        awaitQuietly(busy);
        dispatcher.submit(Events.raid("2", "r"));
        dispatcher.submit(Events.chat("3", "oldest"));
        dispatcher.submit(Events.chat("4", "b"));
        dispatcher.submit(Events.chat("5", "c"));
        assertThat(dropped).isEmpty();
        dispatcher.submit(Events.chat("6", "d"));
        assertThat(dropped).containsExactly("oldest");
        assertThat(dispatcher.waiting()).isEqualTo(4);
        release.countDown();
        await().until(() -> handled.size() == 5);
        assertThat(handled).containsExactlyInAnyOrder("running", "r", "b", "c", "d");
    }

    @Test
    void aThrowingHandlerKeepsNeitherTheNextHandlerNorTheNextEvent() {
        EventHandler broken = handler(event -> {
            throw new IllegalStateException("broken");
        });
        EventDispatcher dispatcher = started(List.of(broken, handler(event -> handled.add(id(event)))));
        dispatcher.submit(Events.raid("1", "a"));
        dispatcher.submit(Events.raid("1", "b"));
        await().until(() -> handled.size() == 2);
        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void theSameMessageIsActedOnOnce() {
        EventDispatcher dispatcher = started(4, 256, 10_000, event -> handled.add(id(event)));
        dispatcher.submit(Events.raid("1", "a"));
        dispatcher.submit(Events.raid("1", "a"));
        dispatcher.submit(Events.raid("1", "end"));
        await().until(() -> handled.contains("end"));
        assertThat(handled).containsExactly("a", "end");
    }

    @Test
    void whatIsToBeDoneInAChannelRunsInTurnWithItsEventsAndMayFail() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        EventDispatcher dispatcher = started(4, 256, 10_000, event -> {
            busy.countDown();
            awaitQuietly(release);
            handled.add(id(event));
        });
        dispatcher.submit(Events.raid("1", "first"));
        awaitQuietly(busy);
        dispatcher.run(new TwitchUserId("1"), () -> handled.add("task"));
        dispatcher.run(new TwitchUserId("1"), () -> handled.add("one too many"));
        dispatcher.run(new TwitchUserId("2"), () -> {
            throw new IllegalStateException("fails");
        });
        dispatcher.run(new TwitchUserId("3"), release::countDown);
        await().until(() -> handled.contains("task"));
        assertThat(handled).containsExactly("first", "task");
        dispatcher.submit(Events.raid("2", "after the failure"));
        await().until(() -> handled.contains("after the failure"));
    }

    @Test
    void aMemoryThatFailsDoesNotStopEvents() {
        EventDispatcher dispatcher = new EventDispatcher(
                List.of(handler(event -> handled.add(id(event)))),
                messageId -> {
                    throw new IllegalStateException("database away");
                },
                observer(),
                EventDispatcher.Limits.DEFAULT);
        start(dispatcher);
        dispatcher.submit(Events.raid("1", "a"));
        await().until(() -> handled.equals(List.of("a")));
    }

    @Test
    void anInterruptThatAHandlerLeavesBehindDoesNotReachTheNextEvent() {
        List<String> interrupted = new CopyOnWriteArrayList<>();
        EventDispatcher dispatcher = started(1, 256, 10_000, event -> {
            if (Thread.interrupted()) {
                interrupted.add(id(event));
            }
            handled.add(id(event));
            Thread.currentThread().interrupt();
        });
        for (int i = 0; i < 20; i++) {
            dispatcher.submit(Events.raid("1", "m" + i));
        }
        await().until(() -> handled.size() == 20);
        assertThat(interrupted).isEmpty();
    }

    @Test
    void anErrorThatEndsTheThreadStopsNeitherItsChannelNorOthers() {
        EventDispatcher dispatcher = started(1, 256, 10_000, event -> {
            handled.add(id(event));
            if (id(event).equals("fatal")) {
                throw new InternalError("thrown by the test");
            }
        });
        dispatcher.submit(Events.raid("1", "fatal"));
        dispatcher.submit(Events.raid("1", "same channel"));
        dispatcher.submit(Events.raid("2", "another channel"));
        await().dontCatchUncaughtExceptions().until(() -> handled.size() == 3);
        dispatcher.submit(Events.raid("1", "later"));
        await().dontCatchUncaughtExceptions().until(() -> handled.contains("later"));
    }

    @Test
    void everyBurstIsHandledWholeAlthoughThreadsFallAsleepInBetween() {
        EventDispatcher dispatcher = started(4, 1000, 10_000, event -> handled.add(id(event)));
        int sent = 0;
        for (int burst = 0; burst < 200; burst++) {
            for (int i = 0; i < burst % 7 + 1; i++) {
                dispatcher.submit(Events.raid(String.valueOf(i + 1), "m" + sent++));
            }
            int soFar = sent;
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> handled.size() == soFar);
        }
    }

    @Test
    void closeLetsWaitingEventsFinishAndTakesNoNewOnes() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        EventDispatcher dispatcher = started(1, 256, 10_000, event -> {
            busy.countDown();
            awaitQuietly(release);
            handled.add(id(event));
        });
        dispatcher.submit(Events.raid("1", "running"));
        dispatcher.submit(Events.raid("1", "waiting"));
        awaitQuietly(busy);
        Thread closer = new Thread(dispatcher::close);
        closer.start();
        await().until(() -> !dispatcher.check().up());
        dispatcher.submit(Events.raid("1", "late"));
        release.countDown();
        await().until(() -> !closer.isAlive());
        assertThat(handled).containsExactly("running", "waiting");
        assertThat(dropped).containsExactly("late");
    }

    @Test
    void closeInterruptsAHandlerThatTakesTooLongAndCountsWhatNeverRan() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        EventDispatcher dispatcher = new EventDispatcher(
                List.of(handler(event -> {
                    busy.countDown();
                    awaitQuietly(never);
                    handled.add(id(event));
                })),
                id -> true,
                observer(),
                new EventDispatcher.Limits(1, 10, 10, Duration.ofMillis(50)));
        start(dispatcher);
        dispatcher.submit(Events.raid("1", "stuck"));
        awaitQuietly(busy);
        dispatcher.submit(Events.raid("1", "waiting"));
        dispatcher.close();
        dispatcher.close();
        await().until(() -> handled.equals(List.of("stuck")));
        assertThat(dropped).containsExactly("waiting");
    }

    private EventDispatcher started(int threads, int perChannel, int overall, Consumer<ChannelEvent> action) {
        EventDispatcher dispatcher = new EventDispatcher(
                List.of(handler(action)),
                id -> true,
                observer(),
                new EventDispatcher.Limits(threads, perChannel, overall, Duration.ofSeconds(10)));
        return start(dispatcher);
    }

    private EventDispatcher started(List<EventHandler> handlers) {
        return start(new EventDispatcher(handlers, id -> true, observer(), EventDispatcher.Limits.DEFAULT));
    }

    private EventDispatcher start(EventDispatcher dispatcher) {
        dispatcher.start();
        cleanUp.add(dispatcher::close);
        return dispatcher;
    }

    private EventHandler handler(Consumer<ChannelEvent> action) {
        return new EventHandler() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public boolean hear(ChatMessageReceived line) {
                return !onlyCommandsLead;
            }

            @Override
            public void handle(ChannelEvent event) {
                action.accept(event);
            }
        };
    }

    private DispatchObserver observer() {
        return new DispatchObserver() {
            @Override
            public void handled(ChannelEvent event, Duration took) {
                told.add(id(event));
            }

            @Override
            public void dropped(ChannelEvent event) {
                dropped.add(id(event));
            }
        };
    }

    private static String id(ChannelEvent event) {
        return event.origin().messageId();
    }

    /** Returns early when interrupted, as a well-behaved handler does. */
    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
