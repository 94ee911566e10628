package bot.herald.twitch.helix;

import bot.herald.auth.ProfileLookup;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/** Get Users of the token's owner. Blocks; safe for concurrent use. */
public final class HelixProfileLookup implements ProfileLookup {
    private final TwitchHttp http;
    private final URI users;
    private final String clientId;

    public HelixProfileLookup(TwitchHttp http, URI helix, String clientId) {
        this.http = http;
        this.users = URI.create(helix + TwitchCall.GET_USERS.path());
        this.clientId = clientId;
    }

    @Override
    public Answer ownerOf(Secret accessToken) {
        // Neither ids nor logins: Twitch then names the token's own user.
        HttpAnswer answer = http.send(
                TwitchCall.GET_USERS,
                HttpRequest.newBuilder(users)
                        .header("Authorization", "Bearer " + accessToken.reveal())
                        .header("Client-Id", clientId)
                        .GET());
        if (answer instanceof HttpAnswer.NoAnswer none) {
            return later(none.reason());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (!response.isSuccess()) {
            return new Answer.Failed(HelixReader.failure(response));
        }
        JsonNode user = response.body().path("data").path(0);
        String id = user.path("id").asText("");
        String login = user.path("login").asText("");
        if (!TwitchUserId.isValid(id) || !TwitchLogin.isValid(login)) {
            return later(HttpAnswer.UNREADABLE);
        }
        return new Answer.Found(new TwitchProfile(
                new TwitchUserId(id),
                new TwitchLogin(login),
                user.path("display_name").asText(login),
                user.path("profile_image_url").asText("")));
    }

    private static Answer later(String reason) {
        return new Answer.Failed(new TwitchFailure.RetryLater(reason, Optional.empty()));
    }
}
