package bot.herald.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.Credential;
import bot.herald.config.LogConfig;
import bot.herald.storage.DatabaseInspection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A report for somebody who helps, safe to post in public. */
public final class Report {
    private static final long MEGABYTE = 1024L * 1024;

    private final StringBuilder text = new StringBuilder();
    private final InstallationCheck check;
    private final List<Finding> findings;

    private Report(InstallationCheck check, List<Finding> findings) {
        this.check = check;
        this.findings = findings;
    }

    /**
     * @param check must have run
     * @param findings its findings
     * @param version the version of Herald
     */
    public static String of(InstallationCheck check, List<Finding> findings, String version, Clock clock) {
        Report report = new Report(check, findings);
        report.versions(version, clock);
        report.findings();
        report.section("configuration", RedactedConfig.lines(check.config()));
        report.tokens();
        check.database().ifPresent(report::tables);
        check.running().ifPresentOrElse(report::metrics, report::ownFigures);
        report.section("end of the log", LogTail.of(check.config().log()));
        return Scrubber.of(check.config(), check.credentials()).scrub(report.text.toString());
    }

    private void versions(String version, Clock clock) {
        section(
                "report of " + version,
                List.of(
                        "made at: " + clock.instant(),
                        "Java: " + System.getProperty("java.vendor") + " " + Runtime.version(),
                        "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"),
                        "processors: " + Runtime.getRuntime().availableProcessors(),
                        "bot running: " + (check.running().isPresent() ? "yes" : "no")));
    }

    private void findings() {
        section(
                "findings",
                findings.stream()
                        .map(finding -> finding.state().text() + ": " + finding.subject() + ": " + finding.text())
                        .toList());
    }

    private void tokens() {
        List<String> lines = new ArrayList<>();
        for (Credential credential : check.credentials()) {
            lines.add(credential.key() + " state="
                    + credential.state().text() + " expires="
                    + credential.token().expiresAt().map(Object::toString).orElse("unknown") + " scopes="
                    + credential.scopes().size());
        }
        section("tokens", lines);
    }

    private void tables(DatabaseInspection look) {
        List<String> lines = new ArrayList<>();
        lines.add("schema: " + look.schema().version().orElse("none") + ", newest "
                + look.schema().newest());
        look.rowCounts().forEach((table, rows) -> lines.add(table + ": " + rows));
        section("database rows", lines);
    }

    private void metrics(URI address) {
        section("metrics of the running bot", new RunningMetrics().of(address));
    }

    private void ownFigures() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        section(
                "this process (the bot is not running)",
                List.of(
                        "heap: " + heap.getUsed() / MEGABYTE + " MB of " + heap.getMax() / MEGABYTE + " MB",
                        "threads: " + ManagementFactory.getThreadMXBean().getThreadCount()));
    }

    private void section(String title, List<String> lines) {
        text.append("== ").append(title).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        text.append('\n');
    }

    /** The last lines of the log file. */
    private static final class LogTail {
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
                // The first line may be incomplete.
                List<String> whole = from == 0 ? lines : lines.subList(1, lines.size());
                return whole.subList(Math.max(0, whole.size() - LINES), whole.size());
            } catch (IOException e) {
                return List.of("(the log file cannot be read)");
            }
        }
    }
}
