package bot.herald.cli;

import bot.herald.check.Finding;
import bot.herald.template.Characters;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Findings in three columns, the last one wrapped at the terminal's width; coloured on a terminal. */
final class FindingTable {
    private static final String GAP = "  ";

    private final int width;

    FindingTable(int width) {
        this.width = width;
    }

    /** Prints findings as a table, or as JSON if that was asked for; returns the exit code, 1 if anything is wrong. */
    static int show(List<Finding> findings, JsonOption json, int width, PrintWriter out) {
        if (json.isSet()) {
            out.println(ListJson.findings(findings));
        } else {
            new FindingTable(width).print(findings, out);
        }
        return findings.stream().anyMatch(Finding::isWrong) ? Failures.FAILED : 0;
    }

    void print(List<Finding> findings, PrintWriter out) {
        int subjects = findings.stream()
                .mapToInt(finding -> Characters.count(finding.subject()))
                .max()
                .orElse(0);
        int states = Finding.State.SKIPPED.text().length();
        String indent = " ".repeat(states + subjects + 2 * GAP.length());
        for (Finding finding : findings) {
            String state = finding.state().text();
            String begin = coloured(finding.state(), state)
                    + " ".repeat(states - state.length())
                    + GAP
                    + finding.subject()
                    + " ".repeat(subjects - Characters.count(finding.subject()))
                    + GAP;
            List<String> lines = wrapped(finding.text(), width - indent.length());
            out.println((begin + lines.get(0)).stripTrailing());
            lines.stream().skip(1).forEach(line -> out.println(indent + line));
            if (!finding.remedy().isEmpty()) {
                wrapped("-> " + finding.remedy(), width - indent.length()).forEach(line -> out.println(indent + line));
            }
        }
        out.println();
        out.println(summary(findings));
    }

    private static String summary(List<Finding> findings) {
        long wrong = findings.stream().filter(Finding::isWrong).count();
        long warnings = findings.stream()
                .filter(finding -> finding.state() == Finding.State.WARNING)
                .count();
        String also = warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings";
        return (wrong == 0 ? "Nothing is wrong" : wrong == 1 ? "1 thing is wrong" : wrong + " things are wrong") + also
                + ".";
    }

    /** AUTO checks for a terminal and NO_COLOR. */
    private static String coloured(Finding.State state, String text) {
        String style = switch (state) {
            case OK -> "green";
            case WARNING -> "yellow";
            case WRONG -> "red,bold";
            case SKIPPED -> "faint";
        };
        return Ansi.AUTO.string("@|" + style + " " + text + "|@");
    }

    /** Breaks words that are longer than a line. */
    private static List<String> wrapped(String text, int width) {
        int most = Math.max(20, width);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+", -1)) {
            String rest = word;
            if (line.length() > 0 && Characters.areMoreThan(most, line + " " + rest)) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (Characters.areMoreThan(most, rest)) {
                String piece = Characters.first(most, rest);
                lines.add(piece);
                rest = rest.substring(piece.length());
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
