package bot.herald.twitch.eventsub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
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

    /** Where Twitch asks a socket to move: any host and query, but never without encryption where there was some. */
    Optional<URI> reconnectAddress(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme());
            boolean allowed = scheme.equals("wss") || (scheme.equals("ws") && scheme.equals(base.getScheme()));
            return allowed && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
