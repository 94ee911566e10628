package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores quotes, whether or not the channel is connected. */
public interface QuoteStore {
    /** The most that a channel can have. */
    int MOST = 10_000;

    /** In characters. */
    int LONGEST = 400;

    /** @return the quote with its number; empty if the channel has {@code most} already */
    Optional<Quote> add(
            TwitchUserId broadcasterId, String text, String category, String addedBy, Instant addedAt, int most);

    /**
     * Restores one that was deleted.
     *
     * @return false if one with that number exists, or there are {@link #MOST}
     */
    boolean putBack(TwitchUserId broadcasterId, Quote quote);

    /** By number. */
    List<Quote> all(TwitchUserId broadcasterId);

    Optional<Quote> find(TwitchUserId broadcasterId, long number);

    /** In ascending order. */
    List<Long> numbers(TwitchUserId broadcasterId);

    /**
     * Changes everything but its number and when it was added.
     *
     * @param changed with the version that follows that of the quote it is based on
     * @return false if there is no such quote, or it has another version
     */
    boolean replace(TwitchUserId broadcasterId, Quote changed);

    boolean delete(TwitchUserId broadcasterId, long number);

    /** Erases everything about the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /**
     * A quote: something said in a channel that somebody saved.
     *
     * @param number its name, from 1; never reused while a later one exists
     * @param category the category of the stream; may be empty
     * @param addedBy a login, for display; may be empty
     * @param version counts changes, from 1
     */
    public record Quote(long number, String text, String category, String addedBy, Instant addedAt, long version) {}
}
