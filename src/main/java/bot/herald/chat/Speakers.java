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
 * The threads that send lines: each takes the line's turn among all instances, sends it, and reports the result.
 *
 * <p>Safe for concurrent use; no method but {@link #awaitEnd} blocks.
 */
final class Speakers {
    private static final Logger log = LoggerFactory.getLogger(Speakers.class);

    private static final int NUMBER = 8;
    private static final int NUMBER_WHEN_VERIFIED = 32;

    /** How quickly interrupted work ends. */
    private static final Duration BROKEN_OFF = Duration.ofMillis(300);

    private final ChatSender sender;
    private final Turns turns;
    private final ExecutorService threads;
    private final int number;

    /**
     * A line to send.
     *
     * @param text as it is sent
     * @param parts the number of parts the limits were divided into when it was chosen
     */
    record Line(ChannelQueue queue, Entry entry, String text, ChatTurns.Rule rule, int parts) {
        TwitchUserId broadcasterId() {
            return queue.broadcasterId();
        }
    }

    /** The result of sending a line. */
    sealed interface Outcome {
        /** The number of parts to divide the limits into from now on. */
        int parts();

        record Answered(Result result, int parts) implements Outcome {}

        /** @param pause after which it makes sense to choose the line again */
        record NotSent(Duration pause, int parts) implements Outcome {}
    }

    Speakers(ChatSender sender, Turns turns, int number) {
        this.sender = sender;
        this.turns = turns;
        this.number = number;
        this.threads = SpareThreads.of("chat", number);
    }

    /** @param verified whether the account's limit is that of a verified bot */
    static int number(boolean verified) {
        return verified ? NUMBER_WHEN_VERIFIED : NUMBER;
    }

    /** How many lines can be sent at once. */
    int number() {
        return number;
    }

    /** @param over called once with the result, on the thread that sent the line */
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
            // Chosen before anybody knew that only a share may be used.
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

    /** Runs something that may block; must not be called after {@link #stop}. */
    void run(Runnable task) {
        threads.execute(task);
    }

    /** Reports what became of a line that was unclear. Does not block. */
    void settled(Line line, Result result) {
        sender.settled(line.broadcasterId(), line.text(), line.entry().message().replyTo(), result);
    }

    /** Accepts no more lines. */
    void stop() {
        threads.shutdown();
    }

    boolean areStopped() {
        return threads.isShutdown();
    }

    /** Waits until everything under way has ended, and interrupts what takes too long. */
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
