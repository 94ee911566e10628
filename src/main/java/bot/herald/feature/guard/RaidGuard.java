package bot.herald.feature.guard;

import bot.herald.event.ChannelEvent;
import bot.herald.event.RaidReceived;
import bot.herald.event.Role;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.feature.guard.GuardMemory.Shut;
import bot.herald.feature.guard.GuardSettings.Protection;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.settings.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches on followers-only chat or shield mode for a while when a raid looks hostile, and off again what it switched on
 * itself; both survive a restart.
 */
public final class RaidGuard implements Feature<GuardSettings> {
    public static final String ID = "raid-guard";

    static final Texts TEXTS = Texts.beside(RaidGuard.class);

    private static final Logger log = LoggerFactory.getLogger(RaidGuard.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<TwitchUserId, Instant> nextTry = new ConcurrentHashMap<>();
    private final GuardMemory memory = new GuardMemory();
    private final Set<String> hostile = Collections.newSetFromMap(Collections.synchronizedMap(new Latest()));

    /** Message ids, the oldest of which are forgotten. */
    private static final class Latest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Guard against hate raids";
    }

    @Override
    public String summary() {
        return "Protects the chat for a while when a raid is very large or comes from a very young account, and does not"
                + " greet it. Moderators end it with !guard off. The bot must be a moderator.";
    }

    @Override
    public GuardSettings defaults() {
        return GuardSettings.DEFAULTS;
    }

    @Override
    public List<Problem> problems(GuardSettings settings) {
        return settings.enabled() && !settings.isOn()
                ? List.of(new Problem("mostViewers", TEXTS.saying("never-acts")))
                : List.of();
    }

    @Override
    public Wants wants(GuardSettings settings) {
        return settings.isOn()
                ? Wants.events(Set.of(RaidReceived.class))
                        .withBotScopes(scope(settings.protection()))
                        .withTicks()
                // To end what it began before it was switched off.
                : Wants.NOTHING.withTicks();
    }

    @Override
    public boolean isOn(GuardSettings settings) {
        return settings.isOn();
    }

    private static Scope scope(Protection protection) {
        return protection == Protection.SHIELD_MODE
                ? Scope.MODERATOR_MANAGE_SHIELD_MODE
                : Scope.MODERATOR_MANAGE_CHAT_SETTINGS;
    }

    /** Whether this raid, which it was called for, looked hostile. */
    public boolean isHostile(RaidReceived raid) {
        return hostile.contains(raid.origin().messageId());
    }

