package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a logged-in person manages.
 *
 * @param connectLink where the person connects their own channel; empty when it is connected
 * @param total how many there are, also where fewer are shown
 * @param query what was searched for
 * @param show which of them, as addresses call it
 * @param order in which they are, in words
 * @param sort the same, as addresses call it
 * @param shown how many of how many, in words
 * @param many what can be done in those that are picked
 * @param done what has just been done in several; empty for nothing
 * @param token has to come back with the form
 */
public record DashboardPage(
        String login,
        List<Row> channels,
        int total,
        String connectLink,
        String link,
        String query,
        List<Choice> choices,
        String show,
        String order,
        List<Column> columns,
        String sort,
        String shown,
        String previousLink,
        String nextLink,
        Notice notice,
        Many many,
        List<Done.One> done,
        String token) {
    /**
     * A channel.
     *
     * @param liveSince empty while it is offline
     * @param viewers in words; empty where nobody knows
     * @param answers in 24 hours
     * @param chat in 24 hours
     */
    public record Row(
            ChannelCard card,
            String id,
            Avatar avatar,
            Optional<When> liveSince,
            String viewers,
            String answers,
            Spark chat) {}

    /** @param sorted as {@code aria-sort} says it; null where it is not sorted by this */
    public record Column(
            String label,
            String link,
            String look,
            @Nullable String sorted) {}

    /**
     * What can be done in several channels at once.
     *
     * @param here the address of the list as it is shown, where the form goes
     * @param features that can be switched
     * @param sources channels that something can be copied from
     * @param refused what the form held if it was refused
     */
    public record Many(String here, List<Option> features, List<Option> sources, Refused refused) {}

    /**
     * A form for several channels that was refused.
     *
     * @param wrong why; empty if it was not
     * @param picked the names of the boxes that were ticked
     */
    public record Refused(String feature, String what, String from, String wrong, Set<String> picked) {
        public static final Refused NONE = new Refused("", "", "", "", Set.of());
    }

    public record Option(String value, String label) {}

    /** What was done in several channels, all in all and in each. */
    public record Done(Notice notice, List<One> results, Refused refused) {
        public Done(Notice notice, List<One> results) {
            this(notice, results, Refused.NONE);
        }

        public record One(String channel, String logLink, Notice notice) {}
    }

    /** A part of the channels, and how many these are. */
    public record Choice(String label, String count, String link, boolean current) {}
}
