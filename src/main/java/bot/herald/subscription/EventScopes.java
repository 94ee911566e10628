package bot.herald.subscription;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.RaidReceived;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.Scope;
import bot.herald.subscription.SubscriptionType.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which scopes events require, according to the table of subscriptions. */
public final class EventScopes {
    /** What every channel is subscribed to; for all other types the table itself says which event they bring. */
    private static final Map<String, Class<? extends ChannelEvent>> OF_EVERY_CHANNEL = Map.of(
            "channel.chat.message", ChatMessageReceived.class,
            "channel.raid", RaidReceived.class,
            "stream.online", StreamOnline.class,
            "stream.offline", StreamOffline.class,
            "channel.update", ChannelUpdated.class);

    private EventScopes() {}

    /** What the bot must grant besides {@code granted} to receive these events. */
    public static Set<Scope> missingOfBot(WantedEvents events, Set<Scope> granted) {
        return missing(Reader.BOT, events, granted);
    }

    /** What the broadcaster must grant besides {@code granted} for the bot to receive these events. */
    public static Set<Scope> missingOfBroadcaster(WantedEvents events, Set<Scope> granted) {
        return missing(Reader.BROADCASTER, events, granted);
    }

    /** Whether Herald can subscribe to this version of Twitch's type in a channel. */
    public static boolean isOffered(String name, String version) {
        return SubscriptionType.OF_A_CHANNEL.stream()
                .anyMatch(type -> type.name().equals(name) && type.version().equals(version));
    }

    private static Set<Scope> missing(Reader reader, WantedEvents events, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>();
        for (SubscriptionType type : SubscriptionType.OF_A_CHANNEL) {
            Optional<Class<? extends ChannelEvent>> brings =
                    type.event().or(() -> Optional.ofNullable(OF_EVERY_CHANNEL.get(type.name())));
            boolean wanted = brings.filter(events.kinds()::contains).isPresent()
                    || events.types().contains(type.name());
            if (type.reader() == reader && wanted) {
                missing.addAll(type.missing(granted));
            }
        }
        return Set.copyOf(missing);
    }
}
