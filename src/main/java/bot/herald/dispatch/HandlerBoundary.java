package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.RecentIds;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StorageFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the handlers, once for each event, and catches whatever they throw. Safe for concurrent use. */
final class HandlerBoundary {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerBoundary.class);

    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private final List<EventHandler> handlers;
    private final HandledEvents handledEvents;
    private final DispatchObserver observer;
    private final LongSupplier nanos;
    private final Repetitions repetitions = new Repetitions();
    /** Longer than the ten minutes for which Twitch repeats deliveries. */
    private final RecentIds recent = new RecentIds(Duration.ofMinutes(15), RecentIds.MOST_MESSAGES);

    HandlerBoundary(
            List<EventHandler> handlers, HandledEvents handledEvents, DispatchObserver observer, LongSupplier nanos) {
        this.handlers = List.copyOf(handlers);
        this.handledEvents = handledEvents;
        this.observer = observer;
        this.nanos = nanos;
    }

    /**
     * Lets every handler hear the line, unless it was heard before.
     *
     * @return whether one of them has to act on it
     */
    boolean want(ChatMessageReceived line) {
        long begin = nanos.getAsLong();
        if (!recent.firstTime(line.broadcasterId().value(), line.chatMessageId(), begin / NANOS_IN_A_MILLI)) {
            return false;
        }
        boolean wanted = leadsToAnything(line);
        if (!wanted) {
            observer.handled(line, Duration.ofNanos(nanos.getAsLong() - begin));
        }
        return wanted;
    }

    private boolean leadsToAnything(ChatMessageReceived line) {
        boolean any = false;
        for (EventHandler handler : handlers) {
            try {
                any |= handler.hear(line);
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                LOG.error(
                        "broadcaster={} message={} handler={} failed",
                        line.broadcasterId(),
                        line.origin().messageId(),
                        handler.name(),
                        e);
                any = true;
            }
        }
        return any;
    }

    /** Lets every handler handle the event, unless it was handled before. */
    void handle(ChannelEvent event) {
        if (!isFirstTime(event)) {
            return;
        }
        long begin = nanos.getAsLong();
        for (EventHandler handler : handlers) {
            try {
                handler.handle(event);
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                if (StorageFailure.isReasonOf(e)) {
                    // The database's watch reports the outage.
                    LOG.debug(
                            "broadcaster={} type={} message={} handler={} not handled: the database does not answer",
                            event.broadcasterId(),
                            event.origin().type(),
                            event.origin().messageId(),
                            handler.name());
                    continue;
                }
                LOG.error(
                        "broadcaster={} type={} message={} handler={} failed",
                        event.broadcasterId(),
                        event.origin().type(),
                        event.origin().messageId(),
                        handler.name(),
                        e);
            }
        }
        observer.handled(event, Duration.ofNanos(nanos.getAsLong() - begin));
    }

    /** Lines of chat were checked on arrival, and are claimed by the handler that acts on them. */
    private boolean isFirstTime(ChannelEvent event) {
        if (event instanceof ChatMessageReceived) {
            return true;
        }
        try {
            return isNew(event.origin().messageId())
                    && repetitions.isNews(event)
                    && Repetitions.idOf(event).map(this::isNew).orElse(true);
        } catch (RuntimeException e) {
            // The sockets have dropped most repetitions already, and greeting twice is better than not at all.
            if (!StorageFailure.isReasonOf(e)) {
                LOG.warn(
                        "broadcaster={} message={} cannot tell whether this event was handled before; handling it now",
                        event.broadcasterId(),
                        event.origin().messageId(),
                        e);
            }
            return true;
        }
    }

    private boolean isNew(String id) {
        return recent.firstTime(id, nanos.getAsLong() / NANOS_IN_A_MILLI) && handledEvents.claim(id);
    }

    static void run(Runnable task, TwitchUserId channel) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("broadcaster={} event handling failed", channel, e);
        }
    }
}
