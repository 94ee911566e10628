package bot.herald.storage;

import java.util.List;

/**
 * What became of every row of an older bot's database.
 *
 * @param written whether anything was changed here
 */
public record ImportReport(List<Line> lines, boolean written) {
    public ImportReport {
        lines = List.copyOf(lines);
    }

    /**
     * One row.
     *
     * @param where table and key
     * @param who whose token it is; empty if unknown
     * @param detail why; may be empty
     */
    public record Line(String where, String who, Outcome outcome, String detail) {}

    /** What became of a row. */
    public enum Outcome {
        TAKEN_OVER,
        /** Not needed: what is here stays. */
        KEPT,
        UNUSABLE
    }

    public long count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }
}
