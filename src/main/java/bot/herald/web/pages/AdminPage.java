package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * What admins see of the machinery.
 *
 * @param missing what keeps Herald from doing its job, each in a sentence with what to do
 * @param refreshes of tokens, the latest first
 * @param connections a line for each state, with how many there are
 * @param eventsWaiting in words
 * @param channels those for which anything waits, or which are in trouble
 * @param refreshed how refreshes went, hour by hour; empty where nobody counts
 * @param requests what people ask the operator for, the oldest first
 * @param botLink where the bot account allows more
 * @param replaceLink where another account becomes the bot
 */
public record AdminPage(
        List<String> missing,
        List<TokenRow> tokens,
        List<LogRow> refreshes,
        List<Count> connections,
        String eventsWaiting,
        List<Load> channels,
        List<Figure> figures,
        Optional<Columns> refreshed,
        List<Request> requests,
        String botLink,
        String replaceLink,
        String dashboardLink) {
    /** A number with what it is of. */
    public record Figure(String label, String value, String more) {}

    /**
     * What people of a channel ask the operator for.
     *
     * @param wishes a sentence each
     */
    public record Request(String name, String link, List<String> wishes, When at) {}

    /** How many there are of something. */
    public record Count(String what, int number) {}

    /**
     * A channel and what waits for it.
     *
     * @param trouble why it waits, in words; empty for no reason in particular
     */
    public record Load(String login, String pageLink, int chatLines, int shoutouts, String trouble) {}
}
