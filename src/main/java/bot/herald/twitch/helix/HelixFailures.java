package bot.herald.twitch.helix;

import bot.herald.identity.TwitchFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import feign.FeignException;
import java.util.Optional;
import org.apache.commons.lang3.exception.ContextedRuntimeException;

/** Turns what {@code TwitchHelix} throws, whose texts hold tokens and addresses, into a failure that does not. */
final class HelixFailures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HelixFailures() {}

    static TwitchFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContextedRuntimeException contexted
                    && contexted.getFirstContextValue("errorStatus") != null) {
                int status = Integer.parseInt(String.valueOf(contexted.getFirstContextValue("errorStatus")));
                return of(status, message(String.valueOf(contexted.getFirstContextValue("responseBody"))));
            }
            if (cause instanceof FeignException feign && feign.status() > 0) {
                return of(feign.status(), "");
            }
        }
        return new TwitchFailure.RetryLater("no answer from Twitch", Optional.empty());
    }

    private static TwitchFailure of(int status, String message) {
        String reason = message.isBlank() ? "HTTP " + status : message;
        if (status == 401) {
            return new TwitchFailure.Reauthorize(reason);
        }
        return status == 429 || status >= 500
                ? new TwitchFailure.RetryLater(reason, Optional.empty())
                : new TwitchFailure.Refused(status, reason);
    }

    private static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asText("");
        } catch (JsonProcessingException e) {
            // Not JSON, as 5xx often are not: the status has to do.
            return "";
        }
    }
}
