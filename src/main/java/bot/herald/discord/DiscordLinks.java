package bot.herald.discord;

import bot.herald.config.DiscordConfig;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.ServerStore.Managed;
import bot.herald.discord.ServerStore.Presence;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.template.Characters;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links channels on Twitch with channels on Discord, for those who manage both, and pauses what cannot be used. Safe for concurrent use.
 */
public final class DiscordLinks {
    private static final Logger log = LoggerFactory.getLogger(DiscordLinks.class);
    /** To see channels, to write, and to embed links. */
    static final int PERMISSIONS = 19_456;

    static final int MOST = 20;
    static final Result TAKEN =
            new Result.Refused(Saying.untranslated("This channel on Discord is linked already."), true);
    static final Result TOO_MANY = refused("A channel can have " + MOST + " links. Remove one first.");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link.Store links;
    private final ServerStore servers;
    private final Function<TwitchUserId, Optional<DiscordUserId>> accounts;
    private final BiPredicate<TwitchUserId, TwitchUserId> manages;
    private final Supplier<Standing> standing;
    private final Runnable resumed;
    private final DiscordConfig config;
    private final WebhookLinks byWebhook;

    /**
     * @param accounts the Discord account that a person has linked
     * @param manages whether a person, first, manages a channel on Twitch
     * @param resumed that what waited in a paused link may be told
     */
    public DiscordLinks(
            Link.Store links,
            ServerStore servers,
            Function<TwitchUserId, Optional<DiscordUserId>> accounts,
            BiPredicate<TwitchUserId, TwitchUserId> manages,
            Supplier<Standing> standing,
            Webhooks webhooks,
            Runnable resumed,
            DiscordConfig config) {
        this.links = links;
        this.servers = servers;
        this.accounts = accounts;
        this.manages = manages;
        this.standing = standing;
        this.resumed = resumed;
        this.config = config;
        this.byWebhook =
                new WebhookLinks(links, webhooks, manages, config.endpoints().api(), resumed);
    }

    /**
     * What somebody asks for.
     *
     * @param webhook the address of one that is to be used, which knows server and channel; where there is one already, empty text keeps it
     */
    public record Wish(
            String serverId,
            String channelId,
            String roleId,
            Set<Kind> posts,
            String liveText,
            String raidText,
            Optional<Secret> webhook) {}

    /** What became of it. */
    public sealed interface Result {
        record Done(Link link) implements Result {}

        /** @param said what is wrong and what helps */
        record Refused(Saying said, boolean isTaken) implements Result {
            /** In English. */
            public String sentence() {
                return said.in(Language.EN);
            }
        }
    }

    /** Whether the application has a bot; webhooks do without. */
    public boolean hasBot() {
        return config.botToken().isPresent();
    }

    public Standing standing() {
        return standing.get();
    }

    public Optional<DiscordUserId> account(TwitchUserId person) {
        return accounts.apply(person);
    }

    public List<Link> of(TwitchUserId broadcaster) {
        return links.of(broadcaster);
    }

    public List<Managed> serversOf(DiscordUserId person) {
        return servers.managedBy(person);
    }

    public Optional<Server> server(String serverId) {
        return servers.server(serverId);
    }

    /** Where somebody lets the bot into that server, with the permissions that it needs and no other. */
    public URI invitation(String serverId) {
        return URI.create(config.endpoints().oauth() + "/oauth2/authorize?client_id=" + config.clientId()
                + "&scope=bot&permissions=" + PERMISSIONS + "&guild_id=" + serverId + "&disable_guild_select=true");
    }

    /** Both rights are looked at now; what came back from Discord's pages is not believed. */
    public Result link(TwitchUserId person, TwitchUserId broadcaster, Wish wish) {
        if (wish.webhook().isPresent()) {
            return byWebhook.link(person, broadcaster, wish);
        }
        if (!hasBot()) {
            return refused("Herald has no bot on Discord. Use the address of a webhook.");
        }
        Optional<DiscordUserId> account = accounts.apply(person);
        if (account.isEmpty()) {
            return refused("Link your Discord account first.");
        }
        Optional<Saying> problem = problem(person, account.get(), broadcaster, wish);
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        if (links.of(broadcaster).size() >= MOST) {
            return TOO_MANY;
        }
        Link link = link(newId(), person, account.get(), broadcaster, wish);
        if (!links.add(link)) {
            return TAKEN;
        }
        log.info("broadcaster={} link={} to server={} by user={}", broadcaster, link.id(), link.serverId(), person);
        return new Result.Done(link);
    }

