package bot.herald.channel;

import java.util.Locale;

/** How a connected channel is doing. */
public enum ChannelStatus {
    /** Everything that was granted is heard. */
    CONNECTED,
    /** Something that should be heard is not, or not yet. */
    DEGRADED,
    /** The broadcaster has to connect again. */
    NEEDS_REAUTHORIZATION,
    /** Not connected. */
    DISCONNECTED;

    /** As the API and metrics write it, for example {@code needs-reauthorization}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
