package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import java.util.Optional;
import java.util.function.Function;

/** Sends messages to linked channels, with the bot or a webhook. Safe for concurrent use. */
public final class Outlets {
    private static final String UNREADABLE =
            "The webhook's address can't be read any more. Copy it on Discord and put it in here again.";

    private final Optional<DiscordBot> bot;
    private final Webhooks webhooks;
    private final Link.Store links;

    /** @param bot empty without a bot token */
    public Outlets(Optional<DiscordBot> bot, Webhooks webhooks, Link.Store links) {
        this.bot = bot;
        this.webhooks = webhooks;
        this.links = links;
    }

    boolean isBotConnected() {
        return bot.filter(one -> one.standing().isConnected()).isPresent();
    }

    /** @param nonce used by the bot only; webhooks have none */
    Outcome post(Link link, String nonce, Post post) {
        return link.isByWebhook()
                ? byWebhook(link, address -> webhooks.post(address, post))
                : byBot(one -> one.post(link.serverId(), link.channelId(), nonce, post));
    }

    Outcome edit(Link link, String messageId, Post post) {
        return link.isByWebhook()
                ? byWebhook(link, address -> webhooks.edit(address, messageId, post))
                : byBot(one -> one.edit(link.serverId(), link.channelId(), messageId, post));
    }

    private Outcome byWebhook(Link link, Function<WebhookAddress, Outcome> action) {
        return links.webhook(link.id()).map(action).orElseGet(() -> new Outcome.Unusable(UNREADABLE));
    }

    private Outcome byBot(Function<DiscordBot, Outcome> action) {
        return bot.map(action).orElseGet(() -> new Outcome.Later("Herald has no bot on Discord", false));
    }
}
