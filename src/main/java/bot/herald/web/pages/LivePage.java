package bot.herald.web.pages;

/** What happens in a channel, on a page of its own. */
public record LivePage(FeedView feed) {}
