package bot.herald.discord;

import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link.Way;
import bot.herald.discord.ServerStore.Presence;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.template.Characters;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which links are possible, by the rights of the people who make them and of the bot. Safe for concurrent use.
 *
 * @param manages whether a person (the first) manages a channel on Twitch (the second)
 */
public record LinkRules(ServerStore servers, BiPredicate<TwitchUserId, TwitchUserId> manages) {
    /** Why the bot cannot post in the channel as wished for this person; empty if it can. */
    Optional<Saying> problem(TwitchUserId person, DiscordUserId account, TwitchUserId broadcaster, Wish wish) {
        if (!manages.test(person, broadcaster) || !servers.manages(wish.serverId(), account)) {
            return said("You can link servers that you manage on Discord. Pick one from the list.");
        }
        String unusable = unusable(wish.serverId(), wish.channelId());
        if (!unusable.isEmpty()) {
            return said(unusable);
        }
        if (!wish.roleId().isEmpty()
                && (wish.roleId().equals(wish.serverId())
                        || servers.server(wish.serverId())
                                .flatMap(server -> server.role(wish.roleId()))
                                .isEmpty())) {
            return said("This role isn't in the server. Pick one from the list.");
        }
        return problem(wish);
    }

    /** What is wrong with what is to be posted; empty if nothing is. */
    static Optional<Saying> problem(Wish wish) {
        if (wish.posts().isEmpty()) {
            return said("Pick what Herald should post.");
        }
        return textProblem(wish.liveText(), LinkMessageText.LIVE)
                .or(() -> textProblem(wish.raidText(), LinkMessageText.RAID));
    }

    private static Optional<Saying> textProblem(String text, Set<Placeholder> allowed) {
        if (text.isBlank() || Characters.areMoreThan(400, text)) {
            return said("A message needs 1 to 400 characters.");
        }
        return Template.parse(text, allowed) instanceof Template.Parsed.Bad bad
                ? Optional.of(language -> "The message can't be used: "
                        + bad.problems().get(0).saying().in(language))
                : Optional.empty();
    }

    /** In English; the pages have it in other languages. */
    static Optional<Saying> said(String sentence) {
        return Optional.of(Saying.untranslated(sentence));
    }

    /** Why the bot cannot post in the channel now, and what helps; empty if it can. */
    private String unusable(String serverId, String channelId) {
        Presence presence = servers.presence(serverId).orElse(Presence.ABSENT);
        if (presence == Presence.ABSENT) {
            return "Herald isn't in the server. Invite it first.";
        }
        Optional<Server.TextChannel> channel = servers.server(serverId).flatMap(server -> server.channel(channelId));
        if (channel.isEmpty()) {
            return "The channel doesn't exist on Discord any more. Link another channel.";
        }
        return channel.get().isUsable()
                ? ""
                : "Herald may not write in #" + channel.get().name() + ". Give its role \""
                        + channel.get().lacks() + "\" there, in the channel's permissions on Discord.";
    }

    /** Why nothing may be posted in the link now, and what helps; empty if something may. */
    String objection(Link link) {
        if (link.way() instanceof Way.Bot bot && !servers.manages(link.serverId(), bot.manager())) {
            return "The person who linked the server doesn't manage it on Discord any more. Somebody who does has to link it again.";
        }
        if (!manages.test(link.linkedBy(), link.broadcaster())) {
            return "The person who linked the server doesn't manage this channel any more. Somebody who does has to link it again.";
        }
        return link.isByWebhook() ? "" : unusable(link.serverId(), link.channelId());
    }
}
