package bot.herald.web.pages;

import java.util.List;

/** One feature of a channel, to be set. */
public record FeaturePage(
        String title, String summary, String featuresLink, List<WaitingView> waiting, FormView form) {}
