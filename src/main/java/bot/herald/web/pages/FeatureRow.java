package bot.herald.web.pages;

import java.util.List;

/**
 * A feature in a list.
 *
 * @param look the colour of its sign
 * @param editLink where it is set; empty when there is nothing to set
 */
public record FeatureRow(
        String icon,
        String look,
        String title,
        String summary,
        boolean enabled,
        String editLink,
        List<WaitingView> waiting) {}
