package bot.herald.web.pages;

/** A field of a form that was not saved, as typed. */
public record TypedField(String label, String value) {
    private static final int MOST_ROWS = 12;
    private static final int SIGNS_A_ROW = 60;

    /** How many lines show all of it, within reason. */
    public int rows() {
        int rows =
                value.lines().mapToInt(line -> 1 + line.length() / SIGNS_A_ROW).sum();
        return Math.min(MOST_ROWS, rows);
    }

    public boolean isLong() {
        return value.length() > SIGNS_A_ROW || value.indexOf('\n') >= 0;
    }
}
