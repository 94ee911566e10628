package bot.herald.app;

import bot.herald.chat.BotRoles;
import bot.herald.chat.ChatTurns;
import bot.herald.chat.OutgoingQueue;
import bot.herald.chat.OwnLines;
import bot.herald.chat.Silences;
import bot.herald.config.BotConfig;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.WatchedChatSender;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiChatTurns;
import bot.herald.storage.JdbiOwnLines;
import bot.herald.storage.JdbiSilences;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.twitch.helix.AppTokenRule;
import bot.herald.twitch.helix.HelixChatSender;

/**
 * How the bot writes in chat.
 *
 * @param silences where it must not write
 * @param roles what the bot is in each channel, which decides how fast it may write
 */
record ChatModule(OutgoingQueue queue, Silences silences, BotRoles roles, AppTokenRule appTokenRule) {
    static ChatModule of(
            Foundation foundation, TokenModule tokens, SubscriptionDirectory subscriptions, ChannelFeed feed) {
        BotConfig config = foundation.config();
        Database database = foundation.database();
        BotRoles roles = new BotRoles(tokens.bot());
        AppTokenRule appTokenRule = new AppTokenRule(tokens.credentials()::scopes, roles::moderates);
        HelixChatSender sender = new HelixChatSender(tokens.door(), appTokenRule, tokens.bot());
        OutgoingQueue queue = new OutgoingQueue(
                new OutgoingQueue.Needs(
                        new WatchedChatSender(sender, feed),
                        database.isShared() ? new JdbiChatTurns(database) : ChatTurns.ALONE,
                        foundation.instances()::live,
                        new OwnLines(
                                id -> subscriptions.flowingSince(id, "channel.chat.message"),
                                database.isShared() ? new JdbiOwnLines(database) : OwnLines.Elsewhere.NOWHERE),
                        roles,
                        foundation.metrics()::chatMessage,
                        foundation.wakeUps(),
                        new ForwardClock(foundation.clock())),
                config.bot().verified());
        Silences silences = new Silences(
                queue::stopped,
                new JdbiSilences(database),
                !foundation.instances().isAlone(),
                foundation.instances().whileLeading());
        return new ChatModule(queue, silences, roles, appTokenRule);
    }

    /** Gives chat another chance in a channel that connects again. */
    void reconnected(TwitchUserId broadcaster) {
        appTokenRule.reconnected(broadcaster);
        queue.reconnected(broadcaster);
    }
}
