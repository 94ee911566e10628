package bot.herald.cli;

import bot.herald.account.DiscordAccounts;
import bot.herald.config.DiscordConfig;
import bot.herald.discord.Link;
import bot.herald.discord.Server;
import bot.herald.discord.ServerStore;
import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.simulator.discord.SimulatedPerson;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiDiscordAccounts;
import bot.herald.storage.JdbiDiscordLinks;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiServerStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The demo's simulated Discord: a streamer's server that the bot has joined, with a channel for her streams and raids. */
final class DemoDiscord implements AutoCloseable {
    private static final String CHANNEL = "stream-news";

    private final DiscordSimulator discord;
    private final SimulatedPerson owner;
    private final String serverName;
    private final String serverId;
    private final String channelId;

    /**
     * @param herald the address of the bot's web server
     * @param streamer the server's owner
     */
    DemoDiscord(URI herald, SimulatedUser streamer) {
        discord = DiscordSimulator.start(
                DiscordOptions.defaults().withRedirectUris(List.of(herald + "/auth/discord/callback")));
        owner = discord.person(streamer.login());
        serverName = streamer.displayName() + "'s workshop";
        serverId = discord.newServer(serverName, owner.id());
        channelId = discord.newChannel(serverId, CHANNEL);
        discord.addBot(serverId, DiscordSimulator.INVITED);
    }

    DiscordConfig config() {
        return new DiscordConfig(
                discord.clientId(),
                new Secret(discord.clientSecret()),
                Optional.of(new Secret(discord.botToken())),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl())));
    }

    /** The page that shows what the bot posted. */
    URI page() {
        return discord.baseUrl().resolve("/");
    }

    /** Stores the streamer's linked account and channel, as if she had linked them earlier. */
    void remember(Database database, SimulatedUser streamer, Instant now) {
        TwitchUserId person = new TwitchUserId(streamer.id());
        DiscordUserId account = new DiscordUserId(owner.id());
        new JdbiPersonStore(database)
                .loggedIn(
                        new TwitchProfile(person, new TwitchLogin(streamer.login()), streamer.displayName(), ""), now);
        DiscordAccounts accounts = new JdbiDiscordAccounts(database);
        accounts.loggedIn(new DiscordProfile(account, new DiscordName(owner.username()), owner.displayName(), ""), now);
        boolean linked = accounts.link(account, person);
        ServerStore servers = new JdbiServerStore(database);
        servers.here(new Server(
                serverId, serverName, "", account, List.of(), List.of(new Server.TextChannel(channelId, CHANNEL, ""))));
        servers.put(new ServerStore.Membership(serverId, account, true, Set.of(), false, now), now);
        boolean added = JdbiDiscordLinks.addByBot(
                database,
                new Link(
                        "demo",
                        person,
                        serverId,
                        channelId,
                        "",
                        Set.of(Link.Kind.LIVE, Link.Kind.RAID),
                        Link.DEFAULT_LIVE_TEXT,
                        Link.DEFAULT_RAID_TEXT,
                        "",
                        person,
                        new Link.Way.Bot(account)));
        if (!linked || !added) {
            throw new IllegalStateException("an empty database already has a link with Discord");
        }
    }

    @Override
    public void close() {
        discord.close();
    }
}
