package bot.herald.simulator.discord;

import bot.herald.simulator.Fault;
import bot.herald.simulator.Faults;
import bot.herald.simulator.LoopbackServer;
import bot.herald.simulator.RequestLog;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Discord on 127.0.0.1: OAuth, the REST API and the gateway, as strict as the real one as far as that is known, with
 * controls for what happens there and what goes wrong. All state is in memory. Thread-safe. Wrong ids given to a control are an
 * {@link IllegalArgumentException}.
 */
public final class DiscordSimulator implements AutoCloseable {
    /** What an invitation asks for: to see channels, to write, and to embed links. */
    public static final long INVITED = 19_456;

    public static final long ADMINISTRATOR = Permissions.ADMINISTRATOR;
    public static final long MANAGE_GUILD = Permissions.MANAGE_GUILD;
    public static final long VIEW_CHANNEL = Permissions.VIEW_CHANNEL;
    public static final long SEND_MESSAGES = Permissions.SEND_MESSAGES;
    public static final long MANAGE_WEBHOOKS = Permissions.MANAGE_WEBHOOKS;

    private final LoopbackServer server;
    private final ScheduledExecutorService timers;
    private final DiscordWorld world;
    private final Story story;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final URI baseUrl;

    /** Starts it; throws {@link UncheckedIOException} around a {@link BindException} if the port is taken. */
    public static DiscordSimulator start(DiscordOptions options) {
        return new DiscordSimulator(options, LoopbackServer.at(options.port()));
    }

