package bot.herald.simulator;

/** What viewers do besides chatting: follow, subscribe, cheer, redeem rewards and vote. Thread-safe. */
public final class Viewers {
    private final World world;

    Viewers(World world) {
        this.world = world;
    }

    public Delivery follow(String broadcasterId, String userId) {
        return world.control(() -> world.support.follow(broadcasterId, userId));
    }

    /** A new subscription; {@code tier} is 1000, 2000 or 3000. */
    public Delivery subscribe(String broadcasterId, String userId, String tier) {
        return world.control(() -> world.support.subscribe(broadcasterId, userId, tier, false));
    }

    public Delivery resubscribe(String broadcasterId, String userId, String tier, String text, int months) {
        return world.control(() -> world.support.resubscribe(broadcasterId, userId, tier, text, months));
    }

    /** The user receives a gifted subscription. */
    public Delivery subscribeAsGift(String broadcasterId, String userId, String tier) {
        return world.control(() -> world.support.subscribe(broadcasterId, userId, tier, true));
    }

    /** The user gifts subscriptions. */
    public Delivery giftSubscriptions(String broadcasterId, String userId, String tier, int total) {
        return world.control(() -> world.support.giftSubscriptions(broadcasterId, userId, tier, total));
    }

    public Delivery giftSubscriptionsAnonymously(String broadcasterId, String tier, int total) {
        return world.control(() -> world.support.giftSubscriptions(broadcasterId, null, tier, total));
    }

    public Delivery cheer(String broadcasterId, String userId, int bits, String text) {
        return world.control(() -> world.support.cheer(broadcasterId, userId, bits, text));
    }

    public Delivery cheerAnonymously(String broadcasterId, int bits, String text) {
        return world.control(() -> world.support.cheer(broadcasterId, null, bits, text));
    }

    public Delivery redeem(String broadcasterId, String userId, String rewardTitle, int cost, String input) {
        return world.control(() -> world.support.redeem(broadcasterId, userId, rewardTitle, cost, input));
    }

    /** Adds votes in the poll that an app started. */
    public Delivery vote(String broadcasterId, String choice, int votes) {
        return world.control(() -> world.polls.vote(broadcasterId, choice, votes));
    }

    /** The poll runs out of time. */
    public Delivery endPoll(String broadcasterId) {
        return world.control(() -> world.polls.complete(broadcasterId));
    }
}
