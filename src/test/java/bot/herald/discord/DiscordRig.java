package bot.herald.discord;

import bot.herald.config.DiscordConfig;
import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.storage.JdbiDiscordAccounts;
import bot.herald.storage.JdbiServerStore;
import bot.herald.testing.DiscordSettings;
import bot.herald.testing.JumpingClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The bot's side of Discord over real HTTP and WebSocket, against the simulated one. */
final class DiscordRig implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(40);

    final DiscordSimulator discord;
    final TestDatabase database;
    final JdbiServerStore store;
    final Set<DiscordUserId> known = ConcurrentHashMap.newKeySet();
    final List<String> counted = new CopyOnWriteArrayList<>();
    final List<BotEvent.Member> profiles = new CopyOnWriteArrayList<>();
    final JumpingClock clock = new JumpingClock();
    DiscordServers servers;
    DiscordBot bot;

    DiscordRig(Path folder, DiscordOptions options) {
        discord = DiscordSimulator.start(options);
        database = new TestDatabase(folder);
        store = new JdbiServerStore(database.database());
        bot = new JdaBot(config(), Clock.systemUTC());
        servers = newServers(bot, server -> {});
    }

    DiscordConfig config() {
        return DiscordSettings.of(discord);
    }

    DiscordServers newServers(DiscordBot by, Consumer<Server> changed) {
        return new DiscordServers(new DiscordServers.Needs(
                Optional.of(by),
                store,
                known::contains,
                id -> Optional.of(listOf(id)),
                profiles::add,
                counted::add,
                changed,
                () -> true,
                clock));
    }

    void start() {
        servers.start();
        discord.gateway().awaitSessions(1, LONG);
    }

    /** Somebody who has logged in, with what their own list says. */
    DiscordUserId login(String username) {
        DiscordUserId id = id(username);
        known.add(id);
        new JdbiDiscordAccounts(database.database())
                .loggedIn(
                        new DiscordProfile(id, new DiscordName(username), username, "https://example.org/a.png"),
                        clock.instant());
        servers.listed(id, listOf(id));
        return id;
    }

    private List<ListedServer> listOf(DiscordUserId id) {
        return discord.listOf(id.value()).stream()
                .map(listed -> new ListedServer(listed.id(), listed.name(), "", listed.isOwner(), listed.permissions()))
                .toList();
    }

    DiscordUserId id(String username) {
        return new DiscordUserId(discord.person(username).id());
    }

    /** The ids of the servers that Herald says this person may manage. */
    Set<String> managed(DiscordUserId person) {
        return store.managedBy(person).stream()
                .map(ServerStore.Managed::serverId)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        servers.close();
        discord.close();
        database.close();
    }
}
