package bot.herald.storage;

import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** One database that two processes have opened. */
abstract class TwoProcesses {
    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    TestDatabase first;
    TestDatabase second;

    @BeforeEach
    void openBoth() {
        first = new TestDatabase(folder, kind);
        second = new TestDatabase(folder, kind);
    }

    @AfterEach
    void closeBoth() {
        first.close();
        second.close();
    }

    /** Has so many threads do the work, each given its number, and waits for them all. */
    static void atOnce(int threads, IntConsumer work) throws InterruptedException {
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(number -> new Thread(() -> work.accept(number)))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
    }
}
