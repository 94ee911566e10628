package bot.herald.simulator.discord;

import bot.herald.simulator.Faults;
import bot.herald.simulator.LoopbackServer;
import bot.herald.simulator.RequestLog;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Discord on 127.0.0.1: OAuth, the REST API and the gateway, as strict as Discord is known to be, with controls that
 * make things happen and go wrong there. All state is in memory. Thread-safe. A control that is given an unknown id throws
 * {@link IllegalArgumentException}.
 */
public final class DiscordSimulator implements AutoCloseable {
    /** The permissions that Herald's invitation asks for: view channels, send messages, embed links. */
    public static final long INVITED = 19_456;

    public static final long ADMINISTRATOR = Permissions.ADMINISTRATOR;
    public static final long MANAGE_GUILD = Permissions.MANAGE_GUILD;
    public static final long VIEW_CHANNEL = Permissions.VIEW_CHANNEL;
    public static final long SEND_MESSAGES = Permissions.SEND_MESSAGES;
    public static final long MANAGE_WEBHOOKS = Permissions.MANAGE_WEBHOOKS;

    private final LoopbackServer server;
    private final DiscordWorld world;
    private final GatewayControls gateway;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final URI baseUrl;

    /** @throws UncheckedIOException around a {@link BindException} if the port is taken */
    public static DiscordSimulator start(DiscordOptions options) {
        return new DiscordSimulator(options, LoopbackServer.at(options.port()));
    }

    private DiscordSimulator(DiscordOptions options, LoopbackServer server) {
        this.server = server;
        this.baseUrl = URI.create("http://" + LoopbackServer.HOST + ":" + server.port());
        this.world = new DiscordWorld(options);
        this.gateway = new GatewayControls(world);
        world.gateway.listensAt(baseUrl.toString());
        try {
            server.start(new DiscordHandler(world, faults, requests));
        } catch (UncheckedIOException e) {
            world.timers.close();
            throw e;
        }
    }

    /** The value for {@code discord.endpoints.oauth}. */
    public URI baseUrl() {
        return baseUrl;
    }

    public String apiUrl() {
        return world.gateway.apiUrl();
    }

    public String gatewayUrl() {
        return world.gateway.url();
    }

    public String clientId() {
        return world.options.clientId();
    }

    public String clientSecret() {
        return world.options.clientSecret();
    }

