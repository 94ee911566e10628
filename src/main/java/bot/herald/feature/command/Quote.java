package bot.herald.feature.command;

import java.time.Instant;

/**
 * Something said in a channel that somebody wanted kept.
 *
 * @param number what people call it by, from 1; never given twice while a later one exists
 * @param category what was streamed; may be empty
 * @param addedBy a login, to read
 */
public record Quote(long number, String text, String category, String addedBy, Instant addedAt) {}
