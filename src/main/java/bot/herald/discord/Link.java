package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A channel on Discord in which the news of one on Twitch are told.
 *
 * @param roleId whom a stream pings; empty for nobody
 * @param paused why nothing is told there, in a sentence that says what helps; empty while it is
 * @param linkedBy who has to manage the one on Twitch, then and whenever something is told
 * @param way how it gets there
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

    /** What is told. */
    public enum Kind {
        LIVE("live"),
        RAID("raid"),
        RAID_SENT("raid-sent");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As stored, and in the API. */
        public String text() {
            return text;
        }

        public static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst();
        }
    }

    /** How something gets there. */
    public sealed interface Way {
        /** @param manager who has to manage the server, then and whenever something is told */
        record Bot(DiscordUserId manager) implements Way {}

        /** Its address is all the right that is needed. */
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

    /** Links, for all instances. Safe for concurrent use. */
    public interface Store {
        /** Whether it was added: a channel on Discord is linked once to the same channel on Twitch. */
        boolean add(Link link);

        /** The same for one by a webhook. */
        boolean add(Link link, WebhookAddress address);

        /** Replaces the one with its id, which goes the same way; a webhook's address stays. */
        void change(Link link);

        /** Replaces the one with its id, and the address of its webhook. */
        void change(Link link, WebhookAddress address);

        /** Where the link's webhook is; empty if there is none, or it cannot be opened any more. */
        Optional<WebhookAddress> webhook(String id);

        boolean remove(TwitchUserId broadcaster, String id);

        List<Link> of(TwitchUserId broadcaster);

        List<Link> ofServer(String serverId);

        /** The channels whose streams are told somewhere. */
        Set<TwitchUserId> withStreams();

        Optional<Link> find(String id);

        /** @param reason empty: it goes on */
        void pause(String id, String reason);
    }
}
