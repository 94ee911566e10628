package bot.herald.twitch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.testing.OddServer;
import bot.herald.testing.OddServer.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call that gets no answer. */
class TwitchHttpTest {
    private final OddServer twitch = new OddServer(Way.STALLS_BEFORE_ITS_HEADERS, (method, path) -> true);
    private final AtomicLong nanoTime = new AtomicLong();
    private final TwitchHttp http = new TwitchHttp(Clock.systemUTC(), Duration.ofMinutes(1), nanoTime::get);
    private final AtomicReference<HttpAnswer> answer = new AtomicReference<>();
    private final Thread caller = new Thread(this::call);
    private volatile boolean stillInterrupted;

    private void call() {
        URI users = twitch.base().resolve("/users");
        answer.set(http.send(TwitchCall.GET_USERS, HttpRequest.newBuilder(users).GET()));
        stillInterrupted = Thread.currentThread().isInterrupted();
    }

    private void begin() {
        caller.start();
        await().until(() -> http.oldestCall().isPresent());
    }

    @AfterEach
    void end() throws InterruptedException, IOException {
        caller.interrupt();
        caller.join();
        twitch.close();
    }

    @Test
    void whatHasNoAnswerAfterFifteenSecondsIsAFault() {
        begin();
        nanoTime.set(Duration.ofSeconds(15).toNanos());
        assertThat(http.check()).isEqualTo(Health.UP.with(Age.CALL, Duration.ofSeconds(15)));
        nanoTime.incrementAndGet();
        assertThat(http.check().up()).isFalse();
        assertThat(http.check().detail())
                .startsWith("the call get_users has had no answer for 15 s")
                .endsWith("restart Herald and report this");
    }

    @Test
    void anInterruptEndsItAtOnceAndClosesTheConnection() throws InterruptedException {
        begin();
        caller.interrupt();
        assertThat(twitch.nextLeft()).isEqualTo("/users");
        caller.join();
        assertThat(answer.get())
                .as("not that its time was over")
                .isEqualTo(new HttpAnswer.NoAnswer("interrupted", false));
        assertThat(stillInterrupted).isTrue();
        assertThat(http.oldestCall()).isEmpty();
    }

    @Test
    void oneCallIsServedByTheClientsOwnThreadAndSeveralByOthers() {
        AtomicInteger calls = new AtomicInteger(1);
        List<Runnable> handedOn = new ArrayList<>();
        List<String> done = new ArrayList<>();
        Executor threads = TwitchHttp.inlineIfAlone(handedOn::add, calls::get);

        threads.execute(() -> done.add("alone"));
        calls.set(2);
        threads.execute(() -> done.add("beside another"));

        assertThat(done).containsExactly("alone");
        handedOn.forEach(Runnable::run);
        assertThat(done).containsExactly("alone", "beside another");
    }

    @Test
    void whatFailsOnTheClientsOwnThreadDoesNotEndIt() {
        Executor threads = TwitchHttp.inlineIfAlone(task -> {}, () -> 1);

        assertThatNoException()
                .isThrownBy(() -> threads.execute(() -> {
                    throw new IllegalStateException("a fault of the client's");
                }));
    }
}
