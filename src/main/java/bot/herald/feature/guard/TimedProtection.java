package bot.herald.feature.guard;

import static bot.herald.feature.guard.RaidGuard.TEXTS;

import bot.herald.event.RaidReceived;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.guard.GuardMemory.Shut;
import bot.herald.feature.guard.GuardSettings.Protection;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches on followers-only chat or shield mode for a while, and off again what it switched on itself; both survive a
 * restart. Safe for concurrent use.
 */
final class TimedProtection {
    private static final Logger log = LoggerFactory.getLogger(TimedProtection.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final Map<TwitchUserId, Instant> nextTry = new ConcurrentHashMap<>();
    private final GuardMemory memory = new GuardMemory();

    /** What is switched on, since when and until when; may query the database. */
    Optional<Shut> running(TwitchUserId broadcaster, FeatureServices services) {
        return memory.recall(broadcaster, services);
    }

    /** Whether {@link #running} may find something; for asking about many channels. */
    boolean mayBeRunning(TwitchUserId broadcaster, FeatureServices services) {
        return memory.mayProtect(broadcaster, services);
    }

    /** Switches the protection on, or prolongs it; asks Twitch and blocks. */
    void begin(RaidReceived raid, Saying why, GuardSettings settings, FeatureServices services) {
        TwitchUserId broadcaster = raid.broadcasterId();
        Object[] gaps = {
            "protection",
            Shut.inSentence(settings.protection()),
            "raider",
            raid.raider().login() + " (" + raid.raider().id() + ")",
            "why",
            why
        };
        Instant until = services.clock().instant().plus(Duration.ofMinutes(settings.minutes()));
        Optional<Shut> running = running(broadcaster, services);
        if (running.isPresent() && running.get().protection() == settings.protection()) {
            memory.remember(broadcaster, running.get().longer(until), services);
            services.audit(broadcaster, TEXTS.saying("acted.longer", gaps));
        } else if (isOnAlready(broadcaster, settings.protection(), services)) {
            services.audit(broadcaster, TEXTS.saying("acted.already", gaps));
        } else {
            Instant now = services.clock().instant();
            // Remembered first: a crash in between must not leave the chat shut for good.
            memory.remember(broadcaster, new Shut(settings.protection(), until, Optional.of(now)), services);
            Outcome outcome = switchOnTwice(broadcaster, settings, services.moderation());
            log.info(
                    "broadcaster={} guard user={} outcome={}",
                    broadcaster,
                    raid.raider().id(),
                    outcome);
            if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Unclear) {
                begun(broadcaster, settings, running, gaps, services);
            } else {
                notBegun(broadcaster, outcome.why(), running, gaps, services);
            }
        }
    }

    private static void begun(
            TwitchUserId broadcaster,
            GuardSettings settings,
            Optional<Shut> before,
            Object[] gaps,
            FeatureServices services) {
        services.audit(broadcaster, TEXTS.counted("acted.on", settings.minutes(), gaps));
        services.say(
                broadcaster,
                RaidGuard.say(services, broadcaster)
                        .counted(
                                "on",
                                settings.minutes(),
                                "protection",
                                Shut.name(settings.protection()),
                                "guard",
                                services.prefix(broadcaster) + "guard"));
        before.ifPresent(other -> switchOff(broadcaster, other.protection(), services.moderation()));
    }

    private void notBegun(
            TwitchUserId broadcaster, Saying reason, Optional<Shut> before, Object[] gaps, FeatureServices services) {
        before.ifPresentOrElse(
                other -> memory.remember(broadcaster, other, services), () -> memory.forget(broadcaster, services));
        services.audit(broadcaster, language -> TEXTS.in(language).say("acted.not", gaps) + ": " + reason.in(language));
    }

    private static boolean isOnAlready(TwitchUserId broadcaster, Protection wanted, FeatureServices services) {
        ChatModeration.Protection now = services.moderation().protection(broadcaster);
        return (wanted == Protection.SHIELD_MODE ? now.shieldMode() : now.followersOnly()).orElse(false);
    }

    private static Outcome switchOnTwice(TwitchUserId broadcaster, GuardSettings settings, ChatModeration moderation) {
        Outcome outcome = switchOn(broadcaster, settings, moderation);
        // Switching on what is on does no harm, so what is unclear is tried again, too.
        boolean isWorthAnotherTry = outcome instanceof Outcome.RetryLater || outcome instanceof Outcome.Unclear;
        return isWorthAnotherTry ? switchOn(broadcaster, settings, moderation) : outcome;
    }

    private static Outcome switchOn(TwitchUserId broadcaster, GuardSettings settings, ChatModeration moderation) {
        return settings.protection() == Protection.SHIELD_MODE
                ? moderation.shieldMode(broadcaster, true)
                : moderation.followersOnly(broadcaster, Optional.of(Duration.ofMinutes(settings.followingMinutes())));
    }

    private static Outcome switchOff(TwitchUserId broadcaster, Protection protection, ChatModeration moderation) {
        return protection == Protection.SHIELD_MODE
                ? moderation.shieldMode(broadcaster, false)
                : moderation.followersOnly(broadcaster, Optional.empty());
    }

    /** Ends a protection whose time is over. */
    void endIfOver(TwitchUserId broadcaster, FeatureServices services) {
        Instant now = services.clock().instant();
        running(broadcaster, services)
                .filter(shut -> !now.isBefore(shut.until()))
                .ifPresent(shut -> endSoon(broadcaster, TEXTS.saying("acted.off.time"), services));
    }

    /** Ends the protection, unless an attempt failed a moment ago. */
    void endSoon(TwitchUserId broadcaster, Saying why, FeatureServices services) {
        Instant now = services.waits().instant();
        running(broadcaster, services)
                .filter(shut -> !now.isBefore(nextTry.getOrDefault(broadcaster, Instant.MIN)))
                .ifPresent(shut -> end(broadcaster, shut, why, services));
    }

    /** @return whether it is off now */
    boolean end(TwitchUserId broadcaster, Shut shut, Saying why, FeatureServices services) {
        Saying off = TEXTS.saying("acted.off", "protection", Shut.inSentence(shut.protection()), "why", why);
        return end(broadcaster, shut, () -> services.audit(broadcaster, off), services);
    }

    /**
     * @param audit logs that it is off, and why
     * @return whether it is off now
     */
    boolean end(TwitchUserId broadcaster, Shut shut, Runnable audit, FeatureServices services) {
        Outcome outcome = switchOff(broadcaster, shut.protection(), services.moderation());
        log.info("broadcaster={} guard ends outcome={}", broadcaster, outcome);
        if (outcome instanceof Outcome.RetryLater || outcome instanceof Outcome.Unclear) {
            // Switching off what is off does no harm, so what is unclear is tried again.
            nextTry.put(broadcaster, services.waits().instant().plus(BETWEEN_TRIES));
            return false;
        }
        nextTry.remove(broadcaster);
        memory.forget(broadcaster, services);
        if (outcome instanceof Outcome.Done) {
            audit.run();
            return true;
        }
        services.audit(
                broadcaster,
                TEXTS.saying("acted.off.not", "protection", Shut.inSentence(shut.protection()), "why", outcome.why()));
        return false;
    }
}
