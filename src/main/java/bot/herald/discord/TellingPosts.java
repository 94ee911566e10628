package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.Telling.State;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.WhileLeading;
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
 * Tells what is due, on the instance that leads. It is written down as begun before Discord hears of it, and a successor posts it again
 * under the same nonce, which gives back the message that is there: it is posted once. Where that is so long ago that Discord has
 * forgotten the nonce, it is not posted again; nor is it ever by a webhook, which knows no nonces. Safe for concurrent use.
 */
public final class TellingPosts extends Looking {
    private static final Logger log = LoggerFactory.getLogger(TellingPosts.class);
    private static final int AT_ONCE = 8;
    private static final int MOST = 200;
    /** "The past few minutes", says Discord. */
    private static final Duration NONCE_KEPT = Duration.ofMinutes(2);
    /** What is older is no news. */
    private static final Duration NEWS = Duration.ofHours(1);

    private static final Duration BETWEEN_COMPARISONS = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(14);

    private final Outlets outlets;
    private final Link.Store links;
    private final Telling.Store tellings;
    private final Function<Link, String> objection;
    private final Runnable compare;
    private final BiFunction<Link, Telling, Optional<Post>> words;
    private final WhileLeading leading;
    private final Clock clock;
    private final ExecutorService threads = SpareThreads.of("discord-posts", AT_ONCE);
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    /** What is being told, or waits for a thread. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean isMore;
    private Instant swept = Instant.EPOCH;
    private Instant compared = Instant.EPOCH;

    /**
     * @param objection why nothing may be told in a link any more; empty if it may
     * @param compare looks from time to time for what nobody heard of
     * @param words what a telling says now; empty when it cannot be said yet
     */
    public TellingPosts(
            Outlets outlets,
            Link.Store links,
            Telling.Store tellings,
            Function<Link, String> objection,
            Runnable compare,
            BiFunction<Link, Telling, Optional<Post>> words,
            WhileLeading leading,
            Clock clock) {
        super("discord-posts", "what is due cannot be told");
        this.outlets = outlets;
        this.links = links;
        this.tellings = tellings;
        this.objection = objection;
        this.compare = compare;
        this.words = words;
        this.leading = leading;
        this.clock = clock;
    }

    @Override
    public void close() {
        super.close();
        threads.shutdownNow();
    }

    @Override
    void look() {
        if (!leading.leads()) {
            return;
        }
        Instant now = clock.instant();
        if (Duration.between(swept, now).compareTo(Duration.ofHours(1)) > 0) {
            swept = now;
            tellings.sweep(now.minus(KEPT));
        }
        if (Duration.between(compared, now).compareTo(BETWEEN_COMPARISONS) > 0) {
            compared = now;
            compare.run();
        }
        // Before it is asked what is due, so that nothing is told twice that was just told.
        Set<String> before = Set.copyOf(underWay);
        List<Telling> due = tellings.due(now, MOST, outlets.isBotConnected());
        isMore = due.size() == MOST;
        try {
            for (Telling one : due) {
                if (!before.contains(key(one))) {
                    underWay.add(key(one));
                    threads.execute(() -> take(one));
                }
            }
        } catch (RejectedExecutionException e) {
            log.debug("discord: closing");
        }
    }

    /** One at a time in a channel is JDA's business; a channel that does not answer keeps no other waiting. */
    private void take(Telling one) {
        try {
            leading.run(() -> tell(one));
        } catch (RuntimeException e) {
            log.warn("link={} what is due cannot be told now: {}", one.linkId(), e.toString());
        } finally {
            underWay.remove(key(one));
        }
        if (isMore && underWay.isEmpty()) {
            soon();
        }
    }

    private static String key(Telling telling) {
        return telling.linkId() + " " + telling.occasion();
    }

    private void tell(Telling telling) {
        Link link = links.find(telling.linkId()).orElse(null);
        Instant now = clock.instant();
        if (link == null || link.isPaused()) {
            return;
        }
        boolean isNew = telling.state() == State.DUE;
        if (isNew && Duration.between(telling.began(), now).compareTo(NEWS) > 0 && telling.kind() != Link.Kind.LIVE) {
            tellings.giveUp(telling);
            return;
        }
        boolean isForgotten = telling.state() == State.POSTING
                && (link.isByWebhook()
                        || Duration.between(telling.claimed(), now).compareTo(NONCE_KEPT) > 0);
        if (isForgotten) {
            log.warn(
                    "link={} occasion={} may have been told before Herald stopped, so it is not told again",
                    link.id(),
                    telling.occasion());
            tellings.giveUp(telling);
            return;
        }
        String objected = objection.apply(link);
        if (!objected.isEmpty()) {
            pause(link, objected);
            return;
        }
        Optional<Post> said = words.apply(link, telling);
        if (said.isEmpty()) {
            tellings.later(telling, now.plus(RetryPolicy.PASSING.after(1, Optional.empty())));
        } else if (telling.state() == State.POSTED) {
            settle(link, telling, outlets.edit(link, telling.messageId(), said.get()));
        } else {
            if (isNew) {
                tellings.posting(telling, now);
            }
            settle(link, telling, outlets.post(link, telling.nonce(), said.get()));
        }
    }

    private void settle(Link link, Telling telling, Outcome outcome) {
        String key = key(telling);
        if (outcome instanceof Outcome.Done done) {
            failures.remove(key);
            if (telling.state() == State.POSTED) {
                tellings.told(telling);
            } else {
                log.info(
                        "broadcaster={} link={} told on Discord: {}",
                        link.broadcaster(),
                        link.id(),
                        telling.occasion());
                tellings.posted(telling, done.messageId());
            }
        } else if (outcome instanceof Outcome.MessageGone) {
            tellings.giveUp(telling);
        } else if (outcome instanceof Outcome.Unusable unusable) {
            if (telling.state() != State.POSTED) {
                tellings.unposted(telling);
            }
            pause(link, unusable.sentence());
        } else if (outcome instanceof Outcome.Later later) {
            if (later.isUnclear() && link.isByWebhook() && telling.state() != State.POSTED) {
                log.warn(
                        "link={} occasion={} may have been told, so it is not told again: {}",
                        link.id(),
                        telling.occasion(),
                        later.reason());
                tellings.giveUp(telling);
                return;
            }
            int count = failures.merge(key, 1, Integer::sum);
            Duration pause = later.pauses().after(count, later.atLeast());
            log.info(
                    "link={} not told on Discord yet, again in {} ms: {}", link.id(), pause.toMillis(), later.reason());
            tellings.later(telling, clock.instant().plus(pause));
            if (!later.isUnclear() && telling.state() != State.POSTED) {
                tellings.unposted(telling);
            }
        }
    }

    private void pause(Link link, String sentence) {
        log.warn("broadcaster={} link={} nothing is told on Discord: {}", link.broadcaster(), link.id(), sentence);
        links.pause(link.id(), sentence);
    }
}
