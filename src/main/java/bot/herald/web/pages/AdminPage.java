package bot.herald.web.pages;

import java.util.List;

/**
 * What admins see of the machinery.
 *
 * @param missing what keeps Herald from doing its job, each in a sentence with what to do
 * @param refreshes of tokens, the latest first
 * @param connections a line for each state, with how many there are
 * @param eventsWaiting in words
 * @param channels what waits for each
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
        String botLink,
        String replaceLink,
        String dashboardLink) {
    /** How many there are of something. */
    public record Count(String what, int number) {}

    /**
     * A channel and what waits for it.
     *
     * @param trouble why it waits, in words; empty for no reason in particular
     */
    public record Load(String login, String pageLink, int chatLines, int shoutouts, String trouble) {}
}
