package bot.herald.simulator;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A simulated Twitch on 127.0.0.1: OAuth, Helix and EventSub over WebSocket, as strict as the real one, with controls that make
 * things happen and go wrong there. All state is in memory. Thread-safe. A control that is given an unknown id throws {@link
 * IllegalArgumentException}.
 */
public final class TwitchSimulator implements AutoCloseable {
    private final LoopbackServer server;
    private final World world;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final Sockets sockets;
    private final Viewers viewers;
    private final ModerationControls moderation;
    private final RedirectUris redirectUris;
    private final OAuthEndpoints oauth;
    private final URI baseUrl;

    /** @throws UncheckedIOException around a {@link BindException} if the port is taken */
    public static TwitchSimulator start(SimulatorOptions options) {
        return new TwitchSimulator(options, LoopbackServer.at(options.port()));
    }

    private TwitchSimulator(SimulatorOptions options, LoopbackServer server) {
        this.server = server;
        this.baseUrl = URI.create("http://" + LoopbackServer.HOST + ":" + server.port());
        this.world = new World(options);
        this.sockets = new Sockets(world);
        this.viewers = new Viewers(world);
        this.moderation = new ModerationControls(world);
        this.redirectUris = new RedirectUris(options.redirectUris());
        this.oauth = new OAuthEndpoints(world, redirectUris, baseUrl.toString());
        world.setBaseUrl(baseUrl.toString());
        world.sessions.setUrl(eventSubWebSocketUrl());
        ControlEndpoints control =
                new ControlEndpoints(world, faults, requests, sockets, redirectUris, baseUrl.toString());
        try {
            server.start(new SimulatorHandler(world, faults, requests, oauth, new HelixRouter(world), control));
        } catch (UncheckedIOException e) {
            world.timers.close();
            throw e;
        }
    }

    public URI baseUrl() {
        return baseUrl;
    }

    public String oauthUrl() {
        return baseUrl + "/oauth2";
    }

    public String helixUrl() {
        return baseUrl + "/helix";
    }

    public String eventSubWebSocketUrl() {
        return "ws://" + LoopbackServer.HOST + ":" + baseUrl.getPort() + "/ws";
    }

    public String clientId() {
        return world.options.clientId();
    }

    public String clientSecret() {
        return world.options.clientSecret();
    }

    /** Replaces the registered redirect URLs, for a bot whose port is known only once it has started. */
    public void registerRedirectUris(List<String> uris) {
        run(() -> redirectUris.replace(uris));
    }

    /** Gets the account, or creates it. */
    public SimulatedUser user(String login) {
        return get(() -> world.accounts.getOrCreate(login, null));
    }

    /** Gets the account, or creates it, and sets its display name. */
    public SimulatedUser user(String login, String displayName) {
        return get(() -> world.accounts.getOrCreate(login, displayName));
    }

    public List<SimulatedUser> users() {
        return get(() -> List.copyOf(world.accounts.all()));
    }

    public Delivery addModerator(String broadcasterId, String userId) {
        return get(() -> world.events.addModerator(broadcasterId, userId));
    }

    public Delivery removeModerator(String broadcasterId, String userId) {
        return get(() -> world.events.removeModerator(broadcasterId, userId));
    }

    public void addVip(String broadcasterId, String userId) {
        run(() ->
                world.channel(broadcasterId).vips.add(world.accounts.get(userId).id()));
    }

    public Delivery goLive(String broadcasterId, String title, String game) {
        return get(() -> world.events.goLive(broadcasterId, title, game));
    }

    /** Goes live with a stream that started at {@code since}. */
    public Delivery goLive(String broadcasterId, String title, String game, Instant since) {
        return get(() -> world.events.goLive(broadcasterId, title, game, since));
    }

    /** A rerun, playlist, watch party or premiere starts: {@code stream.online} of that type, but nobody is live. */
    public Delivery show(String broadcasterId, String type) {
        return get(() -> world.events.begin(broadcasterId, type));
    }

    public Delivery goOffline(String broadcasterId) {
        return get(() -> world.events.goOffline(broadcasterId));
    }

    public Delivery updateChannel(String broadcasterId, String title, String game) {
        return get(() -> world.events.updateChannel(broadcasterId, title, game));
    }

    public Delivery ban(String broadcasterId, String userId) {
        return get(() -> world.events.ban(broadcasterId, userId));
    }

    /** A time-out; no event announces its end. */
    public Delivery timeOut(String broadcasterId, String userId, Duration length) {
        return get(() -> world.events.timeOut(broadcasterId, userId, length));
    }

