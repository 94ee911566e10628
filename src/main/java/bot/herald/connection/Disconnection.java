package bot.herald.connection;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.Reconciler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disconnects a channel: deletes its subscriptions, revokes its token on Twitch, and erases it here. Its settings stay
 * in case it comes back. Safe for concurrent use.
 */
public final class Disconnection {
    private static final Logger log = LoggerFactory.getLogger(Disconnection.class);
    /**
     * Deleting needs the token. After this time the token is revoked all the same, which makes Twitch end the
     * subscriptions itself.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChannelService channels;
    private final CredentialService credentials;
    private final Reconciler reconciler;

    public Disconnection(ChannelService channels, CredentialService credentials, Reconciler reconciler) {
        this.channels = channels;
        this.credentials = credentials;
        this.reconciler = reconciler;
    }

    /** Blocks until the token is gone, for some seconds at most. Does nothing for a channel that is not connected. */
    public void disconnect(TwitchUserId id) {
        if (channels.find(id).isEmpty()) {
            return;
        }
        channels.disconnected(id);
        awaitDeleted(id);
        credentials.remove(CredentialKey.channel(id));
        log.info("broadcaster={} disconnected", id);
    }

    private void awaitDeleted(TwitchUserId id) {
        try {
            var unused =
                    reconciler.requestSoon(id).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "broadcaster={} its subscriptions were not deleted in time ({}); Twitch ends them once the token is revoked",
                    id,
                    e.getClass().getSimpleName());
        }
    }
}
