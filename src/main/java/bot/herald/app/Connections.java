package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchProfile;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a newly connected account to work, without a restart. */
final class Connections implements ConnectionListener {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    /** The page that says "connected" comes when events flow, unless Twitch takes longer than a person waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BotAccount bot;
    private final ChannelService channels;
    private final Reconciler reconciler;
    private final SubscriptionDirectory subscriptions;

    Connections(BotAccount bot, ChannelService channels, Reconciler reconciler, SubscriptionDirectory subscriptions) {
        this.bot = bot;
        this.channels = channels;
        this.reconciler = reconciler;
        this.subscriptions = subscriptions;
    }

    @Override
    public void connected(Purpose purpose, TwitchProfile profile) {
        switch (purpose) {
            case BOT -> {
                bot.replaceBy(profile.id());
                var unused = reconciler.requestSoon();
            }
            case CHANNEL -> {
                channels.connected(profile);
                var unused = reconciler.requestSoon(profile.id());
                awaitEvents(profile);
            }
            case LOGIN -> {
                log.debug("user={} logged in", profile.id());
                var unused = reconciler.requestSoon(profile.id());
            }
        }
    }

    private void awaitEvents(TwitchProfile profile) {
        if (!bot.isConnected()) {
            return;
        }
        try {
            if (!subscriptions.awaitAnswered(profile.id(), PATIENCE)) {
                log.warn("broadcaster={} events do not flow yet, Herald keeps trying", profile.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
