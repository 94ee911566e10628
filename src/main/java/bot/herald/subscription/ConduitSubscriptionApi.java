package bot.herald.subscription;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Twitch's list of the app's own subscriptions, which conduits and webhooks carry; whose they are makes no difference.
 *
 * <p>Safe for concurrent use. Calls block for one or two HTTP exchanges a page, and for the request budget. Nothing is
 * thrown for what Twitch answers.
 */
public interface ConduitSubscriptionApi {
    CreateAnswer create(DesiredSubscription subscription, String conduitId);

    /**
     * All that the app has, including dead ones and those of other conduits and webhooks.
     *
     * @param seen called for each as its page comes, on the caller's thread: a list of many pages takes a while, and
     * may still fail
     */
    ListAnswer list(Consumer<ActualSubscription> seen);

    /** @return why it may still be there; empty when it is gone, also when it was gone before */
    Optional<ProviderFailure> delete(String subscriptionId);
}
