package bot.herald.web.pages;

/** What somebody typed into a field of a form that was not saved. */
public record TypedField(String label, String value) {
    /** How many lines show all of it, within reason. */
    public int rows() {
        return (int) Math.min(
                12, value.lines().mapToLong(line -> 1 + line.length() / 60).sum());
    }

    public boolean isLong() {
        return value.length() > 60 || value.indexOf('\n') >= 0;
    }
}
