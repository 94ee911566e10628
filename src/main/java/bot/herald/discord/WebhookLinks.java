package bot.herald.discord;

import bot.herald.discord.DiscordLinks.Result;
import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link.Way;
import bot.herald.discord.Webhooks.Looked;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links by webhook. On Discord, having the webhook's address is the right to post in its channel, so whoever enters it only has to
 * manage the channel on Twitch, and no bot is needed. Safe for concurrent use; blocks for a request to Discord.
 */
final class WebhookLinks {
    private static final Logger log = LoggerFactory.getLogger(WebhookLinks.class);
    private static final String NO_ADDRESS =
            "That isn't the address of a webhook. On Discord, open the channel's settings, Integrations,"
                    + " Webhooks, and press \"Copy Webhook URL\".";
    private static final String UNKNOWN =
            "Discord doesn't know this webhook. Copy its address there again, or make a new one.";

    private final Link.Store links;
    private final Webhooks webhooks;
    private final LinkRules rules;
    private final URI api;
    private final Runnable resumed;

    WebhookLinks(Link.Store links, Webhooks webhooks, LinkRules rules, URI api, Runnable resumed) {
        this.links = links;
        this.webhooks = webhooks;
        this.rules = rules;
        this.api = api;
        this.resumed = resumed;
    }

    Result link(TwitchUserId person, TwitchUserId broadcaster, Wish wish) {
        return links.of(broadcaster).size() >= DiscordLinks.MOST
                ? DiscordLinks.TOO_MANY
                : put(DiscordLinks.newId(), person, broadcaster, wish, true);
    }

    /**
     * Without another address, a paused link stays paused, and the person who entered the webhook is still the one who has to manage
     * the channel.
     */
    Result change(TwitchUserId person, Link old, Wish wish) {
        boolean isOther = wish.webhook()
                .map(Secret::reveal)
                .filter(text -> !text.isBlank())
                .isPresent();
        if (isOther) {
            return put(old.id(), person, old.broadcaster(), wish, false);
        }
        Optional<Saying> problem = problem(person, old.broadcaster(), wish, old.serverId());
        if (problem.isPresent()) {
            return DiscordLinks.refused(problem.get());
        }
        Link link = new Link(
                old.id(),
                old.broadcaster(),
                old.serverId(),
                old.channelId(),
                wish.roleId(),
                wish.posts(),
                wish.liveText(),
                wish.raidText(),
                old.paused(),
                old.linkedBy(),
                old.way());
        links.change(link);
        return new Result.Done(link);
    }

    private Result put(String id, TwitchUserId person, TwitchUserId broadcaster, Wish wish, boolean isNew) {
        Optional<WebhookAddress> address = wish.webhook().flatMap(text -> WebhookAddress.copied(text.reveal(), api));
        if (address.isEmpty()) {
            return DiscordLinks.refused(NO_ADDRESS);
        }
        Optional<Saying> problem = problem(person, broadcaster, wish, "");
        if (problem.isPresent()) {
            return DiscordLinks.refused(problem.get());
        }
        Looked looked = webhooks.look(address.get());
        if (looked instanceof Looked.Failed failed) {
            return DiscordLinks.refused(
                    "Discord can't be asked for the webhook now: " + failed.reason() + ". Try again in a minute.");
        }
        if (!(looked instanceof Looked.Found found)) {
            return DiscordLinks.refused(UNKNOWN);
        }
        Optional<Saying> everyone = problem(person, broadcaster, wish, found.serverId());
        if (everyone.isPresent()) {
            return DiscordLinks.refused(everyone.get());
        }
        Link link = new Link(
                id,
                broadcaster,
                found.serverId(),
                found.channelId(),
                wish.roleId(),
                wish.posts(),
                wish.liveText(),
                wish.raidText(),
                "",
                person,
                new Way.Webhook(found.name()));
        boolean isTaken = links.of(broadcaster).stream()
                .anyMatch(other -> other.channelId().equals(found.channelId())
                        && !other.id().equals(id));
        if (isTaken || (isNew && !links.add(link, address.get()))) {
            return DiscordLinks.TAKEN;
        }
        if (!isNew) {
            links.change(link, address.get());
            resumed.run();
        }
        log.info(
                "broadcaster={} link={} by a webhook to server={} by user={}",
                broadcaster,
                id,
                found.serverId(),
                person);
        return new Result.Done(link);
    }

    /** @param serverId empty while it is unknown */
    private Optional<Saying> problem(TwitchUserId person, TwitchUserId broadcaster, Wish wish, String serverId) {
        if (!rules.manages().test(person, broadcaster)) {
            return LinkRules.said("You can link channels on Twitch that you manage.");
        }
        // The role that has the server's id is everyone.
        if (!wish.roleId().isEmpty()
                && (!wish.roleId().matches("[0-9]{1,20}") || wish.roleId().equals(serverId))) {
            return LinkRules.said(
                    "This isn't the ID of a role that can be pinged. Copy the role's ID on Discord, or leave it empty.");
        }
        return LinkRules.problem(wish);
    }
}
