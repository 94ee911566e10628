package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.event.UserUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognizes events that Twitch delivers again under another message id, and those that a newer one has made obsolete.
 * Safe for concurrent use.
 *
 * <p>Redemptions have an id of their own. Cheers and gifts have none: the same again within seconds counts as a
 * repetition.
 */
final class Repetitions {
    private static final int REMEMBERED = 20_000;
    private static final Duration SAME = Duration.ofSeconds(5);

    /** When each thing that may be repeated was last sent, by its content. */
    private final Map<String, Instant> happened = new Oldest();
    /** When the latest state of each subject was sent. */
    private final Map<String, Instant> newest = new Oldest();

    private static final class Oldest extends LinkedHashMap<String, Instant> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** The id of what happened, whichever message reports it; empty if Twitch gives it none. */
    static Optional<String> idOf(ChannelEvent event) {
        return event instanceof RewardRedeemed redeemed
                ? Optional.of("redemption:" + redeemed.redemptionId())
                : Optional.empty();
    }

    /** Whether the event is neither a repetition of one that was checked before nor older than one on the same subject. */
    synchronized boolean isNews(ChannelEvent event) {
        Instant sentAt = event.origin().sentAt();
        if (sentAt.equals(Instant.EPOCH)) {
            return true;
        }
        Optional<String> about = about(event);
        if (about.isPresent()) {
            Instant before = newest.merge(about.get(), sentAt, (a, b) -> a.isAfter(b) ? a : b);
            return !before.isAfter(sentAt);
        }
        return content(event).map(same -> isFirst(same, sentAt)).orElse(true);
    }

    private boolean isFirst(String same, Instant sentAt) {
        Instant before = happened.put(same, sentAt);
        return before == null || Duration.between(before, sentAt).abs().compareTo(SAME) > 0;
    }

    /** The subject whose state the event reports; empty if it reports none. */
    private static Optional<String> about(ChannelEvent event) {
        if (event instanceof StreamOnline || event instanceof StreamOffline) {
            return Optional.of("stream:" + event.broadcasterId());
        }
        if (event instanceof ModeratorAdded added) {
            return Optional.of("moderator:" + event.broadcasterId() + ":"
                    + added.moderator().id());
        }
        if (event instanceof ModeratorRemoved removed) {
            return Optional.of("moderator:" + event.broadcasterId() + ":"
                    + removed.moderator().id());
        }
        return event instanceof UserUpdated updated
                ? Optional.of("user:" + updated.user().id())
                : Optional.empty();
    }

    /** What a viewer gave, for events without an id of their own; empty for others. */
    private static Optional<String> content(ChannelEvent event) {
        if (event instanceof Cheered cheered) {
            return Optional.of("cheer:" + event.broadcasterId() + ":"
                    + cheered.chatter().map(who -> who.id().value()) + ":" + cheered.bits() + ":" + cheered.text());
        }
        if (event instanceof SubscriptionsGifted gifted) {
            return Optional.of("gift:" + event.broadcasterId() + ":"
                    + gifted.giver().map(who -> who.id().value()) + ":" + gifted.count() + ":" + gifted.tier());
        }
        if (event instanceof Subscribed subscribed) {
            return Optional.of("sub:" + event.broadcasterId() + ":"
                    + subscribed.subscriber().id() + ":" + subscribed.tier());
        }
        return event instanceof Resubscribed resubscribed
                ? Optional.of("resub:" + event.broadcasterId() + ":"
                        + resubscribed.subscriber().id() + ":" + resubscribed.cumulativeMonths())
                : Optional.empty();
    }
}
