package bot.herald.discord;

import bot.herald.config.DiscordConfig;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.ServerStore.Managed;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links channels on Twitch with channels on Discord, for people who manage both, and pauses links that cannot be used. Safe for
 * concurrent use.
 */
public final class DiscordLinks {
    private static final Logger log = LoggerFactory.getLogger(DiscordLinks.class);
    /** View Channels, Send Messages and Embed Links. */
    static final int PERMISSIONS = 19_456;

    static final int MOST = 20;
    static final Result TAKEN =
            new Result.Refused(Saying.untranslated("This channel on Discord is linked already."), true);
    static final Result TOO_MANY = refused("A channel can have " + MOST + " links. Remove one first.");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link.Store links;
    private final LinkRules rules;
    private final Function<TwitchUserId, Optional<DiscordUserId>> accounts;
    private final Supplier<Standing> standing;
    private final Runnable resumed;
    private final DiscordConfig config;
    private final WebhookLinks byWebhook;

    /**
     * @param accounts the Discord account that a person has linked
     * @param resumed called when messages that waited in a paused link may be posted
     */
    public DiscordLinks(
            Link.Store links,
            LinkRules rules,
            Function<TwitchUserId, Optional<DiscordUserId>> accounts,
            Supplier<Standing> standing,
            Webhooks webhooks,
            Runnable resumed,
            DiscordConfig config) {
        this.links = links;
        this.rules = rules;
        this.accounts = accounts;
        this.standing = standing;
        this.resumed = resumed;
        this.config = config;
        this.byWebhook =
                new WebhookLinks(links, webhooks, rules, config.endpoints().api(), resumed);
    }

    /**
     * A link as somebody wants it.
     *
     * @param webhook the address of a webhook, which implies server and channel; an empty text keeps the one that the link has
     */
    public record Wish(
            String serverId,
            String channelId,
            String roleId,
            Set<Kind> posts,
            String liveText,
            String raidText,
            Optional<Secret> webhook) {}

    /** The outcome of a wish. */
    public sealed interface Result {
        record Done(Link link) implements Result {}

        /** @param said what is wrong, and what to do about it */
        record Refused(Saying said, boolean isTaken) implements Result {
            /** In English. */
            public String sentence() {
                return said.in(Language.EN);
            }
        }
    }

    /** Whether there is a bot; webhooks work without one. */
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
        return rules.servers().managedBy(person);
    }

    public Optional<Server> server(String serverId) {
        return rules.servers().server(serverId);
    }

    /** The page on Discord that adds the bot to the server, with just the permissions that it needs. */
    public URI invitation(String serverId) {
        return URI.create(config.endpoints().oauth() + "/oauth2/authorize?client_id=" + config.clientId()
                + "&scope=bot&permissions=" + PERMISSIONS + "&guild_id=" + serverId + "&disable_guild_select=true");
    }

    /** Checks both rights now, whatever the browser brought back from Discord. */
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
        Optional<Saying> problem = rules.problem(person, account.get(), broadcaster, wish);
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

    /** Changes the link as if it were new; it keeps its id. */
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
        Optional<Saying> problem = rules.problem(person, account.get(), broadcaster, wish);
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

    /** Why nothing may be posted in the link now, and what helps; empty if something may. */
    public String objection(Link link) {
        return rules.objection(link);
    }

    /** Call this when a server changed: pauses links that cannot be used any more, and resumes those that can again. */
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
