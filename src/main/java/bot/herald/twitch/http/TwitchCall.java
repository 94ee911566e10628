package bot.herald.twitch.http;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every kind of call that Herald makes to Twitch: {@link TwitchHttp} sends nothing else, and tests cover all of them. A
 * new call needs a constant here and a line in {@code EveryCallTest}.
 */
public enum TwitchCall {
    EXCHANGE_CODE("POST", "/token", Patience.ONCE),
    REFRESH_TOKEN("POST", "/token", Patience.ONCE),
    GET_APP_TOKEN("POST", "/token", Patience.REPEATABLE),
    GET_DEVICE_CODE("POST", "/device", Patience.REPEATABLE),
    POLL_DEVICE_CODE("POST", "/token", Patience.ONCE),
    VALIDATE_TOKEN("GET", "/validate", Patience.REPEATABLE),
    REVOKE_TOKEN("POST", "/revoke", Patience.REPEATABLE),
    BEGIN_AUTHORIZATION("GET", "/authorize", Patience.REPEATABLE),

    LIST_SUBSCRIPTIONS("GET", "", Patience.REPEATABLE),
    CREATE_SUBSCRIPTION("POST", "", Patience.REPEATABLE),
    DELETE_SUBSCRIPTION("DELETE", "", Patience.REPEATABLE),
    LIST_CONDUITS("GET", "/eventsub/conduits", Patience.REPEATABLE),
    CREATE_CONDUIT("POST", "/eventsub/conduits", Patience.ONCE),
    RESIZE_CONDUIT("PATCH", "/eventsub/conduits", Patience.REPEATABLE),
    DELETE_CONDUIT("DELETE", "/eventsub/conduits", Patience.REPEATABLE),
    LIST_SHARDS("GET", "/eventsub/conduits/shards", Patience.REPEATABLE),
    ASSIGN_SHARDS("PATCH", "/eventsub/conduits/shards", Patience.REPEATABLE),

    SEND_CHAT_MESSAGE("POST", "/chat/messages", Patience.CHAT),
    SEND_ANNOUNCEMENT("POST", "/chat/announcements", Patience.ONCE),
    SEND_SHOUTOUT("POST", "/chat/shoutouts", Patience.ONCE),
    DELETE_CHAT_MESSAGE("DELETE", "/moderation/chat", Patience.REPEATABLE),
    TIME_OUT("POST", "/moderation/bans", Patience.REPEATABLE),
    WARN("POST", "/moderation/warnings", Patience.ONCE),
    GET_SHIELD_MODE("GET", "/moderation/shield_mode", Patience.REPEATABLE),
    SET_SHIELD_MODE("PUT", "/moderation/shield_mode", Patience.REPEATABLE),
    GET_CHAT_SETTINGS("GET", "/chat/settings", Patience.REPEATABLE),
    CHANGE_CHAT_SETTINGS("PATCH", "/chat/settings", Patience.REPEATABLE),
    GET_MODERATED_CHANNELS("GET", "/moderation/channels", Patience.REPEATABLE),
    GET_MODERATORS("GET", "/moderation/moderators", Patience.REPEATABLE),

    GET_USERS("GET", "/users", Patience.REPEATABLE),
    GET_FOLLOWERS("GET", "/channels/followers", Patience.REPEATABLE),
    GET_STREAMS("GET", "/streams", Patience.REPEATABLE),
    GET_CHANNELS("GET", "/channels", Patience.REPEATABLE),
    CHANGE_CHANNEL("PATCH", "/channels", Patience.REPEATABLE),
    GET_GAMES("GET", "/games", Patience.REPEATABLE),
    SEARCH_CATEGORIES("GET", "/search/categories", Patience.REPEATABLE),

    /** Calls made only for plug-ins, and everything else in Twitch4J's interface. */
    OTHER_GET("GET", "", Patience.REPEATABLE),
    OTHER_POST("POST", "", Patience.ONCE),
    OTHER_PUT("PUT", "", Patience.ONCE),
    OTHER_PATCH("PATCH", "", Patience.ONCE),
    OTHER_DELETE("DELETE", "", Patience.ONCE),

    /** To a bot that runs beside this process, which is asked in the same way. */
    OWN_HEALTH("GET", "/healthz", Patience.REPEATABLE),
    OWN_READINESS("GET", "/readyz", Patience.REPEATABLE);

    /** How long a whole exchange may take, depending on what it costs to give up. */
    private static final class Patience {
        /** Asking again does no harm, and others may be waiting. */
        static final Duration REPEATABLE = Duration.ofMillis(3500);
        /** Afterwards nobody knows whether it was done, so it is given plenty of time. */
        static final Duration ONCE = Duration.ofMillis(4500);
        /** Just as unclear, but a late greeting is no greeting; whether it was said can be heard in the chat. */
        static final Duration CHAT = Duration.ofSeconds(3);
    }

    /** By method and path. */
    private static final Map<String, TwitchCall> API = Arrays.stream(values())
            .filter(call -> call.compareTo(DELETE_SUBSCRIPTION) > 0 && call.compareTo(OTHER_GET) < 0)
            .collect(Collectors.toMap(call -> call.method + " " + call.path, call -> call));

    private final String method;
    private final String path;
    private final Duration patience;

    /** @param path the end of the address; empty where the configuration names the whole address */
    TwitchCall(String method, String path, Duration patience) {
        this.method = method;
        this.path = path;
        this.patience = patience;
    }

    /**
     * Which of Twitch's API calls a request is.
     *
     * @param path below the API's address
     * @throws IllegalArgumentException if Twitch has no such method
     */
    public static TwitchCall ofApi(String method, String path) {
        return API.getOrDefault(method + " " + path, valueOf("OTHER_" + method));
    }

    public String method() {
        return method;
    }

    /** The end of the address; empty where the configuration names the whole address. */
    public String path() {
        return path;
    }

    /** How long the whole exchange may take: connecting, sending, headers and body. */
    public Duration patience() {
        return patience;
    }

    /** In lower case, for metrics and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the request is not this call */
    void check(HttpRequest request) {
        if (!request.method().equals(method) || !request.uri().getPath().endsWith(path)) {
            throw new IllegalArgumentException("not a request of " + this + ", but " + request.method() + " "
                    + request.uri().getPath());
        }
    }
}
