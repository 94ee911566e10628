package bot.herald.channel;

import java.util.Locale;

/** How a connected channel is doing. */
public enum ChannelStatus {
    /** Everything without which the channel does not work is heard; single features may lack what they need. */
    CONNECTED,
    /** Chat or raids are not heard, or not yet. */
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
