package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.ChatTurns.Turn;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that say lines: each takes the line's turn among all instances, sends it, and hands on what came of it.
 *
 * <p>Safe for concurrent use; no method but {@link #awaitEnd} blocks.
 */
final class Speakers {
    private static final Logger log = LoggerFactory.getLogger(Speakers.class);

    /** How soon what is broken off ends. */
    private static final Duration BROKEN_OFF = Duration.ofMillis(300);

    private final ChatSender sender;
    private final Turns turns;
    private final ExecutorService threads;

    /**
     * A line that is to be said.
     *
     * @param text as it goes out
     * @param parts into how many the limits were divided when it was chosen
     */
    record Line(ChannelQueue queue, Entry entry, String text, ChatTurns.Rule rule, int parts) {
        TwitchUserId broadcasterId() {
            return queue.broadcasterId();
        }
    }

    /** What came of a line. */
    sealed interface Outcome {
        /** Into how many the limits are to be divided from now on. */
        int parts();

        record Answered(Result result, int parts) implements Outcome {}

        /** @param pause after which it makes sense to choose it again */
        record NotSent(Duration pause, int parts) implements Outcome {}
    }

    Speakers(ChatSender sender, Turns turns, int number) {
        this.sender = sender;
        this.turns = turns;
        this.threads = SpareThreads.of("chat", number);
    }

    /** @param over told once what came of it, on the thread that said it */
    void say(Line line, BiConsumer<Line, Outcome> over) {
        threads.execute(() -> over.accept(line, outcome(line)));
    }

    private Outcome outcome(Line line) {
        Turn turn = turns.take(line.broadcasterId(), line.rule());
        int parts = turns.parts(turn);
        if (turn instanceof Turn.NotYet notYet) {
            return new Outcome.NotSent(notYet.after(), parts);
        }
        if (parts > line.parts()) {
            // Chosen while nobody knew that only a share may be used.
            return new Outcome.NotSent(Duration.ZERO, parts);
        }
        Result result = send(line);
        turns.over(line.broadcasterId(), turn, line.rule());
        return new Outcome.Answered(result, parts);
    }

    private Result send(Line line) {
        try {
            return sender.send(
                    line.broadcasterId(), line.text(), line.entry().message().replyTo());
        } catch (RuntimeException e) {
            log.error("broadcaster={} sending a line failed inside Herald", line.broadcasterId(), e);
            return new Result.Unclear("internal error");
        }
    }

    /** Has something done that may block; not after {@link #stop}. */
    void run(Runnable task) {
        threads.execute(task);
    }

    /** Passes on what became of a line that was unclear. Does not block. */
    void settled(Line line, Result result) {
        sender.settled(line.broadcasterId(), line.text(), line.entry().message().replyTo(), result);
    }

    /** Takes no more lines. */
    void stop() {
        threads.shutdown();
    }

    boolean areStopped() {
        return threads.isShutdown();
    }

    /** Waits until what is under way has ended, and breaks off what has not by then. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            breakOff();
            // So that each has its log line before the process ends.
            threads.awaitTermination(BROKEN_OFF.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void breakOff() {
        threads.shutdownNow();
    }
}