    /** Moves it, or changes what is told there: like a new one, but it keeps its id. */
    public Result change(TwitchUserId person, TwitchUserId broadcaster, String id, Wish wish) {
        Optional<Link> old = links.find(id).filter(link -> link.broadcaster().equals(broadcaster));
        Optional<DiscordUserId> account = accounts.apply(person);
        if (old.isEmpty()) {
            return refused("This link was removed in the meantime.");
        }
        if (old.get().isByWebhook()) {
            return byWebhook.change(person, old.get(), wish);
        }
        if (wish.webhook().isPresent()) {
            return refused("The bot posts in this link. Remove it, and then link the webhook.");
        }
        if (account.isEmpty()) {
            return refused("Link your Discord account first.");
        }
        Optional<Saying> problem = problem(person, account.get(), broadcaster, wish);
        boolean isTaken = links.of(broadcaster).stream()
                .anyMatch(link ->
                        link.channelId().equals(wish.channelId()) && !link.id().equals(id));
        if (isTaken) {
            return TAKEN;
        }
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        Link link = link(id, person, account.get(), broadcaster, wish);
        links.change(link);
        resumed.run();
        return new Result.Done(link);
    }

    private static Link link(
            String id, TwitchUserId person, DiscordUserId account, TwitchUserId broadcaster, Wish wish) {
        return new Link(
                id,
                broadcaster,
                wish.serverId(),
                wish.channelId(),
                wish.roleId(),
                wish.posts(),
                wish.liveText(),
                wish.raidText(),
                "",
                person,
                new Way.Bot(account));
    }

    public boolean unlink(TwitchUserId broadcaster, String id) {
        boolean removed = links.remove(broadcaster, id);
        if (removed) {
            log.info("broadcaster={} link={} removed", broadcaster, id);
        }
        return removed;
    }

    static Result refused(String sentence) {
        return refused(Saying.untranslated(sentence));
    }

    static Result refused(Saying said) {
        return new Result.Refused(said, false);
    }

    static String newId() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Optional<Saying> problem(TwitchUserId person, DiscordUserId account, TwitchUserId broadcaster, Wish wish) {
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

    /** With what is posted, and its words; empty if there is none. */
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

    /** In English; pages know it in other languages. */
    static Optional<Saying> said(String sentence) {
        return Optional.of(Saying.untranslated(sentence));
    }

    /** Why nothing can be told in the channel now, with what helps; empty if it can. */
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

    /** Why nothing may be told in the link now; empty if it may. */
    public String objection(Link link) {
        if (link.way() instanceof Way.Bot bot && !servers.manages(link.serverId(), bot.manager())) {
            return "The person who linked the server doesn't manage it on Discord any more. Somebody who does has to link it again.";
        }
        if (!manages.test(link.linkedBy(), link.broadcaster())) {
            return "The person who linked the server doesn't manage this channel any more. Somebody who does has to link it again.";
        }
        return link.isByWebhook() ? "" : unusable(link.serverId(), link.channelId());
    }

    /** Something in the server changed: links that cannot be used pause, and those that can again go on. */
    public void changed(Server server) {
        boolean anyResumed = false;
        for (Link link : links.ofServer(server.id())) {
            String objected = link.isByWebhook() ? link.paused() : objection(link);
            if (!objected.equals(link.paused())) {
                links.pause(link.id(), objected);
                anyResumed |= objected.isEmpty();
                log.info(
                        "broadcaster={} link={} {}",
                        link.broadcaster(),
                        link.id(),
                        objected.isEmpty() ? "goes on" : "is paused: " + objected);
            }
        }
        if (anyResumed) {
            resumed.run();
        }
    }
}
