package bot.herald.simulator.discord;

import java.time.Duration;
import java.util.function.Consumer;

/** Controls what happens to the gateway's sockets and sessions. Thread-safe. */
public final class GatewayControls {
    private final DiscordWorld world;

    GatewayControls(DiscordWorld world) {
        this.world = world;
    }

    /** Waits until this many sessions have a socket; an {@link AssertionError} if they do not in time. */
    public void awaitSessions(int sessions, Duration atMost) {
        world.await("gateway sessions", world.gateway::connected, now -> now == sessions, atMost);
    }

    /** How many sessions bots have started; Discord allows 1,000 a day. */
    public int identifies() {
        return world.get(() -> world.gateway.starts().count());
    }

    /** Cuts every TCP connection, without a close frame. */
    public void cut() {
        with(Gateway::cutAll);
    }

    public void close(int code) {
        with(gateway -> gateway.closeAll(code));
    }

    /** Closes every socket with this code, and every bot that identifies later; 0 lets bots in again. */
    public void refuse(int code) {
        with(gateway -> gateway.refuseAll(code));
    }

    /** Sends no frame any more, not even the answers to heartbeats. */
    public void silence() {
        with(Gateway::silenceAll);
    }

    /** Sends op 7. */
    public void askToReconnect() {
        with(Gateway::askToReconnect);
    }

    /** Cuts every socket and forgets the sessions, so that bots have to identify anew. */
    public void forgetSessions() {
        with(gateway -> {
            gateway.forgetSessions();
            gateway.cutAll();
        });
    }

    private void with(Consumer<Gateway> action) {
        world.run(() -> action.accept(world.gateway));
    }
}
