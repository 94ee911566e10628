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
 * The one door to Twitch's API. The caller says as whom to call; the door finds that {@linkplain Caller credential's}
 * token by Twitch user id, keeps within the rate limit of each user, and follows the rules of {@link HelixTransport}
 * and {@link bot.herald.twitch.http.TwitchHttp}: one deadline for the whole call, a limit on the answer, nothing sent
 * twice.
 *
 * <p>Uses Twitch4J where that can make the call and read the answer, otherwise JSON. Calls run on the caller's thread,
 * and interrupting that ends them. A component only so that Twitch4J's interface exists before it is needed. Safe for
 * concurrent use.
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
    /** By user id, or by the name of {@link Caller#APP}: Twitch counts each user's points, and the app's, on their own. */
    private final Map<String, ApiBudget> budgets = new ConcurrentHashMap<>();

    /** @param helix without a trailing slash */
    public TwitchDoor(HelixTransport transport, URI helix, AccessTokens tokens, AppAccessToken app, Clock clock) {
        this(transport, helix, tokens, app, () -> new ApiBudget(clock));
    }

    /** @param newBudget creates one for each user that calls, and for the app */
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
        this.appAtOnce = new ImmediateAppToken(app);
        this.newBudget = newBudget;
        this.client = new HelixClient(helix, this::send);
    }

    /** One of Twitch4J's calls. The second parameter stands in for the token. */
    public interface ApiCall<T> extends BiFunction<TwitchHelix, String, HystrixCommand<T>> {}

    /** Makes a call that returns a value. */
    public <T> HelixAnswer<T> ask(Caller as, ApiCall<T> call) {
        try {
            T value = call.apply(client.get(), as.toString()).execute();
            return value == null ? HelixAnswer.unreadable() : new HelixAnswer.Found<>(value);
        } catch (HelixClient.Failed e) {
            return e.answer.failed();
        }
    }

    /** Makes a call whose answer only says that it was done. */
    public <T> HelixAnswer<Boolean> tell(Caller as, ApiCall<T> call) {
        try {
            call.apply(client.get(), as.toString()).execute();
            return new HelixAnswer.Found<>(true);
        } catch (HelixClient.Failed e) {
            return e.answer instanceof HelixAnswer.Later<?> later && later.cause() == HelixAnswer.Cause.UNREADABLE
                    ? new HelixAnswer.Found<>(true)
                    : e.answer.failed();
        }
    }

    /** Makes a call below the API's address that Twitch4J cannot make or read. */
    public HelixAnswer<HttpAnswer.Response> json(
            Caller as, TwitchCall call, String query, Optional<? extends JsonNode> body) {
        return json(as, call, URI.create(helix + call.path() + (query.isEmpty() ? "" : "?" + query)), body);
    }

    /** The same, at another address. */
    public HelixAnswer<HttpAnswer.Response> json(
            Caller as, TwitchCall call, URI address, Optional<? extends JsonNode> body) {
        return transport.send(tokenOf(as), budgetOf(as)::spendNow, HelixTransport.Request.of(call, address, body));
    }

    /** The same as bulk work, which leaves a reserve of points for urgent calls. */
    public HelixAnswer<HttpAnswer.Response> jsonInTurn(
            Caller as, TwitchCall call, URI address, Optional<? extends JsonNode> body) {
        return transport.send(tokenOf(as), budgetOf(as)::spend, HelixTransport.Request.of(call, address, body));
    }

    /**
     * Twitch4J's whole interface, for a feature to use in one channel. Every call is authorised as {@code as}, whatever
     * is passed as a token, and refused if it would change another channel. A call that fails throws {@link
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

    /** Twitch4J's interface takes a while to create, which should delay neither the first subscriptions nor the first raid. */
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
        // Calls end by themselves, each on its caller's thread.
    }

    /** A query parameter with any text. */
    public static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
