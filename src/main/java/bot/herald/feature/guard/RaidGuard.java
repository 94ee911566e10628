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

/** Judges raids, and has {@link TimedProtection} protect the chat for a while when one looks hostile. */
public final class RaidGuard implements Feature<GuardSettings> {
    public static final String ID = "raid-guard";

    static final Texts TEXTS = Texts.beside(RaidGuard.class);

    private static final int MOST_REMEMBERED = 1_000;

    private final TimedProtection protection = new TimedProtection();
    private final Set<String> hostile = Collections.newSetFromMap(Collections.synchronizedMap(new Latest()));

    /** The latest message ids. */
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
                // To end a protection that began before the guard was switched off.
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

    /** Whether this raid, which has been handled, looked hostile. */
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
                protection.begin(raid, why, settings, services);
            });
        }
    }

    @Override
    public Pending pending(TwitchUserId broadcasterId, GuardSettings settings, FeatureServices services) {
        return protection.mayBeRunning(broadcasterId, services) ? Pending.ANYWHERE : Pending.NOTHING;
    }

    @Override
    public void tick(TwitchUserId broadcasterId, GuardSettings settings, FeatureServices services) {
        if (settings.isOn()) {
            protection.endIfOver(broadcasterId, services);
        } else {
            protection.endSoon(broadcasterId, TEXTS.saying("acted.off.guard"), services);
        }
    }

    @Override
    public List<FeatureCommand<GuardSettings>> commands() {
        return List.of(new FeatureCommand<>("guard", Role.MODERATOR, this::command));
    }

    private List<String> command(FeatureCommand.Call<GuardSettings> call) {
        TwitchUserId broadcaster = call.message().broadcasterId();
        Optional<Shut> running = protection.running(broadcaster, call.services());
        Sentences say = say(call.services(), broadcaster);
        return switch (call.arguments().strip().toLowerCase(Locale.ROOT)) {
            case "" -> List.of(running.map(shut -> standing(shut, call)).orElseGet(() -> say.say("watching")));
            case "off" -> List.of(off(broadcaster, running, call));
            default -> List.of(say.say("usage", "guard", call.prefix() + "guard"));
        };
    }

    /** What the guard has switched on; may query the database. */
    Optional<Shut> running(TwitchUserId broadcaster, FeatureServices services) {
        return protection.running(broadcaster, services);
    }

    /** Ends the protection at once; whether nothing is switched on now. Asks Twitch and blocks. */
    boolean endNow(TwitchUserId broadcaster, Saying why, FeatureServices services) {
        return protection
                .running(broadcaster, services)
                .map(shut -> protection.end(broadcaster, shut, why, services))
                .orElse(true);
    }

    private String off(TwitchUserId broadcaster, Optional<Shut> running, FeatureCommand.Call<GuardSettings> call) {
        Sentences say = say(call.services(), broadcaster);
        if (running.isEmpty()) {
            return say.say("nothing-on");
        }
        Saying what = TEXTS.saying(
                "acted.ended", "protection", Shut.inSentence(running.get().protection()));
        return protection.end(
                        broadcaster, running.get(), () -> call.services().audit(call.message(), what), call.services())
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

    static Sentences say(FeatureServices services, TwitchUserId broadcaster) {
        return TEXTS.in(services.language(broadcaster));
    }
}
