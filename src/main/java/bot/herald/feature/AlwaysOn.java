package bot.herald.feature;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import java.util.Set;

/** A feature that every channel has, and whose settings, if any, are those of the channel. */
public final class AlwaysOn implements Feature<AlwaysOn.Nothing> {
    private final String title;
    private final String summary;
    private final Wants wants;
    private final EventHandler handler;

    /** No settings of its own. */
    public record Nothing() {}

    /** @param handler its name is the feature's id */
    public AlwaysOn(String title, String summary, Set<Class<? extends ChannelEvent>> events, EventHandler handler) {
        this.title = title;
        this.summary = summary;
        this.wants = Wants.events(events);
        this.handler = handler;
    }

    @Override
    public String id() {
        return handler.name();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public Nothing defaults() {
        return new Nothing();
    }

    @Override
    public Wants wants(Nothing settings) {
        return wants;
    }

    @Override
    public void handle(ChannelEvent event, Nothing settings, FeatureServices services) {
        handler.handle(event);
    }
}
