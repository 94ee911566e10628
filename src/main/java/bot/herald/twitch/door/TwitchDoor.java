package bot.herald.twitch.door;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AppAccessToken;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.twitch4j.helix.TwitchHelix;
import com.netflix.hystrix.HystrixCommand;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The one door to Twitch's API. Whoever calls says as whom; the door finds that {@linkplain Caller credential's} token by Twitch
 * user id, keeps to the points that Twitch gives for each, and to {@link HelixTransport}'s and {@link
 * bot.herald.twitch.http.TwitchHttp}'s rules: one deadline for all of a call, a limit on what comes back, nothing sent twice.
 *
 * <p>Calls are Twitch4J's where it can make them and read what comes of them, otherwise JSON. They run in the caller's thread, and
 * interrupting that ends them. A component only because it is better made before it is needed. Safe for concurrent use.
 */
public final class TwitchDoor implements Component {
    private static final Duration WARM_UP_AFTER = Duration.ofSeconds(3);

    private final HelixTransport transport;
    private final URI helix;
    private final AccessTokens tokens;
    private final AppAccessToken app;
    private final TokenSource appAtOnce;
    private final Supplier<ApiBudget> newBudget;
    private final HelixClient client;
    /** By the name of the user whose points they are; the app has its own. */
    private final Map<String, ApiBudget> budgets = new ConcurrentHashMap<>();

    /** @param helix without a slash at the end */
    public TwitchDoor(HelixTransport transport, URI helix, AccessTokens tokens, AppAccessToken app, Clock clock) {
        this(transport, helix, tokens, app, () -> new ApiBudget(clock));
    }

    /** @param newBudget makes one for each user who calls, and for the app */
    public TwitchDoor(
            HelixTransport transport,
            URI helix,
            AccessTokens tokens,
            AppAccessToken app,
            Supplier<ApiBudget> newBudget) {
        this.transport = transport;
        this.helix = helix;
        this.tokens = tokens;
        this.app = app;
        this.appAtOnce = new HurriedAppToken(app);
        this.newBudget = newBudget;
        this.client = new HelixClient(helix, this::send);
    }

    /** One of Twitch4J's calls. Its second parameter stands where Twitch4J wants a token. */
    public interface Asking<T> extends BiFunction<TwitchHelix, String, HystrixCommand<T>> {}

    /** Makes a call for what it brings. */
    public <T> HelixAnswer<T> ask(Caller as, Asking<T> asking) {
        try {
            T value = asking.apply(client.get(), as.toString()).execute();
            return value == null ? HelixAnswer.unreadable() : new HelixAnswer.Found<>(value);
        } catch (HelixClient.Failed e) {
            return e.answer.failed();
        }
    }

    /** Makes a call whose answer says nothing but that it was done. */
    public <T> HelixAnswer<Boolean> tell(Caller as, Asking<T> asking) {
        try {
            asking.apply(client.get(), as.toString()).execute();
            return new HelixAnswer.Found<>(true);
        } catch (HelixClient.Failed e) {
            return e.answer instanceof HelixAnswer.Later<?> later && later.cause() == HelixAnswer.Cause.UNREADABLE
                    ? new HelixAnswer.Found<>(true)
                    : e.answer.failed();
        }
    }

    /** A call below the API's address that Twitch4J cannot make or read. */
    public HelixAnswer<HttpAnswer.Response> json(
            Caller as, TwitchCall call, String query, Optional<? extends JsonNode> body) {
        return json(as, call, URI.create(helix + call.path() + (query.isEmpty() ? "" : "?" + query)), body);
    }

    /** The same at an address of its own. */
    public HelixAnswer<HttpAnswer.Response> json(
            Caller as, TwitchCall call, URI address, Optional<? extends JsonNode> body) {
        return transport.send(tokenOf(as), budgetOf(as)::spendNow, HelixTransport.Request.of(call, address, body));
    }

    /** The same as bulk work, which waits until there are points beyond what cannot wait may need. */
    public HelixAnswer<HttpAnswer.Response> jsonInTurn(
            Caller as, TwitchCall call, URI address, Optional<? extends JsonNode> body) {
        return transport.send(tokenOf(as), budgetOf(as)::spend, HelixTransport.Request.of(call, address, body));
    }

    /**
     * Twitch4J's whole interface for a feature's use in one channel. Every call is authorised as {@code as}, whatever is passed
     * for a token, and refused if it would change another channel. One that comes to nothing throws {@link
     * bot.herald.identity.TwitchFailedException}.
     */
    public TwitchHelix helix(Caller as, TwitchUserId channel) {
        return client.bound(as.onBehalfOf(channel));
    }

    private HelixAnswer<HttpAnswer.Response> send(Caller as, HelixTransport.Request request) {
        ApiBudget budget = budgetOf(as);
        return transport.send(
                tokenOf(as), as.onBehalfOf().isPresent() ? budget::spendIfRoom : budget::spendNow, request);
    }

    private TokenSource tokenOf(Caller as) {
        return as.key()
                .map(key -> TokenSource.of(tokens, key))
                .orElseGet(() -> as.name().equals(Caller.APP.name()) ? TokenSource.of(app) : appAtOnce);
    }

    private ApiBudget budgetOf(Caller as) {
        String owner = as.key().map(key -> key.userId().value()).orElse(Caller.APP.name());
        return budgets.computeIfAbsent(owner, one -> newBudget.get());
    }

    @Override
    public String name() {
        return "twitch-door";
    }

    /** Twitch4J's interface takes its time to make, for which neither the subscriptions at the start nor the first raid should wait. */
    @Override
    public void start() {
        Future<?> unused = SpareThreads.timer()
                .schedule(
                        () -> SpareThreads.of("twitch-door", 1).execute(client::warmUp),
                        WARM_UP_AFTER.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public Health check() {
        return Health.UP;
    }

    @Override
    public void close() {
        // Calls end by themselves, each in its caller's thread.
    }

    /** A parameter of an address, which may be any text. */
    public static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
