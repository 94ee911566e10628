package bot.herald.web;

import bot.herald.account.Guest;
import bot.herald.discord.DiscordLinks;
import bot.herald.identity.DiscordUserId;
import bot.herald.web.DiscordLinkEndpoints.ServerRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells people over a WebSocket which servers on Discord they may manage, now and whenever that changes. It is about no channel on
 * Twitch, so it is for those, too, who came with Discord alone.
 */
final class ServersFeed {
    private final DiscordLinks discord;
    private final FeedSockets sockets;
    private final Gate gate;

    ServersFeed(DiscordLinks discord, FeedSockets sockets, Gate gate) {
        this.discord = discord;
        this.sockets = sockets;
        this.gate = gate;
    }

    Route route() {
        return Route.getOnly(
                "/api/me/events",
                gate.changing(
                        (request, visitor) -> open(request, of(visitor)),
                        (request, guest) -> open(request, of(guest))));
    }

    /** The message: always the whole list, so that clients need no state. */
    record Told(String type, List<ServerRow> servers) {}

    /**
     * A logged-in person.
     *
     * @param account on Discord; empty as long as none is linked
     */
    private record Watcher(String id, Optional<DiscordUserId> account) {}

    private Watcher of(Visitor visitor) {
        return new Watcher(
                visitor.person().id().value(), discord.account(visitor.person().id()));
    }

    private static Watcher of(Guest guest) {
        return new Watcher(
                "discord:" + guest.account().id(), Optional.of(guest.account().id()));
    }

    private Answer open(WebRequest request, Watcher watcher) {
        FeedEndpoint.requireRoom(request, sockets, watcher.id());
        Watch watch = new Watch(request, watcher);
        return Answer.upgrade(
                new FeedSocket(sockets, watcher.id(), watch::goesOn, watch::begin, sockets.executor())::begin);
    }

    private Optional<Watcher> now(WebRequest request) {
        return gate.visitor(request).map(this::of).or(() -> gate.guest(request).map(ServersFeed::of));
    }

    /** What one of them has been told. Other instances learn of changes, too, so the database is looked at. */
    private final class Watch {
        private final WebRequest request;
        private final Watcher watcher;
        private @Nullable FeedSocket socket;
        private @Nullable List<ServerRow> told;

        private Watch(WebRequest request, Watcher watcher) {
            this.request = request;
            this.watcher = watcher;
        }

        private synchronized Runnable begin(FeedSocket begun) {
            socket = begun;
            tell(watcher);
            return () -> {};
        }

        /** Asked every second. */
        private synchronized boolean goesOn() {
            Optional<Watcher> now = now(request).filter(one -> one.id().equals(watcher.id()));
            now.ifPresent(this::tell);
            return now.isPresent();
        }

        private void tell(Watcher now) {
            List<ServerRow> servers = now.account()
                    .map(account -> DiscordLinkEndpoints.rows(discord.serversOf(account)))
                    .orElse(List.of());
            if (socket != null && !servers.equals(told)) {
                told = servers;
                socket.offer(Json.write(new Told("discord.servers", servers)));
            }
        }
    }
}
