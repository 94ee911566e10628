package bot.herald.subscription;

import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which owners need a socket, and opens a limited number at a time: each needs its first subscription within
 * ten seconds. For the reconciler's thread.
 */
final class SocketOpening {
    private static final Logger LOG = LoggerFactory.getLogger(SocketOpening.class);
    private static final int OPENING_AT_ONCE = 40;
    /** A socket stays open if one of its subscriptions is tried again within this time. */
    private static final Duration WORTH_KEEPING = Duration.ofSeconds(90);

    private static final String NO_ROOM =
            "this process would soon be able to open no more files: let it open more, for example by"
                    + " `ulimit -n 4096` or LimitNOFILE=4096 in its systemd unit, or set twitch.eventsub.transport to conduit,"
                    + " which needs two sockets for all channels";

    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final Clock clock;
    private final DoubleSupplier jitter;
    /** Owners whose sockets are opened once few enough others are being opened. */
    private final Deque<Owner> unopened = new ArrayDeque<>();

    private final Set<SocketKey> opening = new HashSet<>();
    /** Those for which there was no room when they were last to be opened. */
    private final Set<SocketKey> withoutRoom = new HashSet<>();

    SocketOpening(EventTransport transport, SubscriptionDirectory directory, Clock clock, DoubleSupplier jitter) {
        this.transport = transport;
        this.directory = directory;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Keeps sockets that carry events or for which something can be created, and closes the rest. */
    void choose(Map<SocketKey, Owner> owners) {
        Set<SocketKey> held = transport.sockets();
        held.stream().filter(key -> !owners.containsKey(key)).forEach(transport::release);
        withoutRoom.retainAll(owners.keySet());
        unopened.clear();
        opening.clear();
        opening.addAll(held);
        Instant now = clock.instant();
        for (Owner owner : owners.values()) {
            Optional<Session> session = transport.session(owner.socket);
            if (owner.wanted.stream().anyMatch(one -> isNeeded(one, session, now))) {
                if (held.contains(owner.socket)) {
                    transport.ensure(owner.socket);
                } else {
                    unopened.add(owner);
                }
            } else if (owner.wanted.stream().noneMatch(one -> one.isDueWithin(WORTH_KEEPING, now))) {
                transport.release(owner.socket);
            }
        }
    }

    private static boolean isNeeded(Wanted one, Optional<Session> session, Instant now) {
        return one.isDue(now) || session.filter(one::exists).isPresent();
    }

    /**
     * Opens as many of the chosen sockets as may be opened now.
     *
     * @return whether any are still being opened
     */
    boolean openMore() {
        opening.removeIf(key -> transport.session(key).isPresent());
        while (!unopened.isEmpty() && opening.size() < OPENING_AT_ONCE) {
            Owner owner = unopened.poll();
            if (transport.hasRoom()) {
                transport.ensure(owner.socket);
                opening.add(owner.socket);
                withoutRoom.remove(owner.socket);
            } else {
                waitForRoom(owner);
                unopened.forEach(this::waitForRoom);
                unopened.clear();
            }
        }
        return !opening.isEmpty();
    }

    private void waitForRoom(Owner owner) {
        Instant now = clock.instant();
        if (withoutRoom.isEmpty()) {
            LOG.error("{} not connected to Twitch: {}", owner.socket, NO_ROOM);
        }
        withoutRoom.add(owner.socket);
        for (Wanted one : owner.wanted) {
            if (one.isDue(now)) {
                one.failed(RetryPolicy.REJECTED, now, jitter);
                directory.put(one.desired, SubscriptionState.RETRYING, NO_ROOM, 0, Outages.Cause.SOCKET);
            }
        }
    }
}
