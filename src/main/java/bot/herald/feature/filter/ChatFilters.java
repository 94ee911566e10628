package bot.herald.feature.filter;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.Rules.Verdict;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.settings.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on messages with links, shouting, repetition or forbidden words, as far as the channel wants it; of several
 * violations only the most serious counts.
 *
 * <p>Never acts on the broadcaster or moderators, and so never on the bot itself, which has to be one to act.
 */
public final class ChatFilters implements Feature<FilterSettings> {
    private static final Logger log = LoggerFactory.getLogger(ChatFilters.class);

    static final String ID = "chat-filters";
    static final Texts TEXTS = Texts.beside(ChatFilters.class);

    private final Later later;
    private final Permits permits = new Permits();
    private final Throttle<Chatter> notices = new Throttle<>(Duration.ofMinutes(1));
    private final Throttle<TwitchUserId> complaints = new Throttle<>(Duration.ofHours(1));
    private final Strikes<Chatter> strikes = new Strikes<>();
    private final Map<TwitchUserId, Rules> rules = new ConcurrentHashMap<>();

    /** A chatter in a channel. */
    private record Chatter(TwitchUserId broadcasterId, TwitchUserId id) {}

    /** @param later retries what Twitch could not do */
    public ChatFilters(Later later) {
        this.later = later;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Chat filters";
    }

    @Override
    public String summary() {
        return "Deletes messages with links, shouting, repetition or forbidden words, times their writers out or warns them."
                + " The bot must be a moderator.";
    }

    @Override
    public FilterSettings defaults() {
        return FilterSettings.DEFAULTS;
    }

    @Override
    public List<Problem> problems(FilterSettings settings) {
        return Rules.problems(settings);
    }

    @Override
    public Wants wants(FilterSettings settings) {
        Set<Action> actions = actions(settings);
        if (settings.escalation() && !actions.isEmpty()) {
            actions.add(Action.TIME_OUT);
        }
        return actions.isEmpty()
                ? Wants.NOTHING
                : Wants.events(Set.of(ChatMessageReceived.class))
                        .withBotScopes(actions.stream()
                                .flatMap(action -> scopes(action).stream())
                                .distinct()
                                .toArray(Scope[]::new));
    }

