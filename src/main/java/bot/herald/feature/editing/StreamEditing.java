package bot.herald.feature.editing;

import bot.herald.event.ChannelEvent;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Setting;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;

/** Asks for the scope to change title and category, which {@code !title} and {@code !game} use. */
public final class StreamEditing implements Feature<StreamEditing.Settings> {
    public static final String ID = "stream-editing";

    /** @param enabled whether moderators may change them */
    public record Settings(
            @Setting(
                    label = "Moderators change title and category",
                    help = "With !title and !game. The broadcaster connects the channel once more to allow it.")
            boolean enabled) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Stream editing";
    }

    @Override
    public String summary() {
        return "Lets moderators change the stream's title and category in chat.";
    }

    @Override
    public Settings defaults() {
        return new Settings(false);
    }

    @Override
    public Wants wants(Settings settings) {
        return settings.enabled() ? Wants.NOTHING.withChannelScopes(Scope.CHANNEL_MANAGE_BROADCAST) : Wants.NOTHING;
    }

    @Override
    public void handle(ChannelEvent event, Settings settings, FeatureServices services) {
        // Wants no events: built-in commands do the work.
    }
}
