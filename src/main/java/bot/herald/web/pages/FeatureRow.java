package bot.herald.web.pages;

import java.util.List;

/**
 * A feature in a list.
 *
 * @param editLink where it is set; empty when there is nothing to set
 */
public record FeatureRow(String title, String summary, boolean enabled, String editLink, List<WaitingView> waiting) {}
