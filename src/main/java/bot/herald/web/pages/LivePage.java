package bot.herald.web.pages;

import java.util.List;

/** What happens in a channel, on a page of its own. */
public record LivePage(FeedView feed, List<Choice> choices) {
    /** A part of it that can be shown alone. */
    public record Choice(String label, String link, boolean current) {}
}
