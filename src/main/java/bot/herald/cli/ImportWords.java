package bot.herald.cli;

import bot.herald.storage.ImportReport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what became of an older bot's rows. */
final class ImportWords {
    private ImportWords() {}

    static String of(ImportReport.Line line) {
        String what = switch (line.outcome()) {
            case TAKEN_OVER -> "ok";
            case KEPT -> "kept";
            case UNUSABLE -> "UNUSABLE";
        };
        return Stream.of(what, line.where(), line.who(), line.detail())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    static String total(ImportReport report) {
        return (report.written() ? "Taken over: " : "Nothing was changed. Would be taken over: ")
                + report.count(ImportReport.Outcome.TAKEN_OVER) + ", kept as they are: "
                + report.count(ImportReport.Outcome.KEPT) + ", unusable: "
                + report.count(ImportReport.Outcome.UNUSABLE) + ".";
    }
}
