package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * What is going on in one channel.
 *
 * @param liveFor how long it has been live, in words; empty while it is not
 * @param title what it shows; empty while nobody knows
 * @param guard while it protects the chat
 * @param welcome while there are no commands of its own
 * @param changes the latest first
 * @param raids the latest first
 * @param raidsLink where there are more of them
 * @param token has to come back with every form
 */
public record ChannelPage(
        ChannelCard channel,
        Avatar avatar,
        String liveFor,
        String title,
        Notice notice,
        Optional<GuardCard> guard,
        Optional<Welcome> welcome,
        List<Part> parts,
        Plot plot,
        List<RaidsPage.Raid> raids,
        String raidsLink,
        Upcoming soon,
        List<LogRow> changes,
        String logLink,
        FeedView feed,
        String token) {
    /**
     * A figure, with where there is more about it.
     *
     * @param link empty for nowhere
     * @param look the colour of the picture
     */
    public record Part(String label, String value, String more, String link, String look, Optional<Spark> spark) {}

    /**
     * How much was said over time.
     *
     * @param path where a script gets the numbers
     * @param summary what they say, in a sentence
     * @param streams the same by stream, the latest first
     */
    public record Plot(String path, String summary, List<Choice> ranges, List<Stream> streams) {}

    /** How far back the plot goes. */
    public record Choice(String label, String link, boolean current) {}

    /** A stream in numbers. */
    public record Stream(When began, String length, String messages, String answers, String raids) {}
}