    private DiscordSimulator(DiscordOptions options, LoopbackServer server) {
        this.server = server;
        this.baseUrl = URI.create("http://" + LoopbackServer.HOST + ":" + server.port());
        this.timers = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "simulated-discord-timers");
            thread.setDaemon(true);
            return thread;
        });
        this.world = new DiscordWorld(options, timers);
        this.story = new Story(world);
        world.gateway.listensAt(baseUrl.toString());
        try {
            server.start(new DiscordHandler(world, faults, requests));
        } catch (UncheckedIOException e) {
            timers.shutdownNow();
            throw e;
        }
    }

    /** Also what {@code discord.endpoints.oauth} has to be. */
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

    /** Cloudflare has shut the address out: plain text, no {@code Via}, no {@code Retry-After}. */
    public static Fault cloudflare() {
        return Fault.status(429, "error code: 1015", "text/plain", Map.of());
    }

    /** @param seconds 0 for an answer that does not say when to come back */
    public static Fault limited(int seconds) {
        String body =
                "{\"message\":\"You are being rate limited.\",\"retry_after\":%d,\"global\":false}".formatted(seconds);
        return Fault.status(
                429,
                seconds == 0 ? "{\"message\":\"You are being rate limited.\",\"global\":false}" : body,
                "application/json",
                seconds == 0
                        ? Map.of("Via", "1.1 google")
                        : Map.of("Via", "1.1 google", "Retry-After", String.valueOf(seconds)));
    }

    public static Fault unauthorized() {
        return Fault.status(
                401, "{\"message\":\"401: Unauthorized\",\"code\":0}", "application/json", Map.of("Via", "1.1 google"));
    }

    /** The share of requests with good tokens of people, 0 to 1, that is answered 401 all the same. */
    public void random401(double share) {
        run(() -> world.oddities.random401 = share);
    }

    /** Spent codes and refresh tokens are {@code invalid_request}, as they were once. */
    public void oldWords(boolean old) {
        run(() -> world.oddities.oldWords = old);
    }

    /** This scope is left out of what is granted from now on; empty for none. */
    public void narrowScope(String without) {
        run(() -> world.oddities.narrowed = without);
    }

    /** Events of this type never come from now on; empty for none. */
    public void loseEvents(String type) {
        run(() -> world.oddities.missing = type);
    }

    /** Every event comes twice from now on. */
    public void doubleEvents(boolean doubled) {
        run(() -> world.oddities.doubled = doubled);
    }

    /** Whether members are told of, too, when a role of theirs is deleted. */
    public void tellMembersOfDeletedRoles(boolean told) {
        run(() -> world.oddities.membersToldOfDeletedRoles = told);
    }

    public void registerRedirectUris(List<String> uris) {
        run(() -> {
            world.redirectUris.clear();
            world.redirectUris.addAll(uris);
        });
    }

    /** Gets or creates the account. */
    public SimulatedPerson person(String username) {
        return get(() -> world.person(username).snapshot());
    }

    public void renamePerson(String personId, @Nullable String displayName, @Nullable String avatar) {
        run(() -> story.renamePerson(world.personById(personId), displayName, avatar));
    }

    /** The person removes the app: all tokens die. */
    public void revokeGrant(String personId) {
        run(() -> world.grants.revokeAll(personId));
    }

    /** Access tokens are past their time; refresh tokens stay good. */
    public void expireAccessTokens(String personId) {
        run(() -> world.grants.expireAccessTokens(personId));
    }

    /** Every token, code and webhook's secret that was ever handed out, good or spent: what must not be found anywhere. */
    public Set<String> secretsIssued() {
        return get(world.grants::issued);
    }

    /** A new server, in which there is its owner, and a text channel; the bot is not in it. */
    public String newServer(String name, String ownerId) {
        return get(() -> story.newServer(name, world.personById(ownerId)).id);
    }

    /** The first text channel of a server. */
    public String firstChannel(String serverId) {
        return get(() -> world.server(serverId).channels.keySet().iterator().next());
    }

    public String newChannel(String serverId, String name) {
        return get(() -> story.newChannel(world.server(serverId), name, 0).id);
    }

    public void deleteChannel(String channelId) {
        run(() -> story.deleteChannel(world.channel(channelId)));
    }

    public void addBot(String serverId, long permissions) {
        run(() -> story.addBot(world.server(serverId), permissions));
    }

    public void removeBot(String serverId) {
        run(() -> story.removeBot(world.server(serverId)));
    }

    public void outage(String serverId, boolean isDown) {
        run(() -> story.outage(world.server(serverId), isDown));
    }

    public void join(String serverId, String personId) {
        run(() -> story.join(world.server(serverId), world.personById(personId)));
    }

    /** Leaves, is kicked or banned: Discord tells of all in one way. */
    public void leave(String serverId, String personId) {
        run(() -> story.leave(world.server(serverId), world.personById(personId)));
    }

    /** A member, for example the bot, may not write until then. */
    public void timeOut(String serverId, String personId, Instant until) {
        run(() -> story.timeOut(world.server(serverId), world.personById(personId), until));
    }

    public String newRole(String serverId, String name, long permissions) {
        return get(() -> story.newRole(world.server(serverId), name, permissions).id);
    }

    public void changeRole(String serverId, String roleId, long permissions) {
        run(() ->
                story.changeRole(world.server(serverId), world.server(serverId).role(roleId), permissions));
    }

    public void mentionable(String serverId, String roleId) {
        run(() -> world.server(serverId).role(roleId).isMentionable = true);
    }

    public void deleteRole(String serverId, String roleId) {
        run(() -> story.deleteRole(world.server(serverId), roleId));
    }

    public void giveRole(String serverId, String personId, String roleId) {
        run(() -> story.give(world.server(serverId), world.personById(personId), roleId, true));
    }

    public void takeRole(String serverId, String personId, String roleId) {
        run(() -> story.give(world.server(serverId), world.personById(personId), roleId, false));
    }

    public void changeOwner(String serverId, String personId) {
        run(() -> story.changeOwner(world.server(serverId), world.personById(personId)));
    }

    public void renameServer(String serverId, String name) {
        run(() -> story.renameServer(world.server(serverId), name));
    }

    /** What everyone's role has and has not in a channel. */
    public void overwrite(String channelId, long allow, long deny) {
        run(() -> {
            Server.Channel channel = world.channel(channelId);
            story.overwrite(channel, new Server.Overwrite(channel.serverId, false, allow, deny));
        });
    }

    /** A webhook of the channel: its address, which is a secret. */
    public String newWebhook(String channelId) {
        return get(() -> {
            Messages.Webhook made = world.messages.newWebhook(world.channel(channelId), "Herald");
            return world.messages.webhook(made.id()).path("url").asText();
        });
    }

    public void deleteWebhook(String webhookId) {
        run(() -> story.deleteWebhook(webhookId));
    }

    /** What Discord itself would say: whether this person may manage the server now. */
    public boolean mayManage(String serverId, String personId) {
        return get(() -> Permissions.mayManage(world.server(serverId), personId));
    }

    /** The ids of the servers that this person may manage. */
    public Set<String> managedBy(String personId) {
        return get(() -> world.servers.values().stream()
                .filter(any -> Permissions.mayManage(any, personId))
                .map(any -> any.id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** A server in a person's own list. */
    public record Listed(String id, String name, boolean isOwner, long permissions) {}

    /** What the person's own list says. */
    public List<Listed> listOf(String personId) {
        return get(() -> world.servers.values().stream()
                .filter(any -> any.members.containsKey(personId))
                .map(any ->
                        new Listed(any.id, any.name, any.ownerId.equals(personId), Permissions.inServer(any, personId)))
                .toList());
    }

    /** Messages that are there, oldest first. */
    public List<PostedMessage> messages() {
        return get(world.messages::all);
    }

    /** Waits until the messages fulfil the condition; {@link AssertionError} with what there is if they do not in time. */
    public List<PostedMessage> awaitMessages(Predicate<List<PostedMessage>> condition, Duration atMost) {
        return world.await("messages", world.messages::all, condition, atMost);
    }

    /** Waits until so many gateway sessions are connected. */
    public void awaitGateway(int sessions, Duration atMost) {
        world.await("gateway sessions", world.gateway::connected, now -> now == sessions, atMost);
    }

    /** How many sessions were begun; Discord allows 1,000 a day. */
    public int identifies() {
        return get(world.gateway::identified);
    }

    public void cutGateway() {
        run(world.gateway::cutAll);
    }

    public void closeGateway(int code) {
        run(() -> world.gateway.closeAll(code));
    }

    /** Every bot is closed with this code, now and whenever it identifies; 0 lets them in again. */
    public void refuseGateway(int code) {
        run(() -> world.gateway.closeAlwaysWith(code));
    }

    /** Nothing comes any more, and heartbeats are not answered. */
    public void silenceGateway() {
        run(world.gateway::silenceAll);
    }

    public void askToReconnect() {
        run(world.gateway::askToReconnect);
    }

    /** Nothing can be resumed: who comes back has to begin anew. */
    public void forgetSessions() {
        run(() -> {
            world.gateway.forgetSessions();
            world.gateway.cutAll();
        });
    }

    /** The bot's token is another one from now on, and whoever is connected is not any more. */
    public void resetBotToken(String token) {
        run(() -> world.gateway.resetToken(token));
    }

    @Override
    public void close() {
        timers.shutdownNow();
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
