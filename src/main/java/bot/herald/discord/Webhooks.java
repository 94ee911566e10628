package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;

/** Discord's webhooks. Safe for concurrent use; blocks for seconds at most. */
public interface Webhooks {
    /** The answer to a lookup of a webhook. */
    sealed interface Looked {
        /** @param name as Discord shows it; never empty */
        record Found(String serverId, String channelId, String name) implements Looked {}

        record Unknown() implements Looked {}

        record Failed(String reason) implements Looked {}
    }

    Looked look(WebhookAddress address);

    /** Sends one request and never repeats it: Discord would post the message twice. */
    Outcome post(WebhookAddress address, Post post);

    Outcome edit(WebhookAddress address, String messageId, Post post);
}
