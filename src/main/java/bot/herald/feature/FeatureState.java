package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.SettingField;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A feature in one channel, with its settings there. Immutable and safe for concurrent use. */
public final class FeatureState<S extends Record> {
    final KnownFeature<S> known;
    final S settings;
    private final Wants wants;
    private final boolean on;
    private final long version;
    /** Precomputed, because every line of chat asks for it. */
    final boolean hearsChat;

    FeatureState(KnownFeature<S> known, S settings, Wants wants, boolean on, long version) {
        this.known = known;
        this.settings = settings;
        this.wants = wants;
        this.on = on;
        this.version = version;
        this.hearsChat = wants.events().contains(ChatMessageReceived.class);
    }

    public String id() {
        return known.id;
    }

    public String title() {
        return known.title;
    }

    public String summary() {
        return known.summary;
    }

    /** How its settings are shown to people. */
    public List<SettingField> fields() {
        return known.shape.fields();
    }

    /** As JSON, with texts that nobody changed in the given language. */
    public ObjectNode settings(Language language) {
        return Boundary.call(
                new Boundary.Doing(id(), new TwitchUserId("0"), "settings", "none"),
                settings(),
                () -> known.shape.write(known.feature.spoken(settings, language)));
    }

    /** As JSON, a copy. */
    public ObjectNode settings() {
        return known.shape.write(settings);
    }

    public Wants wants() {
        return wants;
    }

    public boolean isOn() {
        return on;
    }

    /** Counts changes of the settings; 0 while nothing was ever set. */
    public long version() {
        return version;
    }

    /** Whether it asks for a scope besides those of its events. */
    boolean asksForScopes() {
        return !wants.botScopes().isEmpty() || !wants.channelScopes().isEmpty();
    }

    @Override
    public String toString() {
        return "feature=" + id() + " on=" + on + " asks=" + Scope.join(wants.channelScopes()) + " version=" + version;
    }
}
