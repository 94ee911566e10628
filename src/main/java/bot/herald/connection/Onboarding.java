package bot.herald.connection;

import bot.herald.account.BotNews;
import bot.herald.account.Logins;
import bot.herald.account.ManagedChannels;
import bot.herald.account.PersonStore;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.BotAccount;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.BotModeration;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason.StandingChanged;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a newly connected account to work, without a restart. Safe for concurrent use.
 *
 * @param chatReconnects gives chat another chance in a channel that connects again
 */
public record Onboarding(
        BotAccount bot,
        AppAccessToken appToken,
        ChannelService channels,
        Consumer<TwitchUserId> chatReconnects,
        WakeUps wakeUps,
        Reconciler reconciler,
        SubscriptionDirectory subscriptions,
        PersonStore people,
        ManagedChannels managed,
        Logins logins,
        BotModeration botModeration,
        BotNews news,
        Clock clock)
        implements ConnectionListener {
    private static final Logger log = LoggerFactory.getLogger(Onboarding.class);
    /** The page that says "connected" is shown once events arrive, or after as long as a person is willing to wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public void connected(Purpose purpose, TwitchProfile profile) {
        TwitchUserId id = profile.id();
        switch (purpose) {
            case BOT -> {
                fetchAppToken();
                bot.replaceBy(id);
                reconciler.requestSoon();
                botModeration.lookSoon();
            }
            case CHANNEL -> {
                boolean isNew = channels.find(id).isEmpty();
                chatReconnects.accept(id);
                wakeUps.happened(new StandingChanged(id));
                fetchAppToken();
                channels.connected(profile);
                awaitEvents(id, reconciler.requestSoon(id));
                people.loggedIn(profile, clock.instant());
                managed.channelConnected(id, isNew);
                botModeration.lookSoon();
            }
            case LOGIN -> {
                log.debug("user={} logged in", id);
                reconciler.requestSoon(id);
                logins.loggedIn(profile);
            }
        }
    }

    /** Chat will need it; this way the first line does not wait for it, and after a restart it is on disk. */
    private void fetchAppToken() {
        appToken.get();
    }

    /** @param pass after it, what was deleted because the channel had been disconnected no longer counts as subscribed */
    private void awaitEvents(TwitchUserId channel, CompletionStage<Void> pass) {
        if (!bot.isConnected()) {
            return;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            pass.toCompletableFuture()
                    .copy()
                    .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
            if (!subscriptions.awaitAnswered(channel, Duration.ofNanos(end - System.nanoTime()))) {
                log.warn("broadcaster={} events do not arrive yet, retrying", channel);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {
        news.replaced(old.login(), now.id(), now.login(), by);
    }
}
