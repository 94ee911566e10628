package bot.herald.feed;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.UserUpdated;

/** Shows watchers what Twitch tells. */
public final class IncomingEvents implements EventHandler {
    private final ChannelFeed feed;

    public IncomingEvents(ChannelFeed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public void handle(ChannelEvent event) {
        // Of an account, not of what goes on in a channel.
        if (!(event instanceof UserUpdated)) {
            feed.publish(event.broadcasterId(), event.origin().type(), () -> FeedFields.of(event));
        }
    }
}
