package bot.herald.web.pages;

import java.util.List;

/** Every feature of a channel, by what it is for. */
public record FeaturesPage(Notice notice, String token, List<Group> groups) {
    /** Features for one thing. */
    public record Group(String title, List<FeatureRow> features) {}
}
