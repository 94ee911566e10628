package bot.herald.twitch.eventsub;

import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.twitch.http.HttpAnswer;
import java.util.Locale;

/** Tells Twitch's refusals apart, by their text where the status says too little. */
final class RefusalReader {
    private RefusalReader() {}

    static Kind kindOf(HttpAnswer.Response response) {
        String said = response.message().toLowerCase(Locale.ROOT);
        return switch (response.status()) {
            case 400, 404 -> isAboutCarrier(said) ? Kind.DEAD_SESSION : Kind.REJECTED;
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 429 -> tooMany(said);
            default -> response.status() >= 500 || response.isSuccess() ? Kind.SERVER_ERROR : Kind.REJECTED;
        };
    }

    private static boolean isAboutCarrier(String said) {
        return said.contains("session") || (said.contains("conduit") && !said.contains("auth"));
    }

    private static Kind tooMany(String said) {
        if (said.contains("type and condition")) {
            return Kind.TOO_MANY_ALIKE;
        }
        if (said.contains("websocket transports")) {
            return Kind.TOO_MANY_SOCKETS;
        }
        if (said.contains("websocket transport")) {
            return Kind.SOCKET_FULL;
        }
        return said.contains("cost") ? Kind.COST_EXCEEDED : Kind.RATE_LIMITED;
    }

    static TwitchFailure failureOf(HttpAnswer.Response response) {
        return switch (kindOf(response)) {
            case RATE_LIMITED, SERVER_ERROR, TOO_MANY_ALIKE, TOO_MANY_SOCKETS, DEAD_SESSION ->
                new TwitchFailure.RetryLater(response.message(), response.retryAfter());
            default -> new TwitchFailure.Refused(response.status(), response.message());
        };
    }
}
