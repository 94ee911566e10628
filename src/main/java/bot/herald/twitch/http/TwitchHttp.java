package bot.herald.twitch.http;

import bot.herald.lifecycle.SpareThreads;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Sends one request to Twitch and turns whatever happens into an {@link HttpAnswer}.
 *
 * <p>Never repeats a request: for a chat message or a token refresh a second try does harm, and only the caller knows.
 * Safe for concurrent use.
 */
public final class TwitchHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** They put answers together; who asks waits in a thread of their own. Left to itself, the client takes one for each call. */
    private static final int THREADS = 4;

    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Duration timeout;

    /** @param timeout for the whole exchange */
    public TwitchHttp(Duration timeout) {
        this(
                HttpClient.newBuilder()
                        .executor(SpareThreads.of("http", THREADS))
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                timeout);
    }

    TwitchHttp(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Blocks until the answer is there, the time is over, or the thread is interrupted. */
    public HttpAnswer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.timeout(timeout).build(), BodyHandlers.ofString());
            return new HttpAnswer.Response(response.statusCode(), response.headers(), parse(response.body()));
        } catch (HttpConnectTimeoutException | ConnectException e) {
            return new HttpAnswer.NoAnswer("cannot connect to Twitch", true);
        } catch (HttpTimeoutException e) {
            return new HttpAnswer.NoAnswer("no answer within " + timeout.toSeconds() + " s", false);
        } catch (IOException e) {
            return new HttpAnswer.NoAnswer("connection lost", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpAnswer.NoAnswer("interrupted", false);
        }
    }

    private JsonNode parse(String body) {
        try {
            JsonNode node = json.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
