package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Figures;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger.Moment;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.MemoryDocuments;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What it takes to find which of a hundred triggers a line sets off, in a thousand channels at a thousand lines a second. */
@Tag("bench")
class TriggersBench {
    private static final int CHANNELS = 1_000;
    private static final int TRIGGERS = 100;
    private static final int PATTERNS = 10;
    private static final int A_SECOND = 1_000;
    private static final int SECONDS = 10;
    /** Until then the machine code is made. */
    private static final int WARM_UP = 5;
    /** So that a thousand lines a second take a core at most, whatever else the machine does. */
    private static final double MOST_MICROSECONDS = 1_000;

    private static final List<String> WORDS = List.of(
            "mouse",
            "keyboard",
            "which",
            "what",
            "where",
            "song",
            "name",
            "today",
            "game",
            "rank",
            "time",
            "age",
            "from",
            "hello",
            "bye",
            "good",
            "night",
            "chair",
            "mic",
            "camera");

    private final Random dice = new Random(5);
    private final TriggerBook book = new TriggerBook(new MemoryDocuments(), host -> true);
    private final Triggers triggers = new Triggers(book, channel -> true, dice);

    @Test
    void aThousandChannelsWithAHundredTriggersEach() {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < TRIGGERS; i++) {
                book.create(id(channel), trigger(i));
            }
        }
        List<ChatMessageReceived> lines = new ArrayList<>();
        for (int i = 0; i < 2 * CHANNELS; i++) {
            lines.add(line(i % CHANNELS));
        }

        run(lines, WARM_UP);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        double[] took = run(lines, SECONDS);
        double each = (threads.getCurrentThreadCpuTime() - before) / 1e3 / took.length;

        Arrays.sort(took);
        Figures.add("processor time to find the trigger of a line among 100", each, "µs", "below 1,000 µs");
        Figures.add("from when a line is due, at 1,000 a second, median", took[took.length / 2], "ms", "");
        Figures.add("the same, 99 of 100", took[took.length * 99 / 100], "ms", "below 10 ms on an idle machine");
        assertThat(each).isLessThan(MOST_MICROSECONDS);
    }

    private static TwitchUserId id(int channel) {
        return new TwitchUserId(Integer.toString(1_000 + channel));
    }

    /** None of them is set off: then all of them are looked at. */
    private ChatTrigger trigger(int number) {
        List<String> when = number < PATTERNS
                ? List.of("/^(hello|hi+) .*never" + number + "$/")
                : List.of(word() + " " + word() + " never", "never" + number);
        return new ChatTrigger(
                "t" + number, when, "An answer", Cooldown.NONE, Role.EVERYONE, 100, Moment.ALWAYS, true, 0, 0);
    }

    private ChatMessageReceived line(int channel) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(word()).append(' ');
        }
        ChatMessageReceived plain = Chat.message(Chat.VIEWER, text + (channel % 3 == 0 ? "größe №1" : "x2"), Set.of());
        return new ChatMessageReceived(
                plain.origin(),
                id(channel),
                plain.broadcasterLogin(),
                plain.chatter(),
                plain.chatMessageId(),
                plain.text(),
                plain.badges(),
                plain.replyParentMessageId(),
                plain.sourceBroadcasterId());
    }

    private String word() {
        return WORDS.get(dice.nextInt(WORDS.size()));
    }

    /** Each line from when it was due: one that waits for those before it has waited. In milliseconds. */
    private double[] run(List<ChatMessageReceived> lines, int seconds) {
        double[] took = new double[seconds * A_SECOND];
        int set = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            long due = begin + i * 1_000_000_000L / A_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            set += triggers.of(lines.get(i % lines.size())).isPresent() ? 1 : 0;
            took[i] = (System.nanoTime() - due) / 1e6;
        }
        assertThat(set).isZero();
        return took;
    }
}
