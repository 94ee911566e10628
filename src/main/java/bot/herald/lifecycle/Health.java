package bot.herald.lifecycle;

/**
 * Whether a component would do its job if it were asked now.
 *
 * @param detail what is missing and what to do, in plain words and without secrets; empty when {@code up}
 */
public record Health(boolean up, String detail) {
    public static final Health UP = new Health(true, "");

    public static Health down(String detail) {
        return new Health(false, detail);
    }
}
