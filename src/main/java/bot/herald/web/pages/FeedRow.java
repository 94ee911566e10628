package bot.herald.web.pages;

/**
 * An event of the live feed, in words.
 *
 * @param messageId of the chat message that it is about, which is shown once; empty for none
 */
public record FeedRow(String at, String text, String messageId) {}
