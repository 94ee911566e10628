package bot.herald.feature.shoutout;

import bot.herald.chat.BotRoles;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOnline;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.shoutout.ChannelShoutouts.Added;
import bot.herald.feature.shoutout.ChannelShoutouts.Request;
import bot.herald.feature.shoutout.ShoutoutQueue.Standing.Off;
import bot.herald.feature.shoutout.ShoutoutSender.Result;
import bot.herald.feature.shoutout.ShoutoutTurns.Turn;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.stream.StreamDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives Twitch's shoutouts in the order of requests, as soon as Twitch allows each: one every two minutes per channel and one an
 * hour for the same target, including those that people give, and only while the channel is live.
 *
 * <p>Requests are kept in memory, so a restart drops them; the cooldowns are in {@link ShoutoutTurns}, which instances share. Safe
 * for concurrent use; only {@code workers} block on Twitch.
 */
public final class ShoutoutQueue {
    private static final Logger log = LoggerFactory.getLogger(ShoutoutQueue.class);
    /** The directory learns from events; this limits how often it is queried. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Needs services;
    private final ForwardClock clock;
    private final Executor workers;
    private final Map<TwitchUserId, ChannelShoutouts> channels = new ConcurrentHashMap<>();

    /** @param workers run requests to Twitch */
    public ShoutoutQueue(Needs services, Executor workers) {
        this.services = services;
        this.clock = new ForwardClock(services.clock());
        this.workers = workers;
    }

    /** Requests a shoutout for the target, unless one is already waiting. Does not block. */
    public void request(TwitchUserId broadcasterId, TwitchUserId target) {
        if (broadcasterId.equals(target)) {
            return;
        }
        Added added = of(broadcasterId).add(target, now(), patience(broadcasterId));
        switch (added) {
            case QUEUED -> {
                log.debug("broadcaster={} target={} shoutout is queued", broadcasterId, target);
                look(broadcasterId);
            }
            case ALREADY_QUEUED -> log.debug("broadcaster={} target={} shoutout waits already", broadcasterId, target);
            case TARGET_TOO_SOON -> {
                count("target_too_soon");
                log.info("broadcaster={} target={} had a shoutout within the hour", broadcasterId, target);
            }
            case FULL -> {
                count("dropped_full");
                log.warn(
                        "broadcaster={} target={} too many shoutouts are waiting, this one is dropped",
                        broadcasterId,
                        target);
            }
        }
    }

    /** Looks at every channel once; call this about once a second. */
    public void tick() {
        channels.keySet().forEach(this::look);
    }

    /** The shoutouts that wait in the channel, in order. */
    public List<Waiting> waiting(TwitchUserId broadcasterId) {
        ChannelShoutouts channel = channels.get(broadcasterId);
        return channel == null
                ? List.of()
                : channel.waiting(now(), patience(broadcasterId)).stream()
                        .map(request -> new Waiting(
                                request.target(),
                                request.targetFree().map(clock::onHost),
                                clock.onHost(request.until())))
                        .toList();
    }

    /**
     * A shoutout that waits for its turn.
     *
     * @param targetFree when Twitch allows one for this target; empty if now
     * @param until when it is dropped
     */
    public record Waiting(TwitchUserId target, Optional<Instant> targetFree, Instant until) {}

    /** The state of shoutouts in the channel. */
    public Standing standing(TwitchUserId broadcasterId) {
        ChannelShoutouts channel = channels.get(broadcasterId);
        if (channel == null) {
            return new Standing(Optional.empty(), 0, Optional.empty());
        }
        Standing standing = channel.standing(now());
        return new Standing(
                standing.off().map(off -> new Off(off.reason(), clock.onHost(off.since()))),
                standing.waiting(),
                standing.nextAllowedAt().map(clock::onHost));
    }

    void handle(ChannelEvent event) {
        TwitchUserId broadcasterId = event.broadcasterId();
        if (event instanceof ShoutoutCreated created) {
            given(created);
        } else if (event instanceof StreamOnline) {
            of(broadcasterId).wentLive();
            look(broadcasterId);
        }
    }

    /** Call this when the bot may have new rights: what waits is tried at once. */
    public void standingChanged(TwitchUserId broadcasterId) {
        of(broadcasterId).allowedAnew();
        look(broadcasterId);
    }

    /** Whether shoutouts wait there for the bot to become a moderator, or for the broadcaster's permission. */
    public boolean needsPermission(TwitchUserId broadcasterId) {
        ChannelShoutouts channel = channels.get(broadcasterId);
        return channel != null && channel.needsModerator();
    }

    /** Converts Twitch's times to spans from now, since this machine's clock may be off. */
    private void given(ShoutoutCreated created) {
        Instant now = now();
        Instant told = created.origin().sentAt();
        Duration forChannel = Duration.between(told, created.cooldownEndsAt());
        Duration forTarget = Duration.between(told, created.targetCooldownEndsAt());
        services.turns().given(created.broadcasterId(), created.target().id(), forChannel, forTarget);
        boolean requested =
                of(created.broadcasterId()).given(created.target().id(), now.plus(forChannel), now.plus(forTarget));
        if (requested) {
            count("given_by_somebody");
            log.info(
                    "broadcaster={} target={} moderator={} gave the shoutout that waited",
                    created.broadcasterId(),
                    created.target().id(),
                    created.moderatorId());
        }
    }

