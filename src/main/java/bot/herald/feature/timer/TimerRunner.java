package bot.herald.feature.timer;

import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts chat lines and says what timers have due; in one channel one line a tick, so that a backlog is no flood.
 *
 * <p>{@link #handle} is safe for concurrent use and with a tick; {@link #tick} runs on one thread at a time.
 */
public final class TimerRunner implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);
    /** A line that could not be said soon has lost its moment. */
    private static final Duration MAX_AGE = Duration.ofMinutes(2);

    private final TimerServices services;
    private final Consumer<OutgoingMessage> chat;
    private final Map<TwitchUserId, LongAdder> lines = new ConcurrentHashMap<>();
    private final Map<TwitchUserId, Map<String, TimerSchedule>> schedules = new HashMap<>();

    private record Due(ChatTimer timer, TimerSchedule schedule, Instant at) {}

    public TimerRunner(TimerServices services, Consumer<OutgoingMessage> chat) {
        this.services = services;
        this.chat = chat;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message
                && !message.isSharedChatCopy()
                && !services.bot().get().equals(Optional.of(message.chatter().id()))
                && !services.settings()
                        .of(message.broadcasterId())
                        .ignores(message.chatter().login())) {
            lines.computeIfAbsent(message.broadcasterId(), id -> new LongAdder())
                    .increment();
        }
    }

    /** @param pause between two ticks */
    public Recurring ticks(Duration pause) {
        return new Recurring(
                "timers",
                pause,
                pause,
                this::tick,
                fault -> log.error("timers failed, they go on with the next tick", fault));
    }

    /** Looks at every connected channel once; a fault in one costs the others nothing. */
    public synchronized void tick() {
        List<TwitchUserId> channels =
                services.connected().get().stream().filter(this::hasTimers).toList();
        schedules.keySet().retainAll(channels);
        services.streams().refresh(channels);
        for (TwitchUserId channel : channels) {
            try {
                tick(channel);
            } catch (RuntimeException e) {
                log.error("broadcaster={} timers failed", channel, e);
            }
        }
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
        for (ChatTimer timer : timers) {
            known.computeIfAbsent(
                    timer.name(),
                    name -> new TimerSchedule(services.store().state(channel, name), now, written, services.random()));
        }
        Optional<StreamState> stream = services.streams().peek(channel);
        stream.flatMap(StreamState::liveSince)
                .flatMap(liveSince -> timers.stream()
                        .map(timer -> due(timer, known, liveSince))
                        .filter(due -> !now.isBefore(due.at()) && due.schedule().hasEnoughLines(due.timer(), written))
                        .min(Comparator.comparing(Due::at)))
                .ifPresent(due -> say(channel, due, stream, now, written));
    }

    private static Due due(ChatTimer timer, Map<String, TimerSchedule> schedules, Instant liveSince) {
        TimerSchedule schedule = Objects.requireNonNull(schedules.get(timer.name()));
        return new Due(timer, schedule, schedule.due(timer, liveSince));
    }

    private void say(TwitchUserId channel, Due due, Optional<StreamState> stream, Instant now, long written) {
        ChatTimer timer = due.timer();
        TimerState before = due.schedule().state();
        int index = before.nextIndex() % timer.messages().size();
        TimerState after =
                new TimerState((index + 1) % timer.messages().size(), Instant.ofEpochMilli(now.toEpochMilli()));
        // On disk first: a line that is lost harms less than one that is said again and again.
        if (!services.store().advance(channel, timer.name(), before, after)) {
            due.schedule().sent(services.store().state(channel, timer.name()), written);
            return;
        }
        due.schedule().sent(after, written);
        if (Template.parse(timer.messages().get(index), Placeholder.TIMER) instanceof Template.Parsed.Good good) {
            String text =
                    good.template().render(placeholder -> value(channel, placeholder, stream, now), services.random());
            log.debug("broadcaster={} timer={} speaks", channel, timer.name());
            chat.accept(new OutgoingMessage(channel, text, Optional.empty(), OutgoingMessage.Priority.TIMER, MAX_AGE));
        } else {
            log.error(
                    "broadcaster={} timer={} has a message that cannot be used: change it or delete the timer",
                    channel,
                    timer.name());
        }
    }

    private String value(TwitchUserId channel, Placeholder placeholder, Optional<StreamState> stream, Instant now) {
        return placeholder == Placeholder.CHANNEL
                ? services.channelName().apply(channel)
                : StreamWords.of(placeholder, stream, now);
    }

    private long lines(TwitchUserId channel) {
        LongAdder written = lines.get(channel);
        return written == null ? 0 : written.sum();
    }
}
