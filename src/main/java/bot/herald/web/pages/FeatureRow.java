package bot.herald.web.pages;

import java.util.List;

/**
 * A feature in a list, or a part of one that is switched by itself.
 *
 * @param id in the page
 * @param look the colour of its sign
 * @param editLink where it is set; empty when there is nothing to set
 * @param field what the switch turns; empty when there is none
 */
public record FeatureRow(
        String id,
        Icon icon,
        String look,
        String title,
        String summary,
        boolean enabled,
        String editLink,
        String switchLink,
        String field,
        List<WaitingView> waiting) {}
