package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.channel.ChannelService;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.subscription.SubscriptionDirectory;

/** Says for {@code /readyz} whether there is an account to speak with and events arrive. */
final class EventFlow implements Component {
    private final BotAccount bot;
    private final ChannelService channels;
    private final SubscriptionDirectory subscriptions;

    EventFlow(BotAccount bot, ChannelService channels, SubscriptionDirectory subscriptions) {
        this.bot = bot;
        this.channels = channels;
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "event-flow";
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
        if (!bot.isConnected()) {
            return Health.down("no bot account is connected: open the set-up link that was printed at start");
        }
        return !subscriptions.isAnythingEssentialFlowing() && !channels.all().isEmpty()
                ? Health.down("no event subscription is enabled at Twitch yet")
                : Health.UP;
    }

    @Override
    public void close() {}
}
