package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;

/** Webhooks at Discord. Safe for concurrent use; blocks for seconds at most. */
public interface Webhooks {
    /** What became of a question for one. */
    sealed interface Looked {
        /** @param name as Discord shows it; never empty */
        record Found(String serverId, String channelId, String name) implements Looked {}

        record Unknown() implements Looked {}

        record Failed(String reason) implements Looked {}
    }

    Looked look(WebhookAddress address);

    /** Never repeated by itself: Discord would post it twice. */
    Outcome post(WebhookAddress address, Post post);

    Outcome edit(WebhookAddress address, String messageId, Post post);
}
