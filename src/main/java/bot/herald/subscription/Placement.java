package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport.SocketKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spreads subscriptions over sockets within Twitch's limits; those that have a place keep it. */
final class Placement {
    static final int MOST_ON_A_SOCKET = 300;
    /** Per user and client id, whatever the sockets are for. */
    static final int MOST_SOCKETS = 3;

    static final String NO_ROOM = "this account has the 900 WebSocket subscriptions that Twitch allows:"
            + " use twitch.eventsub.transport: conduit";

    private final Map<SocketKey, Integer> load = new HashMap<>();
    private final Map<TwitchUserId, Set<SocketKey>> ofUser = new HashMap<>();

    private Placement() {}

    /** @return those for which there is no place */
    static List<Wanted> place(Collection<Wanted> wanted) {
        Placement placement = new Placement();
        List<Wanted> without = new ArrayList<>();
        for (Wanted one : wanted) {
            if (one.socket == null) {
                without.add(one);
            } else {
                placement.put(one, one.socket);
            }
        }
        without.removeIf(placement::place);
        return without;
    }

    private boolean place(Wanted one) {
        Optional<SocketKey> room = room(one);
        room.ifPresent(socket -> put(one, socket));
        return room.isPresent();
    }

    private Optional<SocketKey> room(Wanted one) {
        Set<SocketKey> used = ofUser.getOrDefault(one.desired.tokenOwner().userId(), Set.of());
        for (int number = 0; number < MOST_SOCKETS; number++) {
            SocketKey socket = new SocketKey(one.desired.tokenOwner(), number);
            boolean mayBeUsed = used.contains(socket) || used.size() < MOST_SOCKETS;
            if (mayBeUsed && load.getOrDefault(socket, 0) < MOST_ON_A_SOCKET) {
                return Optional.of(socket);
            }
        }
        return Optional.empty();
    }

    private void put(Wanted one, SocketKey socket) {
        one.socket = socket;
        load.merge(socket, 1, Integer::sum);
        ofUser.computeIfAbsent(socket.owner().userId(), user -> new HashSet<>()).add(socket);
    }
}
