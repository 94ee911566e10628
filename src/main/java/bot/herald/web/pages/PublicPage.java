package bot.herald.web.pages;

import java.util.List;

/**
 * A channel's commands, for its viewers.
 *
 * @param stream title and category, as far as they are known
 * @param address of this page
 * @param search what was looked for; empty for all
 * @param previous the address of the rows before; empty if there are none
 * @param next the address of the rows that follow; empty if there are none
 */
public record PublicPage(
        String channel,
        String watch,
        boolean live,
        List<String> stream,
        String address,
        String search,
        List<Group> groups,
        String previous,
        String next,
        List<Said> quotes,
        List<Count> counters) {
    /** A quote. */
    public record Said(String number, String text, String category, When addedAt) {}

    /** A counter. */
    public record Count(String name, String value) {}

    /** @param title the category; empty where there is none */
    public record Group(String title, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param name as it is typed
     * @param text what the bot says, or what it does
     */
    public record Row(String name, List<String> aliases, List<Part> text, String role) {}

    /**
     * A piece of text.
     *
     * @param link where it leads; empty for nowhere
     * @param meaning what stands in its place when it is said; empty if it is said as it is
     */
    public record Part(String text, String link, String meaning) {
        public static Part plain(String text) {
            return new Part(text, "", "");
        }

        /** @param address http or https */
        public static Part link(String address) {
            return new Part(address, address, "");
        }

        public static Part placeholder(String text, String meaning) {
            return new Part(text, "", meaning);
        }
    }
}