    /** Why the raid looks hostile; empty if it does not. May ask Twitch, and block. */
    private static Optional<Saying> suspicion(RaidReceived raid, GuardSettings settings, FeatureServices services) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        if (settings.mostViewers() > 0 && raid.viewers() > settings.mostViewers()) {
            return Optional.of(TEXTS.counted("acted.size", raid.viewers()));
        }
        if (settings.leastAgeDays() == 0) {
            return Optional.empty();
        }
        Instant since = services.clock().instant().minus(Duration.ofDays(settings.leastAgeDays()));
        return services.accountCreated(raid.raider().id())
                .filter(made -> made.isAfter(since))
                .map(made -> TEXTS.counted("acted.young", settings.leastAgeDays()));
    }

    @Override
    public void handle(ChannelEvent event, GuardSettings settings, FeatureServices services) {
        if (event instanceof RaidReceived raid) {
            suspicion(raid, settings, services).ifPresent(why -> {
                hostile.add(raid.origin().messageId());
                shut(raid, why, settings, services);
            });
        }
    }

    private void shut(RaidReceived raid, Saying why, GuardSettings settings, FeatureServices services) {
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
        Optional<Shut> running = memory.recall(broadcaster, services);
        if (running.isPresent() && running.get().protection() == settings.protection()) {
            memory.remember(broadcaster, running.get().longer(until), services);
            services.audit(broadcaster, TEXTS.saying("acted.longer", gaps));
            return;
        }
        if (isOnAlready(broadcaster, settings.protection(), services)) {
            services.audit(broadcaster, TEXTS.saying("acted.already", gaps));
            return;
        }
        // Remembered first: a crash in between must not leave the chat shut for good.
        memory.remember(
                broadcaster,
                new Shut(
                        settings.protection(),
                        until,
                        Optional.of(services.clock().instant())),
                services);
        Outcome outcome = switchOn(broadcaster, settings, services.moderation());
        if (outcome instanceof Outcome.RetryLater) {
            outcome = switchOn(broadcaster, settings, services.moderation());
        }
        log.info(
                "broadcaster={} guard user={} outcome={}",
                broadcaster,
                raid.raider().id(),
                outcome);
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Unclear) {
            services.audit(broadcaster, TEXTS.counted("acted.on", settings.minutes(), gaps));
            services.say(
                    broadcaster,
                    say(services, broadcaster)
                            .counted("on", settings.minutes(), "protection", Shut.name(settings.protection())));
            running.ifPresent(other -> switchOff(broadcaster, other.protection(), services.moderation()));
        } else {
            running.ifPresentOrElse(
                    other -> memory.remember(broadcaster, other, services), () -> memory.forget(broadcaster, services));
            Saying reason = outcome.why();
            services.audit(
                    broadcaster, language -> TEXTS.in(language).say("acted.not", gaps) + ": " + reason.in(language));
        }
    }

    private static boolean isOnAlready(TwitchUserId broadcaster, Protection wanted, FeatureServices services) {
        ChatModeration.Protection now = services.moderation().protection(broadcaster);
        return (wanted == Protection.SHIELD_MODE ? now.shieldMode() : now.followersOnly()).orElse(false);
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

    @Override
    public void tick(TwitchUserId broadcasterId, GuardSettings settings, FeatureServices services) {
        Instant now = services.clock().instant();
        memory.recall(broadcasterId, services)
                .filter(shut -> !settings.isOn() || !now.isBefore(shut.until()))
                .filter(shut -> !services.waits().instant().isBefore(nextTry.getOrDefault(broadcasterId, Instant.MIN)))
                .ifPresent(shut -> end(
                        broadcasterId,
                        shut,
                        TEXTS.saying(settings.isOn() ? "acted.off.time" : "acted.off.guard"),
                        services));
    }

    /** Whether it is off now. */
    private boolean end(TwitchUserId broadcaster, Shut shut, Saying why, FeatureServices services) {
        return end(
                broadcaster,
                shut,
                () -> services.audit(
                        broadcaster,
                        TEXTS.saying("acted.off", "protection", Shut.inSentence(shut.protection()), "why", why)),
                services);
    }

    /** @param audit writes down that it is off, and why */
    private boolean end(TwitchUserId broadcaster, Shut shut, Runnable audit, FeatureServices services) {
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

    @Override
    public List<FeatureCommand<GuardSettings>> commands() {
        return List.of(new FeatureCommand<>("guard", Role.MODERATOR, this::command));
    }

    private List<String> command(FeatureCommand.Call<GuardSettings> call) {
        TwitchUserId broadcaster = call.message().broadcasterId();
        Optional<Shut> running = memory.recall(broadcaster, call.services());
        Sentences say = say(call.services(), broadcaster);
        return switch (call.arguments().strip().toLowerCase(Locale.ROOT)) {
            case "" -> List.of(running.map(shut -> standing(shut, call)).orElseGet(() -> say.say("watching")));
            case "off" -> List.of(off(broadcaster, running, call));
            default -> List.of(say.say("usage", "guard", call.prefix() + "guard"));
        };
    }

    /** What is switched on, since when and until when; may ask the database. */
    Optional<Shut> running(TwitchUserId broadcaster, FeatureServices services) {
        return memory.recall(broadcaster, services);
    }

    /** Ends it at once; whether nothing is switched on now. Asks Twitch, and blocks. */
    boolean endNow(TwitchUserId broadcaster, Saying why, FeatureServices services) {
        return memory.recall(broadcaster, services)
                .map(shut -> end(broadcaster, shut, why, services))
                .orElse(true);
    }

    private String off(TwitchUserId broadcaster, Optional<Shut> running, FeatureCommand.Call<GuardSettings> call) {
        Sentences say = say(call.services(), broadcaster);
        if (running.isEmpty()) {
            return say.say("nothing-on");
        }
        Saying what = TEXTS.saying(
                "acted.ended", "protection", Shut.inSentence(running.get().protection()));
        return end(broadcaster, running.get(), () -> call.services().audit(call.message(), what), call.services())
                ? say.say("open")
                : say.say("not-off", "protection", Shut.inSentence(running.get().protection()));
    }

    private static String standing(Shut shut, FeatureCommand.Call<GuardSettings> call) {
        Duration left = Duration.between(call.services().clock().instant(), shut.until());
        return say(call.services(), call.message().broadcasterId())
                .counted(
                        "left",
                        Math.max(1, (left.toSeconds() + 59) / 60),
                        "protection",
                        Shut.name(shut.protection()),
                        "guard",
                        call.prefix() + "guard");
    }

    private static Sentences say(FeatureServices services, TwitchUserId broadcaster) {
        return TEXTS.in(services.language(broadcaster));
    }
}
