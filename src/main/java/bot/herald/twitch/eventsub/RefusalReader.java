package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.http.HttpAnswer;
import java.util.Locale;
import java.util.Optional;

/** Finds out why a request about subscriptions failed, from Twitch's text where the status says too little. */
final class RefusalReader {
    private RefusalReader() {}

    /** @param answer a failure, or a success that lacks what matters */
    static Kind kindOf(HelixAnswer<HttpAnswer.Response> answer) {
        if (answer instanceof HelixAnswer.Reauthorize<?>) {
            return Kind.UNAUTHORIZED;
        }
        if (answer instanceof HelixAnswer.Later<?> later) {
            return switch (later.cause()) {
                case NO_TOKEN, NEVER_SENT, NO_ANSWER -> Kind.NO_ANSWER;
                case LIMIT, NO_POINTS -> tooMany(later.reason().toLowerCase(Locale.ROOT));
                case SERVER_ERROR, UNREADABLE -> Kind.SERVER_ERROR;
            };
        }
        return answer instanceof HelixAnswer.Refused<?> refused ? kindOfRefusal(refused) : Kind.SERVER_ERROR;
    }

    private static Kind kindOfRefusal(HelixAnswer.Refused<?> refused) {
        return switch (refused.status()) {
            case 400, 404 ->
                isAboutCarrier(refused.reason().toLowerCase(Locale.ROOT)) ? Kind.DEAD_SESSION : Kind.REJECTED;
            // Twitch itself calls the token good, or it is new: the fault is Twitch's, and limited to this call.
            case 401 -> Kind.SERVER_ERROR;
            case 403 -> Kind.FORBIDDEN;
            default -> Kind.REJECTED;
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

    static ProviderFailure failureOf(HelixAnswer<HttpAnswer.Response> answer) {
        if (answer instanceof HelixAnswer.Reauthorize<HttpAnswer.Response> reauthorize) {
            return reauthorize.failure();
        }
        if (answer instanceof HelixAnswer.Later<HttpAnswer.Response> later) {
            return switch (kindOf(answer)) {
                case SOCKET_FULL, COST_EXCEEDED -> new ProviderFailure.Refused(429, later.reason());
                default -> new ProviderFailure.RetryLater(later.reason(), later.after());
            };
        }
        if (!(answer instanceof HelixAnswer.Refused<HttpAnswer.Response> refused)) {
            return new ProviderFailure.RetryLater(HttpAnswer.UNREADABLE, Optional.empty());
        }
        if (refused.status() == 401) {
            return new ProviderFailure.RetryLater("401 to a good token: " + refused.reason(), Optional.empty());
        }
        return kindOfRefusal(refused) == Kind.DEAD_SESSION
                ? new ProviderFailure.RetryLater(
                        refused.reason(), refused.response().retryAfter())
                : new ProviderFailure.Refused(refused.status(), refused.reason());
    }
}
