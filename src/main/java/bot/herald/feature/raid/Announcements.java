package bot.herald.feature.raid;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts greetings as Twitch announcements, one every two seconds per channel, as Twitch allows; a greeting that would
 * have to wait is not posted this way. Blocks for a request. Safe for concurrent use.
 */
public final class Announcements {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final ChatModeration moderation;
    private final BiConsumer<TwitchUserId, Saying> audit;
    private final Clock clock;
    private final Map<TwitchUserId, Instant> last = new ConcurrentHashMap<>();
    private final Set<TwitchUserId> refused = ConcurrentHashMap.newKeySet();

    /** @param audit logs for the channel's people what the bot could not do */
    public Announcements(ChatModeration moderation, BiConsumer<TwitchUserId, Saying> audit, Clock clock) {
        this.moderation = moderation;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the text needs no ordinary message: it was posted, or may have been and must not appear twice. */
    boolean post(TwitchUserId broadcasterId, String text) {
        Instant now = clock.instant();
        Instant before = last.get(broadcasterId);
        if (before != null && !now.isBefore(before) && now.isBefore(before.plus(BETWEEN))) {
            return false;
        }
        last.put(broadcasterId, now);
        Outcome outcome = moderation.announce(broadcasterId, text);
        if (outcome instanceof Outcome.Done) {
            refused.remove(broadcasterId);
            return true;
        }
        if (outcome instanceof Outcome.Unclear unclear) {
            log.warn("broadcaster={} unclear whether the announcement was posted: {}", broadcasterId, unclear.reason());
            return true;
        }
        if (outcome instanceof Outcome.NotPermitted denied) {
            tell(broadcasterId, denied);
        } else {
            log.warn(
                    "broadcaster={} the announcement failed, an ordinary message is sent instead: {}",
                    broadcasterId,
                    outcome);
        }
        return false;
    }

    /** Reported once, until it works again. */
    private void tell(TwitchUserId broadcasterId, Outcome.NotPermitted denied) {
        if (refused.add(broadcasterId)) {
            log.warn(
                    "broadcaster={} announcements are not possible, ordinary messages are sent instead: {}",
                    broadcasterId,
                    denied.reason());
            audit.accept(broadcasterId, RaidGreeter.TEXTS.saying("acted.ordinary", "why", denied.why()));
        }
    }
}