    private static Set<Action> actions(FilterSettings settings) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        if (settings.links()) {
            actions.add(settings.onLink());
        }
        if (settings.capitals()) {
            actions.add(settings.onCapitals());
        }
        if (settings.repetition()) {
            actions.add(settings.onRepetition());
        }
        if (settings.words()) {
            actions.add(settings.onWord());
        }
        return actions;
    }

    private static Set<Scope> scopes(Action action) {
        return switch (action) {
            case DELETE -> Set.of(Scope.MODERATOR_MANAGE_CHAT_MESSAGES);
            case TIME_OUT -> Set.of(Scope.MODERATOR_MANAGE_BANNED_USERS);
            case WARN -> Set.of(Scope.MODERATOR_MANAGE_CHAT_MESSAGES, Scope.MODERATOR_MANAGE_WARNINGS);
        };
    }

    @Override
    public List<FeatureCommand<FilterSettings>> commands() {
        return List.of(new FeatureCommand<>("permit", Role.MODERATOR, this::permit));
    }

    private List<String> permit(FeatureCommand.Call<FilterSettings> call) {
        Sentences say = TEXTS.in(call.services().language(call.message().broadcasterId()));
        if (!call.settings().links()) {
            return List.of(say.say("permit.off"));
        }
        Optional<TwitchLogin> login =
                call.message().accountNamedBy(call.arguments().strip().split(" +", 2)[0]);
        if (login.isEmpty()) {
            return List.of(say.say("permit.usage", "permit", call.prefix() + "permit"));
        }
        if (call.services().accountExists(login.get()) == FeatureServices.Existence.MISSING) {
            return List.of(say.say("no-account", "login", login.get()));
        }
        permits.give(
                call.message().broadcasterId(),
                login.get(),
                call.services().waits().instant());
        call.services()
                .audit(
                        call.message(),
                        TEXTS.saying("acted.permit", "login", login.get(), "seconds", Permits.TIME.toSeconds()));
        return List.of(say.say("permit", "login", login.get(), "seconds", Permits.TIME.toSeconds()));
    }

    @Override
    public boolean hear(ChatMessageReceived line, FilterSettings settings) {
        return rules(line.broadcasterId(), settings).concern(Role.of(line.badges()));
    }

    @Override
    public void handle(ChannelEvent event, FilterSettings settings, FeatureServices services) {
        if (event instanceof ChatMessageReceived message) {
            rules(message.broadcasterId(), settings)
                    .judge(
                            message,
                            () -> permits.use(
                                    message.broadcasterId(),
                                    message.chatter().login(),
                                    services.waits().instant()))
                    .ifPresent(verdict -> carryOut(verdict, message, settings, services));
        }
    }

    private Rules rules(TwitchUserId broadcasterId, FilterSettings settings) {
        Rules known = rules.get(broadcasterId);
        if (known != null && known.areOf(settings)) {
            return known;
        }
        return rules.compute(
                broadcasterId, (id, held) -> held != null && held.areOf(settings) ? held : new Rules(settings));
    }

    private void carryOut(
            Verdict verdict, ChatMessageReceived message, FilterSettings settings, FeatureServices services) {
        // An answer would repeat what was filtered.
        services.withhold(message);
        if (services.actsOn(message)) {
            int count = settings.escalation()
                    ? strikes.add(
                            new Chatter(
                                    message.broadcasterId(), message.chatter().id()),
                            services.waits().instant(),
                            Duration.ofMinutes(settings.escalationMinutes()))
                    : 1;
            Verdict due = rules(message.broadcasterId(), settings)
                    .escalated(verdict, count)
                    .in(TEXTS.in(services.language(message.broadcasterId())));
            new VerdictExecution(
                            due,
                            message,
                            services.moderation(),
                            later,
                            outcome -> report(outcome, due, message, settings, services))
                    .begin();
        }
    }

    private void report(
            Outcome outcome,
            Verdict verdict,
            ChatMessageReceived message,
            FilterSettings settings,
            FeatureServices services) {
        TwitchUserId broadcaster = message.broadcasterId();
        String chatter = message.chatter().login() + " (" + message.chatter().id() + ")";
        log.info(
                "broadcaster={} filter user={} login={} action={} found={} outcome={}",
                broadcaster,
                message.chatter().id(),
                message.chatter().login(),
                verdict.action(),
                verdict.found().in(Language.EN),
                outcome);
        if (outcome instanceof Outcome.Done) {
            services.audit(broadcaster, done("acted.", verdict, chatter));
            explain(verdict, message, settings, services);
        } else if (outcome instanceof Outcome.Unclear) {
            services.audit(broadcaster, done("acted.maybe.", verdict, chatter));
        } else if (complaints.isDue(broadcaster, services.waits().instant())) {
            services.audit(broadcaster, TEXTS.saying("acted.not", "chatter", chatter, "why", outcome.why()));
        }
    }

    private static Saying done(String how, Verdict verdict, String chatter) {
        Object[] gaps = {"chatter", chatter, "found", verdict.found()};
        return switch (verdict.action()) {
            case DELETE -> TEXTS.saying(how + "deleted", gaps);
            case TIME_OUT -> TEXTS.counted(how + "timed-out", verdict.timeOut().toSeconds(), gaps);
            case WARN -> TEXTS.saying(how + "warned", gaps);
        };
    }

    private void explain(
            Verdict verdict, ChatMessageReceived message, FilterSettings settings, FeatureServices services) {
        if (settings.notice()
                && notices.isDue(
                        new Chatter(message.broadcasterId(), message.chatter().id()),
                        services.waits().instant())) {
            Sentences say = TEXTS.in(services.language(message.broadcasterId()));
            services.say(
                    message.broadcasterId(),
                    say.say("notice", "login", message.chatter().login(), "reason", verdict.reason()));
        }
    }

    /** Runs something later, on a thread where it delays no events. */
    @FunctionalInterface
    public interface Later {
        /** @return false if it will never run, because too much is waiting or the process is stopping */
        boolean after(Duration time, Runnable task);
    }

    /** The chatters who may post one link within a minute. Safe for concurrent use. */
    static final class Permits {
        static final Duration TIME = Duration.ofSeconds(60);

        private final Map<Permit, Instant> ends = new HashMap<>();

        private record Permit(TwitchUserId broadcasterId, TwitchLogin login) {}

        synchronized void give(TwitchUserId broadcasterId, TwitchLogin login, Instant now) {
            ends.values().removeIf(end -> !now.isBefore(end));
            ends.put(new Permit(broadcasterId, login), now.plus(TIME));
        }

        /** Whether there is a permit; uses it up. */
        synchronized boolean use(TwitchUserId broadcasterId, TwitchLogin login, Instant now) {
            Instant end = ends.remove(new Permit(broadcasterId, login));
            return end != null && now.isBefore(end);
        }
    }
}
