package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps quotes; independent of whether the channel is connected. */
public interface QuoteStore {
    /** How many a channel has. */
    int MOST = 10_000;

    /** In characters. */
    int LONGEST = 400;

    /** @return the quote with its number; empty if the channel has {@code most} already */
    Optional<Quote> add(
            TwitchUserId broadcasterId, String text, String category, String addedBy, Instant addedAt, int most);

    /** Puts one back that was deleted. @return false if there is one of that number, or are {@link #MOST} */
    boolean putBack(TwitchUserId broadcasterId, Quote quote);

    /** By number. */
    List<Quote> all(TwitchUserId broadcasterId);

    Optional<Quote> find(TwitchUserId broadcasterId, long number);

    /** In ascending order. */
    List<Long> numbers(TwitchUserId broadcasterId);

    /**
     * Changes what is said of it, but neither when it was added nor its number.
     *
     * @param changed with the version after that of the quote that it was made from
     * @return false if there is no such quote, or it has another version
     */
    boolean replace(TwitchUserId broadcasterId, Quote changed);

    boolean delete(TwitchUserId broadcasterId, long number);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /**
     * Something said in a channel that somebody wanted kept.
     *
     * @param number what people call it by, from 1; never given twice while a later one exists
     * @param category what was streamed; may be empty
     * @param addedBy a login, to read; may be empty
     * @param version counts changes, from 1
     */
    public record Quote(long number, String text, String category, String addedBy, Instant addedAt, long version) {}
}
