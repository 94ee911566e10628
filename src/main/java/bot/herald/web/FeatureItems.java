package bot.herald.web;

import bot.herald.identity.TwitchUserId;
import java.util.List;

/** The features of channels, none of which can be added or deleted; safe for concurrent use. */
public interface FeatureItems extends Editable<FeatureItem> {
    /** In the order in which they see events. */
    List<FeatureItem> list(TwitchUserId broadcaster);

    /** Whether it changes the broadcaster's stream, in their own name, with the settings that the item holds. */
    boolean writesToStream(TwitchUserId broadcaster, FeatureItem item);
}
