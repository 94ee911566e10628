package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.LinkMessage.State;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts and edits the messages that are due, on the leading instance.
 *
 * <p>Each message is posted once: it is stored as begun before Discord is asked, and a successor posts it again under the same
 * nonce, for which Discord returns the message that exists. Once Discord may have forgotten the nonce, it is not posted again; nor
 * is it ever by webhook, since webhooks have no nonces. Safe for concurrent use.
 */
public final class LinkMessageSender extends PollingComponent {
    private static final Logger log = LoggerFactory.getLogger(LinkMessageSender.class);
    private static final int AT_ONCE = 8;
    private static final int MOST = 200;
    /** Discord's documentation says "the past few minutes". */
    private static final Duration NONCE_KEPT = Duration.ofMinutes(2);
    /** Anything older is not worth posting. */
    private static final Duration NEWS = Duration.ofHours(1);

    private static final Duration BETWEEN_COMPARISONS = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(14);

    private final Needs needs;
    private final LinkMessage.Store messages;
    private final ForwardClock waits;
    private final ExecutorService threads = SpareThreads.of("discord-posts", AT_ONCE);
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    /** The keys of messages that are being sent or wait for a thread. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean isMore;
    private Instant swept = Instant.EPOCH;
    private Instant compared = Instant.EPOCH;

    /**
     * Everything this depends on.
     *
     * @param objection why nothing may be posted in a link any more; empty if it may
     * @param compare called from time to time to make up for missed events
     * @param words the message's current text; empty if it is not known yet
     */
    public record Needs(
            Outlets outlets,
            Link.Store links,
            LinkMessage.Store messages,
            Function<Link, String> objection,
            Runnable compare,
            BiFunction<Link, LinkMessage, Optional<Post>> words,
            WhileLeading leading,
            Clock clock) {}

    public LinkMessageSender(Needs needs) {
        super("discord-posts", "messages cannot be sent");
        this.needs = needs;
        this.messages = needs.messages();
        this.waits = new ForwardClock(needs.clock());
    }

    @Override
    public void close() {
        super.close();
        threads.shutdownNow();
    }

    @Override
    void look() {
        needs.leading().run(this::sendWhatIsDue);
    }

    private void sendWhatIsDue() {
        Instant now = needs.clock().instant();
        Instant moment = waits.instant();
        if (Duration.between(swept, moment).compareTo(Duration.ofHours(1)) > 0) {
            swept = moment;
            messages.sweep(now.minus(KEPT));
        }
        if (Duration.between(compared, moment).compareTo(BETWEEN_COMPARISONS) > 0) {
            compared = moment;
            needs.compare().run();
        }
        // Read before the query, so that a message whose sending ends in between is not sent again.
        Set<String> before = Set.copyOf(underWay);
        List<LinkMessage> due = messages.due(now, MOST, needs.outlets().isBotConnected());
        isMore = due.size() == MOST;
        try {
            for (LinkMessage one : due) {
                if (!before.contains(key(one))) {
                    underWay.add(key(one));
                    threads.execute(() -> take(one));
                }
            }
        } catch (RejectedExecutionException e) {
            log.debug("discord: closing");
        }
    }

    /** JDA sends one at a time in each channel; a channel that does not answer delays no other. */
    private void take(LinkMessage one) {
        try {
            needs.leading().run(() -> tell(one));
        } catch (RuntimeException e) {
            if (StorageFailure.isReasonOf(e)) {
                // The database's watch reports an outage; otherwise Herald is stopping.
                log.debug("link={} waits for the database", one.linkId(), e);
            } else {
                log.warn("link={} messages cannot be sent now: {}", one.linkId(), e.toString());
            }
        } finally {
            underWay.remove(key(one));
        }
        if (isMore && underWay.isEmpty()) {
            soon();
        }
    }

    private static String key(LinkMessage message) {
        return message.linkId() + " " + message.occasion();
    }

    private void tell(LinkMessage message) {
        Link link = needs.links().find(message.linkId()).orElse(null);
        Instant now = needs.clock().instant();
        if (link == null || link.isPaused()) {
            return;
        }
        boolean isNew = message.state() == State.DUE;
        if (isNew && Duration.between(message.began(), now).compareTo(NEWS) > 0 && message.kind() != Link.Kind.LIVE) {
            giveUp(message);
            return;
        }
        boolean isForgotten = message.state() == State.POSTING
                && (link.isByWebhook()
                        || Duration.between(message.claimed(), now).compareTo(NONCE_KEPT) > 0);
        if (isForgotten) {
            log.warn(
                    "link={} occasion={} may have been told before Herald stopped, so it is not told again",
                    link.id(),
                    message.occasion());
            giveUp(message);
            return;
        }
        String objected = needs.objection().apply(link);
        if (!objected.isEmpty()) {
            pause(link, objected);
            return;
        }
        Optional<Post> said = needs.words().apply(link, message);
        if (said.isEmpty()) {
            messages.later(message, now.plus(RetryPolicy.PASSING.after(1, Optional.empty())));
        } else if (message.state() == State.POSTED) {
            settle(link, message, needs.outlets().edit(link, message.messageId(), said.get()));
        } else {
            if (isNew) {
                messages.posting(message, now);
            }
            settle(link, message, needs.outlets().post(link, message.nonce(), said.get()));
        }
    }

    private void settle(Link link, LinkMessage message, Outcome outcome) {
        if (!(outcome instanceof Outcome.Later)) {
            failures.remove(key(message));
        }
        if (outcome instanceof Outcome.Done done) {
            if (message.state() == State.POSTED) {
                messages.told(message);
            } else {
                log.info(
                        "broadcaster={} link={} told on Discord: {}",
                        link.broadcaster(),
                        link.id(),
                        message.occasion());
                messages.posted(message, done.messageId());
            }
        } else if (outcome instanceof Outcome.MessageGone) {
            giveUp(message);
        } else if (outcome instanceof Outcome.Unusable unusable) {
            if (message.state() != State.POSTED) {
                messages.unposted(message);
            }
            pause(link, unusable.sentence());
        } else if (outcome instanceof Outcome.Later later) {
            if (later.isUnclear() && link.isByWebhook() && message.state() != State.POSTED) {
                log.warn(
                        "link={} occasion={} may have been told, so it is not told again: {}",
                        link.id(),
                        message.occasion(),
                        later.reason());
                giveUp(message);
                return;
            }
            int count = failures.merge(key(message), 1, Integer::sum);
            Duration pause = later.pauses().after(count, later.atLeast());
            log.info(
                    "link={} not told on Discord yet, again in {} ms: {}", link.id(), pause.toMillis(), later.reason());
            messages.later(message, needs.clock().instant().plus(pause));
            if (!later.isUnclear() && message.state() != State.POSTED) {
                messages.unposted(message);
            }
        }
    }

    private void giveUp(LinkMessage message) {
        failures.remove(key(message));
        messages.giveUp(message);
    }

    private void pause(Link link, String sentence) {
        log.warn("broadcaster={} link={} nothing is told on Discord: {}", link.broadcaster(), link.id(), sentence);
        needs.links().pause(link.id(), sentence);
    }
}