    /** A moderator deletes a chat message. */
    public Delivery deleteMessage(String broadcasterId, String messageId) {
        return get(() -> world.events.delete(broadcasterId, messageId));
    }

    public Delivery unban(String broadcasterId, String userId) {
        return get(() -> world.events.unban(broadcasterId, userId));
    }

    /** A moderator gives a shoutout, which starts both cooldowns; the channel must be live. */
    public Delivery shoutout(String broadcasterId, String targetId, String moderatorId) {
        return get(() -> world.events.shoutout(broadcasterId, targetId, moderatorId));
    }

    /** A raid arrives: {@code channel.raid} for both channels and a notice in the target's chat. */
    public Delivery raid(String fromId, String toId, int viewers) {
        return get(() -> world.events.raid(fromId, toId, viewers));
    }

    public Delivery chat(ChatLine line) {
        return get(() -> world.chat.write(line));
    }

    /** Delays the events of messages that apps send from now on, and drops those of the next {@code missing}. */
    public void ownLines(Duration delay, int missing) {
        run(() -> world.chat.ownLines(delay, missing));
    }

    /**
     * Sends an event of any type, for those without a method of their own.
     *
     * @param fields a JSON object; the broadcaster's fields are added
     */
    public Delivery event(String type, String broadcasterId, String fields) {
        return get(() -> world.events.any(type, broadcasterId, fields));
    }

    /** Changes an account's names; the id stays. */
    public Delivery rename(String userId, String login, String displayName) {
        return get(() -> world.events.rename(userId, login, displayName));
    }

    /** The messages that apps sent, including dropped ones, oldest first. */
    public List<SentMessage> sentMessages() {
        return get(world.chat::sentByApps);
    }

    /** Waits until the messages meet the condition; an {@link AssertionError} with the messages if they do not in time. */
    public List<SentMessage> awaitMessages(Predicate<List<SentMessage>> condition, Duration atMost) {
        return world.await("messages", world.chat::sentByApps, condition, atMost);
    }

    /** Sets when the account was created. */
    public void accountMade(String userId, Instant at) {
        run(() -> world.accounts.setCreatedAt(userId, at));
    }

    /** All listed subscriptions, including dead ones. */
    public List<SimulatedSubscription> subscriptions() {
        return get(world.subscriptions::snapshots);
    }

    /** Waits until the subscriptions meet the condition; an {@link AssertionError} with them if they do not in time. */
    public List<SimulatedSubscription> awaitSubscriptions(
            Predicate<List<SimulatedSubscription>> condition, Duration atMost) {
        return world.await("subscriptions", world.subscriptions::snapshots, condition, atMost);
    }

    public RequestLog requests() {
        return requests;
    }

    public Oddities oddities() {
        return world.oddities;
    }

    public Faults faults() {
        return faults;
    }

    public Sockets sockets() {
        return sockets;
    }

    public Viewers viewers() {
        return viewers;
    }

    public ModerationControls moderation() {
        return moderation;
    }

    /** Every token and code ever issued, still valid or not, for tests that look for leaks. */
    public Set<String> secretsIssued() {
        return get(world.tokens::issued);
    }

    /** Whether a token, code or client secret was ever sent in a query. */
    public boolean secretsSeenInUrls() {
        return get(oauth::secretsSeenInUrls);
    }

    /** The users whose tokens were used more than an hour after their last validation, which Twitch forbids. */
    public Set<String> notValidated() {
        return get(world.tokens::notValidated);
    }

    /** The user disconnects the app: all tokens die, and subscriptions that need the grant are revoked. */
    public void revokeGrant(String userId) {
        run(() -> world.disconnect(userId));
    }

    /** The account disappears: its tokens die, and subscriptions about it are revoked with {@code user_removed}. */
    public void deleteAccount(String userId) {
        run(() -> world.delete(userId));
    }

    /** Expires the user's access tokens; refresh tokens stay valid. */
    public void expireAccessTokens(String userId) {
        run(() -> world.tokens.expireAccessTokens(userId));
    }

    public void expireAppTokens() {
        run(world.tokens::expireAppTokens);
    }

    /** Makes the user's refresh tokens invalid; access tokens stay valid. */
    public void invalidateRefreshTokens(String userId) {
        run(() -> world.tokens.invalidateRefreshTokens(userId));
    }

    /** Issues tokens as if the user had just authorized the app. */
    public TokenPair grant(String userId, Collection<String> scopes) {
        return get(() -> {
            world.accounts.get(userId);
            return world.tokens.pair(userId, new LinkedHashSet<>(scopes));
        });
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