    public String botToken() {
        return get(() -> world.botToken);
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    public DiscordOddities oddities() {
        return world.oddities;
    }

    public GatewayControls gateway() {
        return gateway;
    }

    public void registerRedirectUris(List<String> uris) {
        run(() -> {
            world.redirectUris.clear();
            world.redirectUris.addAll(uris);
        });
    }

    /** Gets the account, or creates it. */
    public SimulatedPerson person(String username) {
        return get(() -> world.person(username).snapshot());
    }

    public void renamePerson(String personId, @Nullable String displayName, @Nullable String avatar) {
        run(() -> world.events.renamePerson(world.personById(personId), displayName, avatar));
    }

    /** The person removes the app, which revokes all their tokens. */
    public void revokeGrant(String personId) {
        run(() -> world.grants.revokeAll(personId));
    }

    /** Expires the person's access tokens; refresh tokens stay valid. */
    public void expireAccessTokens(String personId) {
        run(() -> world.grants.expireAccessTokens(personId));
    }

    /** Every token, code and webhook secret ever issued, still valid or not, for tests that look for leaks. */
    public Set<String> secretsIssued() {
        return get(world.grants::issued);
    }

    /** Makes a server with its owner and one text channel, without the bot. */
    public String newServer(String name, String ownerId) {
        return get(() -> world.events.newServer(name, world.personById(ownerId)).id);
    }

    /** The first text channel of a server. */
    public String firstChannel(String serverId) {
        return get(() -> world.server(serverId).channels.keySet().iterator().next());
    }

    public String newChannel(String serverId, String name) {
        return get(() -> world.events.newChannel(world.server(serverId), name, 0).id);
    }

    public void deleteChannel(String channelId) {
        run(() -> world.events.deleteChannel(world.channel(channelId)));
    }

    public void addBot(String serverId, long permissions) {
        run(() -> world.events.addBot(world.server(serverId), permissions));
    }

    public void removeBot(String serverId) {
        run(() -> world.events.removeBot(world.server(serverId)));
    }

    public void startOutage(String serverId) {
        run(() -> world.events.startOutage(world.server(serverId)));
    }

    public void endOutage(String serverId) {
        run(() -> world.events.endOutage(world.server(serverId)));
    }

    public void join(String serverId, String personId) {
        run(() -> world.events.join(world.server(serverId), world.personById(personId)));
    }

    /** The person leaves, is kicked or is banned: Discord sends the same event. */
    public void leave(String serverId, String personId) {
        run(() -> world.events.leave(world.server(serverId), world.personById(personId)));
    }

    /** Times a member out, for example the bot. */
    public void timeOut(String serverId, String personId, Instant until) {
        run(() -> world.events.timeOut(world.server(serverId), world.personById(personId), until));
    }

    public String newRole(String serverId, String name, long permissions) {
        return get(() -> world.events.newRole(world.server(serverId), name, permissions).id);
    }

    public void changeRole(String serverId, String roleId, long permissions) {
        run(() -> world.events.changeRole(
                world.server(serverId), world.server(serverId).role(roleId), permissions));
    }

    /** Lets everybody mention the role. */
    public void mentionable(String serverId, String roleId) {
        run(() -> world.server(serverId).role(roleId).isMentionable = true);
    }

    public void deleteRole(String serverId, String roleId) {
        run(() -> world.events.deleteRole(world.server(serverId), roleId));
    }

    public void giveRole(String serverId, String personId, String roleId) {
        run(() -> world.events.giveRole(world.server(serverId), world.personById(personId), roleId));
    }

    public void takeRole(String serverId, String personId, String roleId) {
        run(() -> world.events.takeRole(world.server(serverId), world.personById(personId), roleId));
    }

    public void changeOwner(String serverId, String personId) {
        run(() -> world.events.changeOwner(world.server(serverId), world.personById(personId)));
    }

    public void renameServer(String serverId, String name) {
        run(() -> world.events.renameServer(world.server(serverId), name));
    }

    /** Sets @everyone's overwrite in a channel. */
    public void overwrite(String channelId, long allow, long deny) {
        run(() -> {
            Server.Channel channel = world.channel(channelId);
            world.events.overwrite(channel, new Server.Overwrite(channel.serverId, false, allow, deny));
        });
    }

    /** Makes a webhook in the channel and returns its URL, which is a secret. */
    public String newWebhook(String channelId) {
        return get(() -> {
            Messages.Webhook made = world.messages.newWebhook(world.channel(channelId), "Herald");
            return world.messages.webhook(made.id()).path("url").asText();
        });
    }

    public void deleteWebhook(String webhookId) {
        run(() -> world.events.deleteWebhook(webhookId));
    }

    /** Whether the person may manage the server by Discord's own rules. */
    public boolean mayManage(String serverId, String personId) {
        return get(() -> Permissions.mayManage(world.server(serverId), personId));
    }

    /** The ids of the servers that the person may manage. */
    public Set<String> managedBy(String personId) {
        return get(() -> world.servers.values().stream()
                .filter(any -> Permissions.mayManage(any, personId))
                .map(any -> any.id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** An entry of {@code GET /users/@me/guilds}. */
    public record Listed(String id, String name, boolean isOwner, long permissions) {}

    /** The person's own list of servers. */
    public List<Listed> listOf(String personId) {
        return get(() -> world.servers.values().stream()
                .filter(any -> any.members.containsKey(personId))
                .map(any ->
                        new Listed(any.id, any.name, any.ownerId.equals(personId), Permissions.inServer(any, personId)))
                .toList());
    }

    /** The messages in all channels, oldest first. */
    public List<PostedMessage> messages() {
        return get(world.messages::all);
    }

    /** Waits until the messages meet the condition; an {@link AssertionError} with the messages if they do not in time. */
    public List<PostedMessage> awaitMessages(Predicate<List<PostedMessage>> condition, Duration atMost) {
        return world.await("messages", world.messages::all, condition, atMost);
    }

    /** Gives the bot another token and closes the sessions that were started with the old one. */
    public void resetBotToken(String token) {
        run(() -> world.gateway.resetToken(token));
    }

    /** How many invalid requests of the last ten minutes count towards the ban. */
    public int refusals() {
        return get(world.buckets::refusals);
    }

    @Override
    public void close() {
        world.timers.close();
        server.stop();
    }

    private <T> T get(Supplier<T> action) {
        return world.control(action);
    }

    private void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }
}
