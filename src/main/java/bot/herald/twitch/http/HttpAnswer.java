package bot.herald.twitch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The outcome of one HTTP request. */
public sealed interface HttpAnswer {
    /** What to say when the call succeeded but its body cannot be read. */
    String UNREADABLE = "Twitch sent an answer that cannot be read";

    /** @param body the JSON; {@link MissingNode} if the body is empty or something else, as it often is with 5xx */
    record Response(int status, HttpHeaders headers, JsonNode body) implements HttpAnswer {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** How long Twitch wants us to wait; if it does not say, the retry policy of the failure decides. */
        public Optional<Duration> retryAfter() {
            return RetryAfter.of(headers);
        }

        /** Whether it is a web page: then a proxy or a firewall answered in Twitch's place, and says nothing about a token. */
        public boolean isPage() {
            return headers.firstValue("Content-Type")
                    .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                    .isPresent();
        }

        /** Whether the caller's points are used up, so that every other call would be refused as well. */
        public boolean isBucketEmpty() {
            return RetryAfter.isBucketEmpty(headers);
        }

        /** Twitch's {@code message}, or a few words instead; never more than 200 characters. */
        public String message() {
            String text = body.path("message").asText("");
            String said = text.isBlank() ? wordless() : text;
            return said.length() > 200 ? said.substring(0, 200) : said;
        }

        private String wordless() {
            return isSuccess() ? UNREADABLE : "HTTP " + status;
        }
    }

    /**
     * No answer arrived, so nobody knows whether Twitch acted.
     *
     * @param reason what happened in plain words, without the request's address
     * @param neverSent whether the connection failed before a byte of the request left
     */
    record NoAnswer(String reason, boolean neverSent) implements HttpAnswer {}
}
