package bot.herald.twitch.helix;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Get Moderated Channels, with a token of the person's own: that of a login, or the bot's. */
public final class HelixModeratedChannels {
    private static final Logger log = LoggerFactory.getLogger(HelixModeratedChannels.class);
    /** Twitch gives 100 a page; nobody moderates more than this, and a page that never ends must not hold a login up. */
    private static final int MOST_PAGES = 50;

    private final TwitchHttp http;
    private final String endpoint;
    private final String moderators;
    private final String clientId;
    private final AccessTokens tokens;

    public HelixModeratedChannels(TwitchHttp http, URI helix, String clientId, AccessTokens tokens) {
        this.http = http;
        this.endpoint = helix + "/moderation/channels";
        this.moderators = helix + "/moderation/moderators";
        this.clientId = clientId;
        this.tokens = tokens;
    }

    /**
     * Blocks for one request a hundred channels.
     *
     * @param key whose token asks, about its own user
     * @return empty when Twitch cannot be asked or does not answer
     */
    public Optional<Set<TwitchUserId>> of(CredentialKey key) {
        TwitchUserId person = key.userId();
        if (!(tokens.accessToken(key) instanceof AccessTokens.Answer.Available available)) {
            return unknown(person, "no usable token");
        }
        Secret token = available.accessToken();
        Set<TwitchUserId> moderated = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            HttpAnswer answer = get(person, cursor, token);
            if (answer instanceof HttpAnswer.Response response && response.status() == 401) {
                if (!(tokens.afterUnauthorized(key, token) instanceof AfterUnauthorized.Repeat repeat)) {
                    return unknown(person, response.message());
                }
                token = repeat.accessToken();
                answer = get(person, cursor, token);
            }
            if (!(answer instanceof HttpAnswer.Response response)) {
                return unknown(person, ((HttpAnswer.NoAnswer) answer).reason());
            }
            if (!response.isSuccess() || !response.body().path("data").isArray()) {
                return unknown(person, response.message());
            }
            for (JsonNode channel : response.body().path("data")) {
                String id = channel.path("broadcaster_id").asText("");
                if (TwitchUserId.isValid(id)) {
                    moderated.add(new TwitchUserId(id));
                }
            }
            cursor = response.body().path("pagination").path("cursor").asText("");
            if (cursor.isEmpty()) {
                return Optional.of(moderated);
            }
        }
        return Optional.of(moderated);
    }

    /**
     * Asks with the broadcaster's token whether the person is one of their moderators. Blocks for a request.
     *
     * @return empty when Twitch cannot be asked or does not answer
     */
    public Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
        URI uri = URI.create(moderators + "?broadcaster_id=" + broadcaster + "&user_id=" + person);
        TokenSource.Called called = TokenSource.of(tokens, CredentialKey.channel(broadcaster))
                .call(token -> http.send(
                        TwitchCall.GET_MODERATORS,
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + token.reveal())
                                .header("Client-Id", clientId)
                                .GET()));
        return called instanceof TokenSource.Called.Heard heard
                        && heard.answer() instanceof HttpAnswer.Response response
                        && response.isSuccess()
                        && response.body().path("data").isArray()
                ? Optional.of(!response.body().path("data").isEmpty())
                : Optional.empty();
    }

    private HttpAnswer get(TwitchUserId person, String cursor, Secret token) {
        String after = cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return http.send(
                TwitchCall.GET_MODERATED_CHANNELS,
                HttpRequest.newBuilder(URI.create(endpoint + "?first=100&user_id=" + person + after))
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Client-Id", clientId)
                        .GET());
    }

    private static Optional<Set<TwitchUserId>> unknown(TwitchUserId person, String reason) {
        log.warn("user={} Twitch did not say where this person moderates: {}", person, reason);
        return Optional.empty();
    }
}
