package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A channel on Discord that receives the news of a channel on Twitch.
 *
 * @param roleId the role that is pinged when a stream begins; empty for nobody
 * @param paused why nothing is posted there, in a sentence that says what helps; empty while the link works
 * @param linkedBy the person who must manage the channel on Twitch, now and at every message
 * @param way how messages get there
 */
public record Link(
        String id,
        TwitchUserId broadcaster,
        String serverId,
        String channelId,
        String roleId,
        Set<Kind> posts,
        String liveText,
        String raidText,
        String paused,
        TwitchUserId linkedBy,
        Way way) {
    public static final String DEFAULT_LIVE_TEXT = "{channel} is live!";
    public static final String DEFAULT_RAID_TEXT = "{raider} raids {channel} with {party}.";

    /** What is posted. */
    public enum Kind {
        LIVE("live"),
        RAID("raid"),
        RAID_SENT("raid-sent");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As in the database and the API. */
        public String text() {
            return text;
        }

        public static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst();
        }
    }

    /** How messages get to the channel. */
    public sealed interface Way {
        /** @param manager the person who must manage the server, now and at every message */
        record Bot(DiscordUserId manager) implements Way {}

        /** Whoever has its address may post. */
        record Webhook(String name) implements Way {}
    }

    public Link {
        posts = posts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(posts));
    }

    public boolean isPaused() {
        return !paused.isEmpty();
    }

    public boolean isByWebhook() {
        return way instanceof Way.Webhook;
    }

    /** All links, shared by all instances. Safe for concurrent use. */
    public interface Store {
        /** @return false if this channel on Discord is linked to this channel on Twitch already */
        boolean add(Link link);

        /** The same for a link by webhook. */
        boolean add(Link link, WebhookAddress address);

        /** Replaces the link with this id, which must use the same way; a webhook's address stays. */
        void change(Link link);

        /** Replaces the link with this id, and the address of its webhook. */
        void change(Link link, WebhookAddress address);

        /** The address of the link's webhook; empty if there is none, or it cannot be decrypted any more. */
        Optional<WebhookAddress> webhook(String id);

        boolean remove(TwitchUserId broadcaster, String id);

        List<Link> of(TwitchUserId broadcaster);

        List<Link> ofServer(String serverId);

        /** The channels whose streams are posted somewhere. */
        Set<TwitchUserId> withStreams();

        Optional<Link> find(String id);

        /** @param reason why, in a sentence; empty to resume it */
        void pause(String id, String reason);
    }
}
