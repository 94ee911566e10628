package bot.herald.subscription;

import bot.herald.event.ChannelEvent;
import java.util.Set;

/**
 * Which events the features of a channel want.
 *
 * @param kinds Herald's own
 * @param types Twitch's, by name
 */
public record WantedEvents(Set<Class<? extends ChannelEvent>> kinds, Set<String> types) {
    public static final WantedEvents NONE = new WantedEvents(Set.of(), Set.of());

    public WantedEvents {
        kinds = Set.copyOf(kinds);
        types = Set.copyOf(types);
    }

    public static WantedEvents of(Set<Class<? extends ChannelEvent>> kinds) {
        return new WantedEvents(kinds, Set.of());
    }
}