    private void look(TwitchUserId broadcasterId) {
        ChannelShoutouts channel = of(broadcasterId);
        for (Request request : channel.giveUp(now(), patience(broadcasterId))) {
            count("given_up");
            log.info(
                    "broadcaster={} target={} shoutout given up, it waited too long{}",
                    broadcasterId,
                    request.target(),
                    channel.standing(now())
                            .off()
                            .map(off -> " (" + off.reason() + ")")
                            .orElse(""));
        }
        if (services.roles().moderates(broadcasterId)) {
            // The badge of the bot's own line tells it where no event does.
            channel.botModerates();
        }
        channel.next(now()).ifPresent(request -> hand(broadcasterId, channel, request));
    }

    private void hand(TwitchUserId broadcasterId, ChannelShoutouts channel, Request request) {
        try {
            workers.execute(() -> attempt(broadcasterId, channel, request));
        } catch (RejectedExecutionException e) {
            channel.notNow(now().plus(BETWEEN_LOOKS));
            log.debug("broadcaster={} target={} no time for the shoutout now", broadcasterId, request.target());
        }
    }

    private void attempt(TwitchUserId broadcasterId, ChannelShoutouts channel, Request request) {
        try {
            if (!services.streams().isLive(broadcasterId)) {
                channel.notNow(now().plus(BETWEEN_LOOKS));
                return;
            }
            Turn turn = services.turns().take(broadcasterId, request.target());
            if (turn instanceof Turn.Taken) {
                give(broadcasterId, channel, request);
            } else if (turn instanceof Turn.ChannelNotYet not) {
                channel.notNow(now().plus(not.after()));
            } else if (turn instanceof Turn.TargetNotYet not
                    && channel.targetNotYet(request, now().plus(not.after()), patience(broadcasterId))) {
                count("target_too_soon");
                log.info("broadcaster={} target={} had a shoutout within the hour", broadcasterId, request.target());
            }
        } catch (RuntimeException e) {
            channel.notNow(now().plus(BETWEEN_LOOKS));
            log.error("broadcaster={} target={} shoutout failed inside Herald", broadcasterId, request.target(), e);
        }
    }

    private void give(TwitchUserId broadcasterId, ChannelShoutouts channel, Request request) {
        Result result = services.sender().give(broadcasterId, request.target());
        if (result instanceof Result.Given) {
            services.turns()
                    .given(
                            broadcasterId,
                            request.target(),
                            ChannelShoutouts.COOLDOWN,
                            ChannelShoutouts.TARGET_COOLDOWN);
        } else if (result instanceof Result.Unclear
                || (result instanceof Result.TooEarly early && !early.sameTarget())) {
            services.turns().given(broadcasterId, request.target(), ChannelShoutouts.COOLDOWN, Duration.ZERO);
        } else {
            services.turns().release(broadcasterId);
        }
        take(broadcasterId, channel, request, result);
    }

    private void take(TwitchUserId broadcasterId, ChannelShoutouts channel, Request request, Result result) {
        if (result instanceof Result.NotModerator || (result instanceof Result.Given given && !given.byBot())) {
            services.roles().isNoModerator(broadcasterId);
        }
        Optional<Off> before = channel.standing(now()).off();
        boolean done = channel.taken(request, result, now());
        if (result instanceof Result.Given given) {
            if (given.byBot()) {
                services.roles().isModerator(broadcasterId);
            }
            count("given");
            log.info("broadcaster={} target={} shoutout given", broadcasterId, request.target());
            return;
        }
        if (done) {
            count(result instanceof Result.Refused ? "refused" : "target_too_soon");
        }
        channel.standing(now())
                .off()
                .filter(off -> !before.map(Off::reason).equals(Optional.of(off.reason())))
                .ifPresent(off -> log.info("broadcaster={} no shoutouts: {}", broadcasterId, off.reason()));
        log.debug("broadcaster={} target={} shoutout: {}", broadcasterId, request.target(), result);
    }

    private Duration patience(TwitchUserId broadcasterId) {
        return services.settings().of(broadcasterId).shoutoutPatience();
    }

    private ChannelShoutouts of(TwitchUserId broadcasterId) {
        return channels.computeIfAbsent(broadcasterId, id -> new ChannelShoutouts());
    }

    private void count(String outcome) {
        services.observer().outcome(outcome);
    }

    private Instant now() {
        return clock.instant();
    }

    /** Counts the outcomes of requests. Must not block. */
    @FunctionalInterface
    public interface Observer {
        /** @param outcome one of few fixed words, fit for a metric's label */
        void outcome(String outcome);
    }

    /**
     * What shoutouts depend on.
     *
     * @param streams must see an event before {@link ShoutoutQueue} does
     */
    public record Needs(
            ShoutoutSender sender,
            ShoutoutTurns turns,
            StreamDirectory streams,
            SettingsBook settings,
            BotRoles roles,
            ShoutoutQueue.Observer observer,
            Clock clock) {}

    /**
     * The state of shoutouts in a channel, for the people who manage it.
     *
     * @param off why none can be given now, and since when; empty while they can
     * @param waiting how many targets wait
     * @param nextAllowedAt when Twitch allows the next one; empty if now
     */
    public record Standing(Optional<Off> off, int waiting, Optional<Instant> nextAllowedAt) {
        /** @param reason in plain words, saying who must do what */
        public record Off(String reason, Instant since) {}
    }
}
