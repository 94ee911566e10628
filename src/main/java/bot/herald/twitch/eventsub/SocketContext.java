package bot.herald.twitch.eventsub;

import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What all sockets share. */
record SocketContext(
        URI base,
        SocketClient client,
        ScheduledExecutorService timer,
        LongSupplier nanos,
        DoubleSupplier jitter,
        TwitchTime time,
        NotificationReader reader,
        EventSubObserver observer,
        AtomicLong generations,
        EventSubGate gate) {
    long nextGeneration() {
        return generations.incrementAndGet();
    }

    Connection connect(URI address, Connection.Events events) {
        return new Connection(address, timer, nanos, observer, events);
    }
}
