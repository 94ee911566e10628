package bot.herald.web.pages;

import java.util.List;

/**
 * The list of what happens in a channel.
 *
 * @param path where it goes on by itself
 * @param last the id of the latest event that is in it
 * @param rows the latest first
 * @param pictures whether emotes are pictures
 * @param show which of it: {@code all}, {@code chat}, {@code events} or {@code bot}
 */
public record FeedView(String path, long last, List<FeedRow> rows, boolean pictures, String show) {}
