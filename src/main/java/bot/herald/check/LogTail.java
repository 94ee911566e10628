package bot.herald.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.config.LogConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The newest lines of the log file. */
final class LogTail {
    private static final int LINES = 200;
    private static final int BYTES = 200_000;

    private LogTail() {}

    static List<String> of(LogConfig config) {
        if (config.file().isEmpty()) {
            return List.of("(no log.file is set; add what the bot printed)");
        }
        Path file = config.file().get();
        if (!Files.isReadable(file)) {
            return List.of("(there is no log file yet, or it cannot be read)");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, bytes.length() - BYTES);
            byte[] end = new byte[(int) (bytes.length() - from)];
            bytes.seek(from);
            bytes.readFully(end);
            List<String> lines = new String(end, UTF_8).lines().toList();
            // The first one may have lost its beginning.
            List<String> whole = from == 0 ? lines : lines.subList(1, lines.size());
            return whole.subList(Math.max(0, whole.size() - LINES), whole.size());
        } catch (IOException e) {
            return List.of("(the log file cannot be read)");
        }
    }
}
