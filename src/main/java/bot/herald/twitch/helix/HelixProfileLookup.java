package bot.herald.twitch.helix;

import bot.herald.auth.ProfileLookup;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** Get Users for the token's owner, before there is a credential to call as. Blocks; safe for concurrent use. */
public final class HelixProfileLookup implements ProfileLookup {
    private final HelixTransport transport;
    private final URI users;

    public HelixProfileLookup(HelixTransport transport, URI helix) {
        this.transport = transport;
        this.users = URI.create(helix + TwitchCall.GET_USERS.path());
    }

    @Override
    public Answer ownerOf(Secret accessToken) {
        // Without ids and logins Twitch returns the token's own user.
        HelixAnswer<TwitchProfile> owner = transport
                .get(accessToken, TwitchCall.GET_USERS, users)
                .read(body -> profile(body.path("data").path(0)));
        return owner instanceof HelixAnswer.Found<TwitchProfile> found
                ? new Answer.Found(found.value())
                : new Answer.Failed(owner.failure());
    }

    private static Optional<TwitchProfile> profile(JsonNode user) {
        String id = user.path("id").asText("");
        String login = user.path("login").asText("");
        return TwitchUserId.isValid(id) && TwitchLogin.isValid(login)
                ? Optional.of(new TwitchProfile(
                        new TwitchUserId(id),
                        new TwitchLogin(login),
                        user.path("display_name").asText(login),
                        user.path("profile_image_url").asText("")))
                : Optional.empty();
    }
}
