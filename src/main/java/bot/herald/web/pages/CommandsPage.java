package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a channel, its own and the built-in ones.
 *
 * @param link of the page without any choice
 * @param query what was searched for
 * @param show which kind is shown
 * @param sort what the rows are sorted by
 * @param order the same in words
 * @param noneYet whether the channel's own commands are asked for, and there are none
 * @param shown how many of how many, in words
 * @param bulkLink where the form with the ticked ones goes
 * @param refused what that form held if it was refused
 */
public record CommandsPage(
        Notice notice,
        String prefix,
        String link,
        String addLink,
        String importLink,
        String bulkLink,
        String token,
        Refused refused,
        String query,
        String show,
        String sort,
        String order,
        List<Choice> shows,
        List<Choice> roles,
        List<Choice> categories,
        List<Column> columns,
        List<Row> rows,
        boolean noneYet,
        String shown,
        String previousLink,
        String nextLink) {
    /** What may be shown; {@code count} how many that are. */
    public record Choice(String label, String value, String link, boolean current, int count) {}

    /** @param sorted as {@code aria-sort} says it; null where it is not sorted by this */
    public record Column(
            String label,
            String link,
            String look,
            @Nullable String sorted) {}

    /**
     * One command.
     *
     * @param id of the row in the page
     * @param pick the name of its box
     * @param shown with the prefix
     * @param meta who, how often and how much in one line, for narrow screens
     * @param cooldownForm of a built-in command, which has no page of its own
     * @param editLink empty where there is nothing to edit
     */
    public record Row(
            String id,
            String pick,
            String shown,
            List<String> aliases,
            String text,
            String role,
            String roleLook,
            String cooldown,
            Optional<CooldownForm> cooldownForm,
            String uses,
            String meta,
            boolean enabled,
            String category,
            boolean hidden,
            String editLink,
            String switchLink) {}

    /**
     * A form for several commands that was refused.
     *
     * @param wrong what was wrong with the category
     * @param picked the names of the boxes that were ticked
     */
    public record Refused(String category, String wrong, Set<String> picked) {
        public static final Refused NONE = new Refused("", "", Set.of());
    }

    /**
     * Changes the cooldown of a built-in command.
     *
     * @param wrong why it was refused; empty if it was not
     */
    public record CooldownForm(String link, String channelSeconds, String userSeconds, String wrong) {}
}
