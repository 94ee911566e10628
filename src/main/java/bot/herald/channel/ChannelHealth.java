package bot.herald.channel;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionDirectory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells how channels are doing, from their credentials and subscriptions. Safe for concurrent use. */
public final class ChannelHealth {
    private final ChannelService channels;
    private final CredentialService credentials;
    private final SubscriptionDirectory subscriptions;

    public ChannelHealth(ChannelService channels, CredentialService credentials, SubscriptionDirectory subscriptions) {
        this.channels = channels;
        this.credentials = credentials;
        this.subscriptions = subscriptions;
    }

    public ChannelStatus of(TwitchUserId id) {
        if (channels.find(id).isEmpty()) {
            return ChannelStatus.DISCONNECTED;
        }
        boolean usable = credentials
                .find(CredentialKey.channel(id))
                .filter(Credential::isUsable)
                .isPresent();
        if (!usable) {
            return ChannelStatus.NEEDS_REAUTHORIZATION;
        }
        return subscriptions.isComplete(id) ? ChannelStatus.CONNECTED : ChannelStatus.DEGRADED;
    }

    /** How many channels have each status; includes statuses that no channel has. */
    public Map<String, Integer> totals() {
        Map<String, Integer> totals = new TreeMap<>();
        for (ChannelStatus status : ChannelStatus.values()) {
            totals.put(status.text(), 0);
        }
        totals.remove(ChannelStatus.DISCONNECTED.text());
        channels.all().forEach(channel -> totals.merge(of(channel.id()).text(), 1, Integer::sum));
        return totals;
    }

    /** The status of a channel. */
    public enum ChannelStatus {
        /** Everything arrives that the channel cannot work without; single features may lack what they need. */
        CONNECTED,
        /** Chat or raids do not arrive, or not yet. */
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
}
