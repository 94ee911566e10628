package bot.herald.feature.timer;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts chat lines and says the messages that are due, at most one per channel and tick, so that a backlog does not flood the chat.
 *
 * <p>{@link #hear} is safe for concurrent use and with a tick; {@link #tick} runs on one thread at a time.
 */
public final class TimerRunner implements Feature.WithoutSettings {
    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);
    /** A message that cannot be said this soon is dropped. */
    private static final Duration MAX_AGE = Duration.ofMinutes(2);

    private final Needs services;
    private final Consumer<OutgoingMessage> chat;
    private final Map<TwitchUserId, LongAdder> lines = new ConcurrentHashMap<>();
    private final Map<TwitchUserId, Map<String, TimerSchedule>> schedules = new HashMap<>();
    /** The line counts at the last tick; later lines count for timers that are new. */
    private final Map<TwitchUserId, Long> linesBefore = new HashMap<>();

    /** As of the last tick; read without locking. */
    private final Map<TwitchUserId, List<Planned>> planned = new ConcurrentHashMap<>();

    /** @param linesAt the channel's line count since start at which it may speak */
    private record Planned(String name, String text, Optional<Instant> at, long linesAt) {
        static final Comparator<Planned> EARLIEST =
                Comparator.comparing(one -> one.at().orElse(Instant.MAX));
    }

    /**
     * The next message of a timer.
     *
     * @param at when its interval is over; empty while the channel is not live
     * @param linesMissing how many chat lines are still needed
     */
    public record Next(String name, String text, Optional<Instant> at, long linesMissing) {}

    private record Due(ChatTimer timer, TimerSchedule schedule, Instant at) {}

    public TimerRunner(Needs services, Consumer<OutgoingMessage> chat) {
        this.services = services;
        this.chat = chat;
    }

    @Override
    public String id() {
        return "timers";
    }

    @Override
    public String title() {
        return "Timers";
    }

    @Override
    public String summary() {
        return "Says something every few minutes while the channel is live.";
    }

    @Override
    public Wants wants(Unset settings) {
        return Wants.events(Set.of(ChatMessageReceived.class));
    }

    @Override
    public boolean hear(ChatMessageReceived line, Unset settings) {
        LongAdder counted = lines.get(line.broadcasterId());
        if (counted == null) {
            counted = lines.computeIfAbsent(line.broadcasterId(), id -> new LongAdder());
        }
        counted.increment();
        return false;
    }

    @Override
    public void handle(ChannelEvent event, Unset settings, FeatureServices bot) {
        // Nothing to do: lines are counted in hear().
    }

    /** The next messages of the channel's enabled timers, earliest first. */
    public List<Next> next(TwitchUserId channel) {
        long written = lines(channel);
        Map<String, Planned> ticked =
                planned.getOrDefault(channel, List.of()).stream().collect(Collectors.toMap(Planned::name, one -> one));
        return services.timers().list(channel).stream()
                .filter(ChatTimer::enabled)
                .map(timer -> ticked.getOrDefault(timer.name(), untouched(timer, channel, written)))
                .sorted(Planned.EARLIEST)
                .map(one -> new Next(one.name(), one.text(), one.at(), Math.max(0, one.linesAt() - written)))
                .toList();
    }

    /** Estimates what the next tick will plan for a new timer. */
    private Planned untouched(ChatTimer timer, TwitchUserId channel, long written) {
        Duration interval = Duration.ofMinutes(timer.intervalMinutes());
        return new Planned(
                timer.name(),
                timer.messages().get(0),
                services.streams()
                        .peek(channel)
                        .flatMap(StreamState::liveSince)
                        .map(since -> services.clock().instant().plus(interval)),
                written + timer.minimumChatLines());
    }

    /** @param pause the time between two ticks */
    public Recurring ticks(Duration pause) {
        return new Recurring(
                "timers",
                pause,
                pause,
                this::tick,
                fault -> log.error("timers failed, retrying at the next tick", fault));
    }

    /** Looks at every connected channel once; a failure in one does not affect the others. */
    public synchronized void tick() {
        List<TwitchUserId> channels =
                services.connected().get().stream().filter(this::hasTimers).toList();
        schedules.keySet().retainAll(channels);
        planned.keySet().retainAll(channels);
        services.streams().refresh(channels);
        for (TwitchUserId channel : channels) {
            try {
                tick(channel);
            } catch (RuntimeException e) {
                if (StorageFailure.isReasonOf(e)) {
                    // Due messages wait for the database; the watch on it reports that it is down.
                    log.debug("broadcaster={} timers wait for the database", channel, e);
                } else {
                    log.error("broadcaster={} timers failed", channel, e);
                }
            }
        }
        lines.forEach((channel, counted) -> linesBefore.put(channel, counted.sum()));
    }

    private boolean hasTimers(TwitchUserId channel) {
        try {
            return services.timers().list(channel).stream().anyMatch(ChatTimer::enabled);
        } catch (RuntimeException e) {
            log.error("broadcaster={} timers cannot be read", channel, e);
            return false;
        }
    }

    private void tick(TwitchUserId channel) {
        List<ChatTimer> timers = services.timers().list(channel).stream()
                .filter(ChatTimer::enabled)
                .toList();
        Map<String, TimerSchedule> known = schedules.computeIfAbsent(channel, id -> new HashMap<>());
        known.keySet().retainAll(timers.stream().map(ChatTimer::name).toList());
        Instant now = services.clock().instant();
        long written = lines(channel);
        long before = linesBefore.getOrDefault(channel, 0L);
        for (ChatTimer timer : timers) {
            known.computeIfAbsent(
                    timer.name(),
                    name -> new TimerSchedule(services.timers().state(channel, name), now, before, services.random()));
        }
        Optional<StreamState> stream = services.streams().peek(channel);
        stream.flatMap(StreamState::liveSince)
                .flatMap(liveSince -> timers.stream()
                        .map(timer -> due(timer, known, liveSince, now))
                        .filter(due -> !now.isBefore(due.at()) && due.schedule().hasEnoughLines(due.timer(), written))
                        .min(Comparator.comparing(Due::at)))
                .ifPresent(due -> say(channel, due, stream, now, written));
        planned.put(channel, plan(timers, known, stream.flatMap(StreamState::liveSince), now));
    }

    private static List<Planned> plan(
            List<ChatTimer> timers, Map<String, TimerSchedule> known, Optional<Instant> liveSince, Instant now) {
        return timers.stream()
                .map(timer -> {
                    TimerSchedule schedule = Objects.requireNonNull(known.get(timer.name()));
                    return new Planned(
                            timer.name(),
                            timer.messages()
                                    .get(schedule.state().nextIndex()
                                            % timer.messages().size()),
                            liveSince.map(since -> schedule.due(timer, since, now)),
                            schedule.linesWanted(timer));
                })
                .sorted(Planned.EARLIEST)
                .toList();
    }

    private static Due due(ChatTimer timer, Map<String, TimerSchedule> schedules, Instant liveSince, Instant now) {
        TimerSchedule schedule = Objects.requireNonNull(schedules.get(timer.name()));
        return new Due(timer, schedule, schedule.due(timer, liveSince, now));
    }

    private void say(TwitchUserId channel, Due due, Optional<StreamState> stream, Instant now, long written) {
        ChatTimer timer = due.timer();
        TimerState before = due.schedule().state();
        int index = before.nextIndex() % timer.messages().size();
        TimerState after =
                new TimerState((index + 1) % timer.messages().size(), Instant.ofEpochMilli(now.toEpochMilli()));
        // Stored first: losing a line is better than repeating it over and over.
        if (!services.timers().advance(channel, timer.name(), before, after)) {
            due.schedule().sent(services.timers().state(channel, timer.name()), written);
            return;
        }
        due.schedule().sent(after, written);
        if (Template.parse(timer.messages().get(index), Placeholder.TIMER) instanceof Template.Parsed.Good good) {
            String text = good.template().render(new Values(services, channel, stream, now), services.random());
            log.debug("broadcaster={} timer={} speaks", channel, timer.name());
            chat.accept(new OutgoingMessage(channel, text, OutgoingMessage.Priority.TIMER, MAX_AGE));
        } else {
            log.error(
                    "broadcaster={} timer={} has a message that cannot be used: change it or delete the timer",
                    channel,
                    timer.name());
        }
    }

    private record Values(Needs services, TwitchUserId channel, Optional<StreamState> stream, Instant now)
            implements TemplateValues {
        @Override
        public String of(Placeholder placeholder) {
            return placeholder == Placeholder.CHANNEL
                    ? services.channelName().apply(channel)
                    : StreamWords.of(language(), placeholder, stream, now);
        }

        @Override
        public Language language() {
            return services.language().apply(channel);
        }
    }

    private long lines(TwitchUserId channel) {
        LongAdder written = lines.get(channel);
        return written == null ? 0 : written.sum();
    }

    /**
     * What timers depend on.
     *
     * @param connected the channels to speak in
     * @param channelName the channel's display name
     * @param language the bot's language in a channel
     */
    public record Needs(
            TimerBook timers,
            StreamDirectory streams,
            Supplier<List<TwitchUserId>> connected,
            Function<TwitchUserId, String> channelName,
            Function<TwitchUserId, Language> language,
            RandomGenerator random,
            Clock clock) {}
}
