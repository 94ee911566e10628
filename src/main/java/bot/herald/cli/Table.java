package bot.herald.cli;

import bot.herald.template.Characters;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows under headings. Columns are as wide as their contents; notes below a row wrap at the terminal's width.
 */
final class Table {
    private static final String GAP = "  ";
    private static final String INDENT = "    ";

    private record Row(List<String> cells, List<String> notes) {}

    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** @param notes printed below the row; empty ones are left out */
    void add(List<String> cells, List<String> notes) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException("a row needs one cell for each heading");
        }
        rows.add(new Row(cells, notes.stream().filter(note -> !note.isEmpty()).toList()));
    }

    /** Turns the widest columns, except the first two, into notes until the rest fits. */
    void print(PrintWriter out, int width) {
        int full = GAP.length() * (headings.size() - 1);
        int spare = 0;
        for (int column = 0; column < headings.size(); column++) {
            full += widest(column);
            if (column >= 2 && (spare == 0 || widest(column) >= widest(spare))) {
                spare = column;
            }
        }
        if (spare > 0 && full > width) {
            without(spare).print(out, width);
            return;
        }
        out.println(line(headings));
        for (Row row : rows) {
            out.println(line(row.cells()));
            row.notes().forEach(note -> wrapped(note, width).forEach(out::println));
        }
    }

    private Table without(int column) {
        Table rest = new Table(left(headings, column).toArray(String[]::new));
        for (Row row : rows) {
            List<String> notes = new ArrayList<>();
            notes.add(headings.get(column).toLowerCase(Locale.ROOT) + ": "
                    + row.cells().get(column));
            notes.addAll(row.notes());
            rest.add(left(row.cells(), column), notes);
        }
        return rest;
    }

    private static List<String> left(List<String> cells, int column) {
        List<String> left = new ArrayList<>(cells);
        left.remove(column);
        return left;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(cells.get(column));
            line.append(" ".repeat(widest(column) - Characters.count(cells.get(column))))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int widest(int column) {
        int widest = Characters.count(headings.get(column));
        for (Row row : rows) {
            widest = Math.max(widest, Characters.count(row.cells().get(column)));
        }
        return widest;
    }

    private static List<String> wrapped(String note, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : note.split(" ", -1)) {
            if (line.length() > INDENT.length()
                    && Characters.count(line.toString()) + 1 + Characters.count(word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT).append(INDENT).append(word);
            } else {
                line.append(line.length() > INDENT.length() ? " " : "").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
