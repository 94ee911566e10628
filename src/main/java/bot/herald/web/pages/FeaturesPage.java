package bot.herald.web.pages;

import java.util.List;

/**
 * Every feature of a channel.
 *
 * @param done what was just done, in words; empty for nothing
 */
public record FeaturesPage(String channel, String channelLink, String done, List<FeatureRow> features) {}
