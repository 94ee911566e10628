package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * What admins see of the machinery.
 *
 * @param notice of what was just done
 * @param missing what keeps Herald from doing its job, each in a sentence with what to do
 * @param refreshes of tokens, the latest first
 * @param connections how events arrive
 * @param eventsWaiting in words
 * @param channels those for which anything waits, or which are in trouble
 * @param refreshed how refreshes went, hour by hour; empty where nobody counts
 * @param requests what people ask the operator for, the oldest first
 * @param sessions where people are logged in
 * @param botLink where the bot account allows more
 * @param replaceLink where another account becomes the bot
 */
public record AdminPage(
        Notice notice,
        List<String> missing,
        List<TokenRow> tokens,
        List<LogRow> refreshes,
        Connections connections,
        String eventsWaiting,
        List<Load> channels,
        List<Figure> figures,
        Optional<Columns> refreshed,
        List<Request> requests,
        Sessions sessions,
        String botLink,
        String replaceLink) {
    /** A number and what it counts. */
    public record Figure(String label, String value, String more) {}

    /**
     * What people of a channel ask the operator for.
     *
     * @param needed a sentence each
     */
    public record Request(String name, String link, List<String> needed, When at) {}

    /**
     * How events arrive.
     *
     * @param conduit its id; empty with sockets
     * @param counts a line for each state, with how many there are
     * @param sockets one by one, those in trouble first
     * @param more how many there are besides
     */
    public record Connections(String conduit, List<Count> counts, List<Socket> sockets, int more) {}

    /**
     * A shard of the conduit, or the socket of an account.
     *
     * @param well whether it can carry events
     * @param since when the state began; empty where another instance knows
     * @param heardAt when Twitch last sent anything; empty unless it is open here
     * @param instance that has it, shortened; empty where there is only one
     */
    public record Socket(
            String name, boolean well, String state, Optional<When> since, Optional<When> heardAt, String instance) {}

    /**
     * Where people are logged in, the one used last first.
     *
     * @param more how many there are besides
     * @param action where the form goes that ends one
     * @param token has to come back with it
     */
    public record Sessions(List<Session> shown, int more, String action, String token) {}

    /** @param current whether it is the browser that the page is shown in */
    public record Session(String id, String name, String device, When startedAt, When lastUsedAt, boolean current) {}

    /** How many there are of something. */
    public record Count(String what, int number) {}

    /**
     * A channel and what waits for it.
     *
     * @param trouble why it waits, in words; empty for no reason in particular
     */
    public record Load(String login, String pageLink, int chatLines, int shoutouts, String trouble) {}
}
