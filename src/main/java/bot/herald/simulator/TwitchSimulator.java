package bot.herald.simulator;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Twitch on 127.0.0.1: OAuth, Helix and EventSub over WebSocket, as strict as the real one, with controls for
 * what happens there and what goes wrong. All state is in memory. Thread-safe. Wrong ids given to a control are an
 * {@link IllegalArgumentException}.
 */
public final class TwitchSimulator implements AutoCloseable {
    private final LoopbackServer server;
    private final ScheduledExecutorService timers;
    private final World world;
    private final Faults faults;
    private final RequestLog requests;
    private final Sockets sockets;
    private final RedirectUris redirectUris;
    private final OAuthEndpoints oauth;
    private final URI baseUrl;

    /** Starts it; throws {@link UncheckedIOException} around a {@link BindException} if the port is taken. */
    public static TwitchSimulator start(SimulatorOptions options) {
        TwitchSimulator simulator = new TwitchSimulator(options, LoopbackServer.at(options.port()));
        simulator.serve();
        return simulator;
    }

    private TwitchSimulator(SimulatorOptions options, LoopbackServer server) {
        this.server = server;
        this.baseUrl = URI.create("http://" + LoopbackServer.HOST + ":" + server.port());
        this.timers = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "simulator-timers");
            thread.setDaemon(true);
            return thread;
        });
        this.world = new World(options, timers);
        this.faults = new Faults();
        this.requests = new RequestLog();
        this.sockets = new Sockets(world);
        this.redirectUris = new RedirectUris(options.redirectUris());
        this.oauth = new OAuthEndpoints(world, redirectUris, baseUrl.toString());
        world.setBaseUrl(baseUrl.toString());
        world.sessions.setUrl(eventSubWebSocketUrl());
    }

    private void serve() {
        ControlEndpoints control =
                new ControlEndpoints(world, faults, requests, sockets, redirectUris, baseUrl.toString());
        try {
            server.start(new SimulatorHandler(world, faults, requests, oauth, new HelixRouter(world), control));
        } catch (UncheckedIOException e) {
            timers.shutdownNow();
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

    /** Replaces the registered redirect addresses, for a bot whose port is known only after it started. */
    public void registerRedirectUris(List<String> uris) {
        run(() -> redirectUris.replace(uris));
    }

    /** Gets or creates the account. */
    public SimulatedUser user(String login) {
        return get(() -> world.accounts.getOrCreate(login, null));
    }

    /** Gets or creates the account and gives it the display name. */
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

    /** The same, as if it had begun earlier. */
    public Delivery goLive(String broadcasterId, String title, String game, Instant since) {
        return get(() -> world.events.goLive(broadcasterId, title, game, since));
    }

    /** A rerun, playlist, watch party or premiere begins: {@code stream.online} of that type, and nobody is live. */
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

    /** The same, until its time is over, of which no event tells. */
    public Delivery timeOut(String broadcasterId, String userId, Duration length) {
        return get(() -> world.events.timeOut(broadcasterId, userId, length));
    }

    /** A moderator deletes a line of chat. */
    public Delivery deleteMessage(String broadcasterId, String messageId) {
        return get(() -> world.events.delete(broadcasterId, messageId));
    }

    public Delivery unban(String broadcasterId, String userId) {
        return get(() -> world.events.unban(broadcasterId, userId));
    }

    /** Somebody gives a shoutout: the events, and the channel's cool-downs begin; the channel must be live. */
    public Delivery shoutout(String broadcasterId, String targetId, String moderatorId) {
        return get(() -> world.events.shoutout(broadcasterId, targetId, moderatorId));
    }

    /** A raid arrives: {@code channel.raid} for both channels, and the notice in the target's chat. */
    public Delivery raid(String fromId, String toId, int viewers) {
        return get(() -> world.events.raid(fromId, toId, viewers));
    }

    public Delivery chat(ChatLine line) {
        return get(() -> world.chat.write(line));
    }

    /** Apps hear so late of the lines that they send from now on, and of the next {@code missing} of them never. */
    public void ownLines(Duration delay, int missing) {
        run(() -> world.chat.ownLines(delay, missing));
    }

    public Delivery follow(String broadcasterId, String userId) {
        return get(() -> world.support.follow(broadcasterId, userId));
    }

    /** A new subscription; {@code tier} is 1000, 2000 or 3000. */
    public Delivery subscribe(String broadcasterId, String userId, String tier) {
        return get(() -> world.support.subscribe(broadcasterId, userId, tier, false));
    }

    public Delivery resubscribe(String broadcasterId, String userId, String tier, String text, int months) {
        return get(() -> world.support.resubscribe(broadcasterId, userId, tier, text, months));
    }

    /** Somebody is given a subscription. */
    public Delivery subscribeAsGift(String broadcasterId, String userId, String tier) {
        return get(() -> world.support.subscribe(broadcasterId, userId, tier, true));
    }

    /** Gifts by a user. */
    public Delivery giftSubscriptions(String broadcasterId, String userId, String tier, int total) {
        return get(() -> world.support.giftSubscriptions(broadcasterId, userId, tier, total));
    }

    public Delivery giftSubscriptionsAnonymously(String broadcasterId, String tier, int total) {
        return get(() -> world.support.giftSubscriptions(broadcasterId, null, tier, total));
    }

    public Delivery cheer(String broadcasterId, String userId, int bits, String text) {
        return get(() -> world.support.cheer(broadcasterId, userId, bits, text));
    }

    public Delivery cheerAnonymously(String broadcasterId, int bits, String text) {
        return get(() -> world.support.cheer(broadcasterId, null, bits, text));
    }

    public Delivery redeem(String broadcasterId, String userId, String rewardTitle, int cost, String input) {
        return get(() -> world.support.redeem(broadcasterId, userId, rewardTitle, cost, input));
    }

    /**
     * An event of any type, for those that have no method of their own.
     *
     * @param fields a JSON object; the broadcaster's fields are added
     */
    public Delivery event(String type, String broadcasterId, String fields) {
        return get(() -> world.events.any(type, broadcasterId, fields));
    }

    /** Viewers vote in the channel's poll, which an app began. */
    public Delivery vote(String broadcasterId, String choice, int votes) {
        return get(() -> world.polls.vote(broadcasterId, choice, votes));
    }

    /** The time of the channel's poll is over. */
    public Delivery endPoll(String broadcasterId) {
        return get(() -> world.polls.complete(broadcasterId));
    }

    /** The account gets another login; the id stays. */
    public Delivery rename(String userId, String login, String displayName) {
        return get(() -> world.events.rename(userId, login, displayName));
    }

    /** What apps sent, dropped messages included, oldest first. */
    public List<SentMessage> sentMessages() {
        return get(world.chat::sentByApps);
    }

    /** Waits until the messages fulfil the condition; {@link AssertionError} with what was sent if they do not in time. */
    public List<SentMessage> awaitMessages(Predicate<List<SentMessage>> condition, Duration atMost) {
        return world.await("messages", world.chat::sentByApps, condition, atMost);
    }

    /** What moderators did through the API, oldest first. */
    public List<ModerationAction> moderationActions() {
        return get(world.moderations::all);
    }

    /** Waits until they fulfil the condition; {@link AssertionError} with what was done if they do not in time. */
    public List<ModerationAction> awaitModeration(Predicate<List<ModerationAction>> condition, Duration atMost) {
        return world.await("moderation", world.moderations::all, condition, atMost);
    }

    /** The account was made at another time than now. */
    public void accountMade(String userId, Instant at) {
        run(() -> world.accounts.madeAt(userId, at));
    }

    /** A person switches followers-only chat on or off; {@code minutes} is null for off. */
    public void followersOnly(String broadcasterId, @Nullable Integer minutes) {
        run(() -> world.channel(broadcasterId).followersOnlyMinutes = minutes);
    }

    /** For how many minutes a chatter must have followed to write; empty while anybody may. */
    public Optional<Integer> followersOnly(String broadcasterId) {
        return get(() -> Optional.ofNullable(world.channel(broadcasterId).followersOnlyMinutes));
    }

    public boolean shieldMode(String broadcasterId) {
        return get(() -> world.channel(broadcasterId).shieldMode);
    }

    /** A person switches shield mode on or off. */
    public void shieldMode(String broadcasterId, boolean on) {
        run(() -> world.channel(broadcasterId).shieldMode = on);
    }

    /** All that are listed, dead ones included. */
    public List<SimulatedSubscription> subscriptions() {
        return get(this::snapshots);
    }

    /** Waits until the subscriptions fulfil the condition; {@link AssertionError} with what there is if they do not. */
    public List<SimulatedSubscription> awaitSubscriptions(
            Predicate<List<SimulatedSubscription>> condition, Duration atMost) {
        return world.await("subscriptions", this::snapshots, condition, atMost);
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

    /** Every token and code that was ever handed out, good or spent: what must not be found anywhere. */
    public Set<String> secretsIssued() {
        return get(world.tokens::issued);
    }

    /** Whether a token, code or client secret ever stood in a URL's query. */
    public boolean secretsSeenInUrls() {
        return get(oauth::secretsSeenInUrls);
    }

    /** The user disconnects the app at Twitch: every token dies, subscriptions that need the grant are revoked. */
    public void revokeGrant(String userId) {
        run(() -> world.disconnect(userId));
    }

    /** The account is deleted: nobody finds it, its tokens die, subscriptions about it are revoked as {@code user_removed}. */
    public void deleteAccount(String userId) {
        run(() -> world.delete(userId));
    }

    /** Access tokens are past their time; refresh tokens stay good. */
    public void expireAccessTokens(String userId) {
        run(() -> world.tokens.expireAccessTokens(userId));
    }

    public void expireAppTokens() {
        run(world.tokens::expireAppTokens);
    }

    /** Refresh tokens answer "Invalid refresh token"; access tokens stay good. */
    public void invalidateRefreshTokens(String userId) {
        run(() -> world.tokens.invalidateRefreshTokens(userId));
    }

    /** Mints a token pair as if the user had just authorised the app. */
    public TokenPair grant(String userId, Collection<String> scopes) {
        return get(() -> {
            world.accounts.get(userId);
            return world.tokens.pair(userId, new LinkedHashSet<>(scopes));
        });
    }

    @Override
    public void close() {
        timers.shutdownNow();
        server.stop();
    }

    private List<SimulatedSubscription> snapshots() {
        return world.subscriptions.all().map(Subscription::snapshot).toList();
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
