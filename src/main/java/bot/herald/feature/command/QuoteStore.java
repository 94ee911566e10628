package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps quotes; independent of whether the channel is connected. */
public interface QuoteStore {
    /** @return the quote with its number; empty if the channel has {@code most} already */
    Optional<Quote> add(
            TwitchUserId broadcasterId, String text, String category, String addedBy, Instant addedAt, int most);

    /** By number. */
    List<Quote> all(TwitchUserId broadcasterId);

    Optional<Quote> find(TwitchUserId broadcasterId, long number);

    /** In ascending order. */
    List<Long> numbers(TwitchUserId broadcasterId);

    /** @return false if there is no such quote */
    boolean edit(TwitchUserId broadcasterId, long number, String text);

    boolean delete(TwitchUserId broadcasterId, long number);

    /** Erases everything of the channel, for good. */
    void purge(TwitchUserId broadcasterId);

    /**
     * Something said in a channel that somebody wanted kept.
     *
     * @param number what people call it by, from 1; never given twice while a later one exists
     * @param category what was streamed; may be empty
     * @param addedBy a login, to read
     */
    public record Quote(long number, String text, String category, String addedBy, Instant addedAt) {}
}
